import type { Connector } from '../../hub/core/connection.js';
import type { GroupType } from '../../im/group-types.js';

/** The hub a scenario runs on: how its devices reach it, and what is there before it begins. */
export interface HubUnderTest {
  /** Why offline pushes can't be seen there, and what to do about it; undefined where they can. */
  readonly blindToPushes?: string | undefined;
  /** Makes ready what must be there before the first device comes. */
  open?(): Promise<void>;
  connector(user: string, device: string): Connector;
  importUsers(users: readonly string[]): Promise<void>;
  createGroup(groupID: string, type: GroupType, owner: string, members: readonly string[]): Promise<void>;
  close(): void;
}
