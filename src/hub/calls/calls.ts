import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import type { HubContext } from '../core/context.js';
import type { Session } from '../core/session.js';
import {
  CALL_STATUS,
  type Call,
  type Participant,
  participantOf,
  withoutParticipant,
  withParticipant,
} from './call.js';
import { callOf, calls, callWith, deleteCall, findCall, putCall } from './call-records.js';
import {
  CALL_ANSWER,
  MEMBER_CHANGE,
  tellAccepted,
  tellCancelled,
  tellEnded,
  tellInvited,
  tellMembers,
  tellNoResponse,
  tellOwnDevices,
} from './notices.js';

/** A connected device beats every 15 s (call-engine-js 3.3); whoever is silent for three beats has left. */
const SILENCE_MS = 45_000;

/** How an invitation was taken (`CallResult[].ResultCode`). */
export const RING_RESULT = { rings: 0, inThisCall: 1, busy: 2 } as const;

export interface RingResult {
  userID: string;
  result: number;
}

/** Starts a call: the caller is in it at once, and its callees ring. */
export function startCall(
  context: HubContext,
  order: Omit<Call, 'participants' | 'startedAt'>,
  callees: readonly string[],
): RingResult[] {
  const now = context.clock.now();
  const before = callWith(context, order.caller);
  if (before) leaveCall(context, before, order.caller, MEMBER_CHANGE.left);
  const caller: Participant = {
    userID: order.caller,
    status: CALL_STATUS.connected,
    invitedBy: order.caller,
    ringUntil: 0,
    heardAt: now,
  };
  putCall(context, { ...order, startedAt: now, participants: [caller] });
  watchSilence(context, order.callID, order.caller);
  const results = ring(context, order.callID, order.caller, callees, order.timeoutMs);
  endIfAlone(context, order.callID);
  return results;
}

/** Invites more users into a call. */
export function inviteInto(
  context: HubContext,
  callID: string,
  inviter: string,
  callees: readonly string[],
  timeoutMs: number,
): RingResult[] {
  mustBeIn(callOf(context, callID), inviter);
  const results = ring(context, callID, inviter, callees, timeoutMs);
  const invited = results.filter(({ result }) => result === RING_RESULT.rings).map(({ userID }) => userID);
  const call = callOf(context, callID);
  if (invited.length > 0) tellMembers(context, call, invited, MEMBER_CHANGE.invited, inviter, ...invited);
  return results;
}

function ring(
  context: HubContext,
  callID: string,
  inviter: string,
  callees: readonly string[],
  timeoutMs: number,
): RingResult[] {
  const now = context.clock.now();
  const results: RingResult[] = [];
  const ringing: Participant[] = [];
  for (const userID of new Set(callees)) {
    if (userID === inviter) continue;
    const other = callWith(context, userID);
    if (other) {
      const result = other.callID === callID ? RING_RESULT.inThisCall : RING_RESULT.busy;
      results.push({ userID, result });
      continue;
    }
    const callee: Participant = {
      userID,
      status: CALL_STATUS.ringing,
      invitedBy: inviter,
      ringUntil: now + timeoutMs,
      heardAt: now,
    };
    ringing.push(callee);
    results.push({ userID, result: RING_RESULT.rings });
  }
  const call = ringing.reduce(withParticipant, callOf(context, callID));
  putCall(context, call);
  for (const callee of ringing) {
    tellInvited(context, call, callee);
    watchRinging(context, callID, callee);
  }
  return results;
}

/** A callee accepts or rejects. */
export function answerCall(context: HubContext, session: Session, callID: string, action: number): void {
  const { userID } = session;
  const call = callOf(context, callID);
  const callee = mustBeIn(call, userID);
  if (callee.status !== CALL_STATUS.ringing) {
    throw new SigError(CODE.ERR_INVALID_PARAMETERS, `${userID} has answered call ${callID} before`);
  }
  tellOwnDevices(context, call, userID, action, session);
  if (action === CALL_ANSWER.accept) {
    connect(context, call, callee);
    tellAccepted(context, call, callee.invitedBy);
  } else {
    leaveCall(context, call, userID, MEMBER_CHANGE.rejected);
  }
}

