import { websocketConnector } from '../../device/websocket-connector.js';
import type { Connector } from '../../hub/core/connection.js';
import { CODE } from '../../im/error-codes.js';
import type { GroupType } from '../../im/group-types.js';
import { SigError } from '../../im/sig-error.js';
import type { HubUnderTest } from './hub-under-test.js';
import type { TestDevice } from './test-device.js';
import { type PushShown, watchPushes } from './watch-pushes.js';

/** What a live hub needs of the place that its devices are in. */
export interface LiveHubUsers {
  /** Any device of the user: accounts and groups are made through it. */
  deviceOf(user: string): TestDevice | undefined;
  /** An offline phone of one of them has shown this. */
  pushShown(push: PushShown): void;
}

/** A live hub, reached as any app reaches it: accounts and groups are made by the users themselves. */
export class LiveHub implements HubUnderTest {
  readonly blindToPushes: string | undefined;
  #url: string;
  #token: string;
  #users: LiveHubUsers;
  #stopWatching: (() => void) | undefined;

  /**
   * @param url ws://HOST:PORT
   * @param token the hub's own, for its control endpoint: only there it can be seen what offline phones show
   */
  constructor(url: string, token: string, users: LiveHubUsers) {
    this.#url = url;
    this.#token = token;
    this.#users = users;
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
    this.#stopWatching = await watchPushes(this.#url, this.#token, (push) => {
      if (this.#users.deviceOf(push.user)) this.#users.pushShown(push);
    });
  }

  connector(): Connector {
    return websocketConnector(this.#url);
  }

  async importUsers(users: readonly string[]): Promise<void> {
    for (const user of users) {
      const { sdk } = this.#users.deviceOf(user)!;
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
    const { sdk } = this.#users.deviceOf(owner)!;
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
