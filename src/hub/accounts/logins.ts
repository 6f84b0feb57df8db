import { SigError } from '../../im/sig-error.js';
import type { PushEvent } from '../../im/wire.js';
import type { Hub } from '../core/hub.js';
import { KICKED, type Session } from '../core/session.js';
import { accountOf } from './accounts.js';
import { USER_DOCUMENTS } from './user-documents.js';
import { announceStatus } from './user-status.js';
import { verifyUserSig } from './usersig.js';

/**
 * Why a log-in was ended by the hub, in the numbers of the vendor's kick-out notice (Web SDK 3.6): another page of the
 * browser, another device, the REST API.
 */
export const KICK = { anotherPage: 1, anotherDevice: 2, restAPI: 3 } as const;

type KickType = (typeof KICK)[keyof typeof KICK];

/** One log-in of one device, as it is kept: a line that comes back with its A2Key goes on with it, also after a restart. */
export interface Login {
  a2: string;
  instID: number;
  platform: string;
  device: string;
  /** Set when the log-in was ended while its line was down: it hears of it when it comes back. */
  kicked?: KickType;
}

/** Log-ins kept per user; the oldest make room. */
const KEPT_PER_USER = 20;

/** A kicked device may answer with its log-out; then its line is closed. */
const KICK_GRACE_MS = 5000;

const KIND = USER_DOCUMENTS.logins;

function loginsOf(hub: Hub, userID: string): Login[] {
  return (hub.store.document(KIND, userID) as Login[] | undefined) ?? [];
}

/** Whether a log-in stands, even if its line is down. */
export function hasLogin(hub: Hub, userID: string): boolean {
  return loginsOf(hub, userID).some((login) => !login.kicked);
}

/** Where a user is logged in, and whether the line of that device is up. */
export function devicesOf(hub: Hub, userID: string): { platform: string; online: boolean }[] {
  const up = new Set(hub.sessions.of(userID).map((session) => session.a2));
  return loginsOf(hub, userID)
    .filter((login) => !login.kicked)
    .map(({ platform, a2 }) => ({ platform, online: up.has(a2) }));
}

/** @returns the log-in with that A2Key, and whose it is */
export function findLogin(hub: Hub, a2: string): { userID: string; login: Login } | undefined {
  const account = hub.store.accountByTinyID(a2.slice(0, a2.indexOf('-')));
  const login = account && loginsOf(hub, account.userID).find((each) => each.a2 === a2);
  return login && { userID: account.userID, login };
}

/**
 * Logs a user in on this line, and ends the log-ins that the policy does not let stand beside it.
 * @throws SigError 7003 a bad user id, 70001 to 70014 a bad UserSig, 70107 no such account
 */
export function logIn(hub: Hub, session: Session, userID: string, userSig: string): Login {
  const { key, strictAccounts } = hub.settings;
  if (key) verifyUserSig(key, userID, userSig, hub.seconds());
  const account = accountOf(hub, userID);
  if (!account) {
    if (strictAccounts)
      throw new SigError(70107, `${userID} has no account here`, 'import the account first');
    throw new SigError(7003, `${JSON.stringify(userID)} is no user id`);
  }
  const { platform, device } = session.credentials;
  const login: Login = {
    a2: `${account.tinyID}-${hub.entropy.uuid()}`,
    instID: hub.entropy.uint32() >>> 1,
    platform,
    device,
  };
  const kicked = platform === 'Web' ? KICK.anotherPage : KICK.anotherDevice;
  const others = loginsOf(hub, userID)
    .filter((other) => device === '' || other.device !== device)
    .map((other) => (contend(hub, login, other) ? { ...other, kicked } : other));
  hub.store.putDocument(KIND, userID, [...others, login].slice(-KEPT_PER_USER));
  bind(hub, session, userID, login);
  for (const other of hub.sessions.of(userID)) {
    const ended = other !== session && others.some((each) => each.a2 === other.a2 && each.kicked);
    if (ended) kick(hub, other, kicked, login);
  }
  return login;
}

/** Goes on with an earlier log-in on this line. */
export function resume(hub: Hub, session: Session, userID: string, login: Login): void {
  if (session.a2 !== login.a2) bind(hub, session, userID, login);
}

/** Ends this line's log-in; the line stays open. */
export function logOut(hub: Hub, session: Session, reason: string): void {
  const { userID, a2, credentials } = session;
  if (userID === '') return;
  forget(hub, userID, a2);
  hub.sessions.unbind(session);
  hub.trace.emit(userID, credentials.device, { kind: 'logout', reason });
  if (!hub.sessions.isOnline(userID)) announceStatus(hub, userID);
}

/** Ends all of a user's log-ins, as REST `kick` and the deletion of an account do. */
export function kickAll(hub: Hub, userID: string): void {
  const ended = loginsOf(hub, userID).map((login): Login => ({ ...login, kicked: KICK.restAPI }));
  if (ended.length > 0) hub.store.putDocument(KIND, userID, ended);
  for (const session of hub.sessions.of(userID)) kick(hub, session, KICK.restAPI);
}

/** Whether the policy lets only one of the two stand. A log-in from no platform stands beside any. */
function contend(hub: Hub, login: Login, other: Login): boolean {
  if (login.platform === '' || other.platform === '' || other.kicked) return false;
  const { loginPolicy } = hub.settings;
  return loginPolicy === 'single' || (loginPolicy === 'platform' && login.platform === other.platform);
}

function bind(hub: Hub, session: Session, userID: string, login: Login): void {
  if (session.userID !== '' && session.userID !== userID) logOut(hub, session, `logged in as ${userID}`);
  const { a2, instID, device, platform } = login;
  for (const other of hub.sessions.of(userID)) {
    // The same device on a new line: the old line is dead, or soon will be.
    if (other !== session && device !== '' && other.credentials.device === device) {
      hub.sessions.unbind(other);
      hub.defer(() => other.outlet.close(KICKED));
    }
  }
  const tinyID = hub.store.account(userID)?.tinyID ?? '';
  const wasOnline = hub.sessions.isOnline(userID);
  hub.sessions.bind(session, { userID, tinyID, instID, a2 });
  hub.trace.emit(userID, session.credentials.device, { kind: 'login', platform });
  if (!wasOnline) announceStatus(hub, userID);
}

function kick(hub: Hub, session: Session, type: KickType, by?: Login): void {
  const { userID, credentials } = session;
  hub.sessions.unbind(session);
  hub.pushOn(session, kickEvent(type, by));
  // Web SDK 3.6 logs out on this notice and raises KICKED_OUT once that is answered: its line must stay open that long.
  hub.clock.setTimer(KICK_GRACE_MS, () => {
    if (session.userID === '') session.outlet.close(KICKED);
  });
  const reason = type === KICK.restAPI ? 'kicked offline by an administrator' : KICKED;
  hub.trace.emit(userID, credentials.device, { kind: 'logout', reason });
  if (!hub.sessions.isOnline(userID)) announceStatus(hub, userID);
}

/** The notice of a kick-out as Web SDK 3.6 takes it. */
function kickEvent(type: KickType, by?: Login): PushEvent {
  const NewInstInfo = by ? { InstId: by.instID, Platform: by.platform } : {};
  return { Event: 10, C2cNotifyMsgArray: [{ KickoutMsgNotify: { KickType: type, NewInstInfo } }] };
}

function forget(hub: Hub, userID: string, a2: string): void {
  const rest = loginsOf(hub, userID).filter((login) => login.a2 !== a2);
  if (rest.length > 0) hub.store.putDocument(KIND, userID, rest);
  else hub.store.deleteDocument(KIND, userID);
}
