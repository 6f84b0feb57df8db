import { websocketConnector } from '../../device/websocket-connector.js';
import type { Connector } from '../../hub/connection.js';
import type { GroupType } from '../../im/group-types.js';
import { SigError } from '../../im/sig-error.js';
import type { Bench } from './bench.js';
import type { Site } from './site.js';

/** A live hub, reached as any app reaches it: accounts and groups are made by the users themselves. */
export class RemoteSite implements Site {
  #url: string;
  #bench: Bench;

  constructor(url: string, bench: Bench) {
    this.#url = url;
    this.#bench = bench;
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
      if (error.code !== GROUP_EXISTS) throw error;
    } finally {
      await sdk.logout();
    }
  }

  close(): void {}
}

/** A live hub may still have the group from the run before. */
const GROUP_EXISTS = 10021;
