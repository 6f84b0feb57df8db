import type { z } from 'zod';
import type { HubContext } from '../core/context.js';
import { LOGINS } from '../store/collections.js';

/**
 * Why a log-in was ended by the hub, in the numbers of the vendor's kick-out notice (Web SDK 3.6): another page of the
 * browser, another device, the REST API.
 */
export const KICK = { anotherPage: 1, anotherDevice: 2, restAPI: 3 } as const;

export type KickType = (typeof KICK)[keyof typeof KICK];

/** One log-in of one device, as it is kept. */
export type Login = z.output<typeof LOGINS.schema>[number];

/** Log-ins kept per user; the oldest make room. */
const KEPT_PER_USER = 20;

export function loginsOf(context: HubContext, userID: string): Login[] {
  return context.store.document(LOGINS, userID) ?? [];
}

/** Whether a log-in stands, even if its line is down. */
export function hasLogin(context: HubContext, userID: string): boolean {
  return loginsOf(context, userID).some((login) => !login.kicked);
}

/** Where a user is logged in, and whether the line of that device is up. */
export function devicesOf(context: HubContext, userID: string): { platform: string; online: boolean }[] {
  const up = new Set(context.sessions.of(userID).map((session) => session.a2));
  return loginsOf(context, userID)
    .filter((login) => !login.kicked)
    .map(({ platform, a2 }) => ({ platform, online: up.has(a2) }));
}

/** @returns the log-in with that A2Key, and whose it is */
export function findLogin(context: HubContext, a2: string): { userID: string; login: Login } | undefined {
  const account = context.store.accountByTinyID(a2.slice(0, a2.indexOf('-')));
  const login = account && loginsOf(context, account.userID).find((each) => each.a2 === a2);
  return login && { userID: account.userID, login };
}

/** Keeps a user's log-ins; the oldest go when there are too many. */
export function putLogins(context: HubContext, userID: string, logins: readonly Login[]): void {
  context.store.putDocument(LOGINS, [userID], logins.slice(-KEPT_PER_USER));
}

export function forgetLogin(context: HubContext, userID: string, a2: string): void {
  const rest = loginsOf(context, userID).filter((login) => login.a2 !== a2);
  if (rest.length > 0) context.store.putDocument(LOGINS, [userID], rest);
  else context.store.deleteDocument(LOGINS, userID);
}
