import type { Hub } from '../core/hub.js';
import { hasLogin } from './logins.js';
import { USER_DOCUMENTS } from './user-documents.js';

/** Status in the vendor's numbers (Web SDK 3.6: USER_STATUS_ONLINE ...). */
export const STATUS = { online: 1, offline: 2, unlogined: 3 } as const;

export type Status = (typeof STATUS)[keyof typeof STATUS];

const { customStatus: CUSTOM, statusWatchers: WATCHERS } = USER_DOCUMENTS;

/** Online with a session; offline when a log-in waits for its line to come back; else not logged in. */
export function statusOf(hub: Hub, userID: string): Status {
  if (hub.sessions.isOnline(userID)) return STATUS.online;
  return hasLogin(hub, userID) ? STATUS.offline : STATUS.unlogined;
}

/** A user's status as pushes and answers carry it; Web SDK 3.6 takes the custom status in base64. */
export function statusRow(hub: Hub, userID: string): Record<string, unknown> {
  return {
    To_Account: userID,
    Status: statusOf(hub, userID),
    CustomStatus: Buffer.from(customStatus(hub, userID)).toString('base64'),
  };
}

export function customStatus(hub: Hub, userID: string): string {
  const text = hub.store.document(CUSTOM, userID);
  return typeof text === 'string' ? text : '';
}

export function setCustomStatus(hub: Hub, userID: string, text: string): void {
  hub.store.putDocument(CUSTOM, userID, text);
  announceStatus(hub, userID);
}

function watchersOf(hub: Hub, userID: string): string[] {
  return (hub.store.document(WATCHERS, userID) as string[] | undefined) ?? [];
}

export function watch(hub: Hub, watcher: string, userID: string): void {
  const watchers = watchersOf(hub, userID);
  if (!watchers.includes(watcher)) hub.store.putDocument(WATCHERS, userID, [...watchers, watcher]);
}

export function unwatch(hub: Hub, watcher: string, userID: string): void {
  const rest = watchersOf(hub, userID).filter((each) => each !== watcher);
  if (rest.length > 0) hub.store.putDocument(WATCHERS, userID, rest);
  else hub.store.deleteDocument(WATCHERS, userID);
}

export function unwatchAll(hub: Hub, watcher: string): void {
  for (const { key } of hub.store.documents(WATCHERS)) unwatch(hub, watcher, key);
}

/** Tells whoever watches a user of the status as it is now. */
export function announceStatus(hub: Hub, userID: string): void {
  const watchers = watchersOf(hub, userID);
  if (watchers.length === 0) return;
  const event = { Event: 17, UserStatusList: [statusRow(hub, userID)] };
  for (const watcher of watchers) hub.pushTo(watcher, event);
}