/** A user comes into a running call without having been invited. */
export function joinCall(context: HubContext, callID: string, userID: string): Call {
  const call = callOf(context, callID);
  const known = participantOf(call, userID);
  if (known?.status === CALL_STATUS.connected) return call;
  const other = callWith(context, userID);
  if (other && other.callID !== callID) leaveCall(context, other, userID, MEMBER_CHANGE.left);
  connect(
    context,
    call,
    known ?? { userID, invitedBy: userID, status: CALL_STATUS.ringing, ringUntil: 0, heardAt: 0 },
  );
  return callOf(context, callID);
}

function connect(context: HubContext, call: Call, participant: Participant): void {
  const connected = withParticipant(call, {
    ...participant,
    status: CALL_STATUS.connected,
    ringUntil: 0,
    heardAt: context.clock.now(),
  });
  putCall(context, connected);
  watchSilence(context, call.callID, participant.userID);
  tellMembers(context, connected, [participant.userID], MEMBER_CHANGE.joined, participant.userID);
}

/** Takes back the invitations of those who still ring. @throws SigError 6017 unless the operator is in the call */
export function cancelInvitations(
  context: HubContext,
  callID: string,
  operator: string,
  callees: readonly string[],
): void {
  const call = callOf(context, callID);
  mustBeIn(call, operator);
  const ringing = call.participants.filter(({ status }) => status === CALL_STATUS.ringing);
  const named = ringing.map(({ userID }) => userID).filter((userID) => callees.includes(userID));
  putCall(context, named.reduce(withoutParticipant, call));
  tellCancelled(context, call, named, operator);
  endIfAlone(context, callID);
}

/** A user hangs up. While nobody has accepted, the whole call is over: its callees stop ringing. */
export function hangUp(context: HubContext, callID: string, userID: string): void {
  const call = callOf(context, callID);
  mustBeIn(call, userID);
  leaveCall(context, call, userID, MEMBER_CHANGE.left);
}

/** A user is in the call no more; whoever is left alone has no call either. */
function leaveCall(context: HubContext, call: Call, userID: string, change: number): void {
  const rest = withoutParticipant(call, userID);
  putCall(context, rest);
  tellMembers(context, rest, [userID], change);
  endIfAlone(context, call.callID);
}

/** A call needs somebody connected, and somebody else who is in it or may still come. */
function endIfAlone(context: HubContext, callID: string): void {
  const call = callOf(context, callID);
  const connected = call.participants.some(({ status }) => status === CALL_STATUS.connected);
  if (connected && call.participants.length > 1) return;
  deleteCall(context, callID);
  const left = call.participants.map(({ userID }) => userID);
  tellEnded(context, call, left);
}

/** A connected device is still there. */
export function heartBeat(context: HubContext, callID: string, userID: string): void {
  const call = callOf(context, callID);
  const participant = mustBeIn(call, userID);
  putCall(context, withParticipant(call, { ...participant, heardAt: context.clock.now() }));
}

/** Takes up the timers of what a store holds: after a start, a reset or a restore. */
export function resumeCalls(context: HubContext): void {
  for (const call of calls(context)) {
    for (const participant of call.participants) {
      if (participant.status === CALL_STATUS.ringing) watchRinging(context, call.callID, participant);
      else watchSilence(context, call.callID, participant.userID);
    }
  }
}

function watchRinging(context: HubContext, callID: string, callee: Participant): void {
  const { userID, ringUntil } = callee;
  context.setTimer(Math.max(0, ringUntil - context.clock.now()), () => {
    const call = findCall(context, callID);
    const now = call && participantOf(call, userID);
    if (!call || now?.status !== CALL_STATUS.ringing || now.ringUntil !== ringUntil) return;
    tellNoResponse(context, call, userID);
    leaveCall(context, call, userID, MEMBER_CHANGE.noResponse);
  });
}

function watchSilence(context: HubContext, callID: string, userID: string): void {
  context.setTimer(SILENCE_MS, () => {
    const call = findCall(context, callID);
    const participant = call && participantOf(call, userID);
    if (!call || participant?.status !== CALL_STATUS.connected) return;
    const silentMs = context.clock.now() - participant.heardAt;
    if (silentMs < SILENCE_MS) watchSilence(context, callID, userID);
    else leaveCall(context, call, userID, MEMBER_CHANGE.offline);
  });
}

/** @throws SigError 6017 */
function mustBeIn(call: Call, userID: string): Participant {
  const participant = participantOf(call, userID);
  if (!participant)
    throw new SigError(CODE.ERR_INVALID_PARAMETERS, `${userID} is not in call ${call.callID}`);
  return participant;
}
