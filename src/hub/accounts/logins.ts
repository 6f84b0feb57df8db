import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import type { PushEvent } from '../../im/wire.js';
import type { HubContext } from '../core/context.js';
import { KICKED, type Session } from '../core/session.js';
import { accountOf } from './accounts.js';
import { outdone } from './login-policy.js';
import { forgetLogin, KICK, type KickType, type Login, loginsOf, putLogins } from './login-records.js';
import { announceStatus } from './user-status.js';
import { verifyUserSig } from './usersig.js';

/** A kicked device may answer with its log-out; then its line is closed. */
const KICK_GRACE_MS = 5000;

/**
 * Logs a user in on this line, and ends the log-ins that the policy does not let stand beside it.
 * @throws SigError 7003 a bad user id, 70001 to 70014 a bad UserSig, 70107 no such account
 */
export function logIn(context: HubContext, session: Session, userID: string, userSig: string): Login {
  const { key, strictAccounts } = context.settings;
  if (key) verifyUserSig(key, userID, userSig, context.seconds());
  const account = accountOf(context, userID);
  if (!account) {
    if (strictAccounts)
      throw new SigError(
        CODE.ERR_SVR_ACCOUNT_NOT_FOUND,
        `${userID} has no account here`,
        'import the account first',
      );
    throw new SigError(CODE.ERR_SDK_COMM_INVALID_IDENTIFIER, `${JSON.stringify(userID)} is no user id`);
  }
  const { platform, device } = session.credentials;
  const login: Login = {
    a2: `${account.tinyID}-${context.entropy.uuid()}`,
    instID: context.entropy.uint32() >>> 1,
    platform,
    device,
  };
  const kicked = platform === 'Web' ? KICK.anotherPage : KICK.anotherDevice;
  const before = loginsOf(context, userID).filter((other) => device === '' || other.device !== device);
  const leaving = new Set(outdone(context.settings, login, before));
  const others = before.map((other) => (leaving.has(other) ? { ...other, kicked } : other));
  putLogins(context, userID, [...others, login]);
  bind(context, session, userID, login);
  for (const other of context.sessions.of(userID)) {
    const ended = other !== session && others.some((each) => each.a2 === other.a2 && each.kicked);
    if (ended) kick(context, other, kicked, login);
  }
  return login;
}

/** Goes on with an earlier log-in on this line. */
export function resume(context: HubContext, session: Session, userID: string, login: Login): void {
  if (session.a2 !== login.a2) bind(context, session, userID, login);
}

/** Ends this line's log-in; the line stays open. */
export function logOut(context: HubContext, session: Session, reason: string): void {
  const { userID, a2, credentials } = session;
  if (userID === '') return;
  forgetLogin(context, userID, a2);
  context.sessions.unbind(session);
  context.trace.emit(userID, credentials.device, { kind: 'logout', reason });
  if (!context.sessions.isOnline(userID)) announceStatus(context, userID);
}

/** Ends all of a user's log-ins, as REST `kick` and the deletion of an account do. */
export function kickAll(context: HubContext, userID: string): void {
  const ended = loginsOf(context, userID).map((login): Login => ({ ...login, kicked: KICK.restAPI }));
  if (ended.length > 0) putLogins(context, userID, ended);
  for (const session of context.sessions.of(userID)) kick(context, session, KICK.restAPI);
}

function bind(context: HubContext, session: Session, userID: string, login: Login): void {
  if (session.userID !== '' && session.userID !== userID) logOut(context, session, `logged in as ${userID}`);
  const { a2, instID, device, platform } = login;
  for (const other of context.sessions.of(userID)) {
    // The same device on a new line: the old line is dead, or soon will be.
    if (other !== session && device !== '' && other.credentials.device === device) {
      context.sessions.unbind(other);
      context.afterCommit(() => other.outlet.close(KICKED));
    }
  }
  const tinyID = context.store.account(userID)?.tinyID ?? '';
  const wasOnline = context.sessions.isOnline(userID);
  context.sessions.bind(session, { userID, tinyID, instID, a2 });
  context.trace.emit(userID, session.credentials.device, { kind: 'login', platform });
  if (!wasOnline) announceStatus(context, userID);
}

function kick(context: HubContext, session: Session, type: KickType, by?: Login): void {
  const { userID, credentials } = session;
  context.sessions.unbind(session);
  context.pushOn(session, kickEvent(type, by));
  // Web SDK 3.6 logs out on this notice and raises KICKED_OUT once that is answered: its line must stay open that long.
  context.setTimer(KICK_GRACE_MS, () => {
    if (session.userID === '') session.outlet.close(KICKED);
  });
  const reason = type === KICK.restAPI ? 'kicked offline by an administrator' : KICKED;
  context.trace.emit(userID, credentials.device, { kind: 'logout', reason });
  if (!context.sessions.isOnline(userID)) announceStatus(context, userID);
}

/** The notice of a kick-out as Web SDK 3.6 takes it. */
function kickEvent(type: KickType, by?: Login): PushEvent {
  const NewInstInfo = by ? { InstId: by.instID, Platform: by.platform } : {};
  return { Event: 10, C2cNotifyMsgArray: [{ KickoutMsgNotify: { KickType: type, NewInstInfo } }] };
}
