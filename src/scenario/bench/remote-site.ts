import { websocketConnector } from '../../device/websocket-connector.js';
import type { Connector } from '../../hub/core/connection.js';
import { CODE } from '../../im/error-codes.js';
import type { GroupType } from '../../im/group-types.js';
import { SigError } from '../../im/sig-error.js';
import type { Bench } from './bench.js';
import type { Site } from './site.js';
import { watchPushes } from './watch-pushes.js';

/** A live hub, reached as any app reaches it: accounts and groups are made by the users themselves. */
export class RemoteSite implements Site {
  readonly blindToPushes: string | undefined;
  #url: string;
  #token: string;
  #bench: Bench;
  #stopWatching: (() => void) | undefined;

  /**
   * @param url ws://HOST:PORT
   * @param token the hub's own, for its control door: only there it can be seen what offline phones show
   */
  constructor(url: string, token: string, bench: Bench) {
    this.#url = url;
    this.#token = token;
    this.#bench = bench;
    if (token === '')
      this.blindToPushes =
        'the pushes of a live hub are seen with its token only: --hub http://TOKEN@HOST:PORT, or SIG_TOKEN';
  }

  /** @throws SigError 9511 at once when nobody listens there: a device would try again for long */
  async open(): Promise<void> {
    await fetch(`${this.#url.replace(/^ws/, 'http')}/healthz`).catch(() => {
      throw new SigError(
        CODE.ERR_SDK_NET_CONN_REFUSE,
        `no hub listens at ${this.#url}`,
        'sig hub status tells whether one runs',
      );
    });
    if (this.#token === '') return;
    this.#stopWatching = await watchPushes(this.#url, this.#token, (event) => {
      const { user, device, kind, title, desc, ext, from, groupID } = event;
      if (this.#bench.seatsOf(user).length === 0) return;
      this.#bench.trace.emit(user, device, { kind, title, desc, ext, from, groupID });
    });
  }

  connector(): Connector {
    return websocketConnector(this.#url);
  }

  async importUsers(users: readonly string[]): Promise<void> {
    for (const user of users) {
      const { sdk } = this.#bench.seatsOf(user)[0]!;
      await sdk.login(user);
      await sdk.logout();
    }
  }

  async createGroup(
    groupID: string,
    type: GroupType,
    owner: string,
    members: readonly string[],
  ): Promise<void> {
    const { sdk } = this.#bench.seatsOf(owner)[0]!;
    await sdk.login(owner);
    try {
      await sdk.createGroup(type, groupID, groupID, [...members]);
    } catch (thrown) {
      const error = SigError.from(thrown);
      if (!GROUP_EXISTS.has(error.code)) throw error;
    } finally {
      await sdk.logout();
    }
  }

  close(): void {
    this.#stopWatching?.();
  }
}

/** A live hub may still have the group from the run before. */
const GROUP_EXISTS: ReadonlySet<number> = new Set([
  CODE.ERR_SVR_GROUP_GROUPID_IN_USED,
  CODE.ERR_SVR_GROUP_GROUPID_IN_USED_FOR_SUPER,
]);
