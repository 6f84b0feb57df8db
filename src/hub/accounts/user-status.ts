import type { HubContext } from '../core/context.js';
import type { Session } from '../core/session.js';
import { CUSTOM_STATUS, STATUS_WATCHERS } from '../store/collections.js';
import { hasLogin } from './login-records.js';

/** Status in the vendor's numbers (Web SDK 3.6: USER_STATUS_ONLINE ...). */
export const STATUS = { online: 1, offline: 2, unlogined: 3 } as const;

export type Status = (typeof STATUS)[keyof typeof STATUS];

/** Online with a session; offline when a log-in waits for its line to come back; else not logged in. */
export function statusOf(context: HubContext, userID: string): Status {
  if (context.sessions.isOnline(userID)) return STATUS.online;
  return hasLogin(context, userID) ? STATUS.offline : STATUS.unlogined;
}

/** A user's status as pushes and answers carry it; Web SDK 3.6 takes the custom status in base64. */
export function statusRow(context: HubContext, userID: string): Record<string, unknown> {
  return {
    To_Account: userID,
    Status: statusOf(context, userID),
    CustomStatus: Buffer.from(customStatus(context, userID)).toString('base64'),
  };
}

export function customStatus(context: HubContext, userID: string): string {
  return context.store.document(CUSTOM_STATUS, userID) ?? '';
}

/** Sets the caller's own status text; the caller's other devices hear of it as watchers do. */
export function setCustomStatus(context: HubContext, session: Session, text: string): void {
  const { userID } = session;
  context.store.putDocument(CUSTOM_STATUS, [userID], text);
  context.pushTo(userID, { Event: 17, UserStatusList: [statusRow(context, userID)] }, session);
  announceStatus(context, userID);
}

export function watch(context: HubContext, watcher: string, userID: string): void {
  if (!context.store.document(STATUS_WATCHERS, userID, watcher)) {
    context.store.putDocument(STATUS_WATCHERS, [userID, watcher], true);
  }
}

export function unwatch(context: HubContext, watcher: string, userID: string): void {
  context.store.deleteDocument(STATUS_WATCHERS, userID, watcher);
}

export function unwatchAll(context: HubContext, watcher: string): void {
  for (const { key } of context.store.documents(STATUS_WATCHERS)) {
    if (key[1] === watcher) unwatch(context, watcher, key[0]);
  }
}

/** Tells whoever watches a user of the status as it is now. */
export function announceStatus(context: HubContext, userID: string): void {
  const watchers = context.store.documents(STATUS_WATCHERS, userID);
  if (watchers.length === 0) return;
  const event = { Event: 17, UserStatusList: [statusRow(context, userID)] };
  for (const { key } of watchers) context.pushTo(key[1], event);
}
