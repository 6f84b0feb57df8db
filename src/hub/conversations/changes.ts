import type { HubContext } from '../core/context.js';
import type { Session } from '../core/session.js';

/** What changed of a user's conversations, in the numbers of the push to the user's other devices (Web SDK 3.6). */
export const CHANGE = {
  deleted: 1,
  pinned: 2,
  unpinned: 3,
  marked: 4,
  groupsCreated: 5,
  groupsDeleted: 6,
  groupsUpdated: 7,
} as const;

/** A conversation as requests name it. */
export interface ContactName {
  Type?: number | undefined;
  To_Account?: string | undefined;
  ToGroupId?: string | undefined;
  ToGroupid?: string | undefined;
  GroupId?: string | undefined;
}

/** A conversation as pushes name it. */
export function named({
  Type,
  To_Account,
  ToGroupid,
  ToGroupId,
  GroupId: id,
}: ContactName): Record<string, unknown> {
  const GroupId = ToGroupid ?? ToGroupId ?? id;
  return GroupId ? { Type: Type ?? 2, GroupId } : { Type: Type ?? 1, User_Account: To_Account };
}

/** Tells a user's devices, but the one that made the change. */
export function pushChange(
  context: HubContext,
  session: Session,
  owner: string,
  change: { PushType: number; [field: string]: unknown },
): void {
  context.pushTo(owner, { Event: 13, RecentContactMod: [change] }, session);
}

export function pushDeletion(
  context: HubContext,
  session: Session,
  owner: string,
  contacts: readonly ContactName[],
): void {
  pushChange(context, session, owner, {
    PushType: CHANGE.deleted,
    RecentContactDeleteItem: { RecentContactList: contacts.map(named) },
  });
}
