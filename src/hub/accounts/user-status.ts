import type { HubContext } from '../core/context.js';
import { hasLogin } from './login-records.js';
import { USER_DOCUMENTS } from './user-documents.js';

/** Status in the vendor's numbers (Web SDK 3.6: USER_STATUS_ONLINE ...). */
export const STATUS = { online: 1, offline: 2, unlogined: 3 } as const;

export type Status = (typeof STATUS)[keyof typeof STATUS];

const { customStatus: CUSTOM, statusWatchers: WATCHERS } = USER_DOCUMENTS;

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
  const text = context.store.document(CUSTOM, userID);
  return typeof text === 'string' ? text : '';
}

export function setCustomStatus(context: HubContext, userID: string, text: string): void {
  context.store.putDocument(CUSTOM, userID, text);
  announceStatus(context, userID);
}

function watchersOf(context: HubContext, userID: string): string[] {
  return (context.store.document(WATCHERS, userID) as string[] | undefined) ?? [];
}

export function watch(context: HubContext, watcher: string, userID: string): void {
  const watchers = watchersOf(context, userID);
  if (!watchers.includes(watcher)) context.store.putDocument(WATCHERS, userID, [...watchers, watcher]);
}

export function unwatch(context: HubContext, watcher: string, userID: string): void {
  const rest = watchersOf(context, userID).filter((each) => each !== watcher);
  if (rest.length > 0) context.store.putDocument(WATCHERS, userID, rest);
  else context.store.deleteDocument(WATCHERS, userID);
}

export function unwatchAll(context: HubContext, watcher: string): void {
  for (const { key } of context.store.documents(WATCHERS)) unwatch(context, watcher, key);
}

/** Tells whoever watches a user of the status as it is now. */
export function announceStatus(context: HubContext, userID: string): void {
  const watchers = watchersOf(context, userID);
  if (watchers.length === 0) return;
  const event = { Event: 17, UserStatusList: [statusRow(context, userID)] };
  for (const watcher of watchers) context.pushTo(watcher, event);
}
