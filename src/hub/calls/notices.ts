import type { HubContext } from '../core/context.js';
import type { Session } from '../core/session.js';
import { type Call, callInfo, type Participant, userList } from './call.js';

/** What happened to a member of a call (`OperationUserList[].ActionType`). */
export const MEMBER_CHANGE = {
  joined: 1,
  rejected: 2,
  noResponse: 3,
  left: 4,
  offline: 6,
  invited: 7,
} as const;

/** How a callee answered (`ActionType` of handle_call and its notices). */
export const CALL_ANSWER = { accept: 1, reject: 2 } as const;

const KICKED_NO_RESPONSE = 1;
const CANCELLED_BY_CALLER = 1;

/** Event 100 carries the notices of the vendor's other services as JSON text. */
function pushNotice(
  context: HubContext,
  to: readonly string[],
  command: string,
  data: Record<string, unknown>,
  except?: Session,
): void {
  if (to.length === 0) return;
  const Content = JSON.stringify({
    Head: { Version: 2, Command: `call_engine_srv.${command}`, RoomId: '' },
    Data: data,
  });
  const event = { Event: 100, Content };
  for (const userID of to) context.pushTo(userID, event, except);
}

function othersOf(call: Call, ...but: readonly string[]): string[] {
  return call.participants.map(({ userID }) => userID).filter((userID) => !but.includes(userID));
}

/** What a callee is told of an invitation: by notice when it comes, by get_invitation when he comes back. */
export function invitation(call: Call, callee: Participant, nowMs: number): Record<string, unknown> {
  const callees = call.participants.filter(({ invitedBy, userID }) => invitedBy !== userID);
  return {
    Operator_Account: callee.invitedBy,
    Caller_Account: callee.invitedBy,
    CalleeList_Account: callees.map(({ userID }) => userID),
    AllUserList: userList(call),
    CallInfo: callInfo(call),
    Timeout: Math.max(0, callee.ringUntil - nowMs),
    UserData: call.userData,
  };
}

export function tellInvited(context: HubContext, call: Call, callee: Participant): void {
  pushNotice(context, [callee.userID], 'invite_user_notify', invitation(call, callee, context.clock.now()));
}

/** Tells the caller that a callee has accepted. */
export function tellAccepted(context: HubContext, call: Call, caller: string): void {
  pushNotice(context, [caller], 'call_handled_notify', {
    CallId: call.callID,
    ActionType: CALL_ANSWER.accept,
  });
}

/** Tells the callee's other devices to stop ringing. */
export function tellOwnDevices(
  context: HubContext,
  call: Call,
  callee: string,
  actionType: number,
  session: Session,
): void {
  pushNotice(
    context,
    [callee],
    'call_handled_report',
    { CallId: call.callID, ActionType: actionType },
    session,
  );
}

/** Tells everybody in the call, ringing or connected, but those named. */
export function tellMembers(
  context: HubContext,
  call: Call,
  users: readonly string[],
  change: number,
  ...but: readonly string[]
): void {
  pushNotice(context, othersOf(call, ...but), 'call_member_changed_notify', {
    CallId: call.callID,
    AllUserList: userList(call),
    OperationUserList: users.map((userID) => ({ User_Account: userID, ActionType: change })),
  });
}

export function tellCancelled(
  context: HubContext,
  call: Call,
  callees: readonly string[],
  operator: string,
): void {
  pushNotice(context, callees, 'invite_canceled_notify', {
    CallId: call.callID,
    Operator_Account: operator,
    Caller_Account: call.caller,
    Reason: CANCELLED_BY_CALLER,
  });
}

/** Tells a callee that he did not answer in time. */
export function tellNoResponse(context: HubContext, call: Call, callee: string): void {
  pushNotice(context, [callee], 'kick_off_notify', {
    CallId: call.callID,
    User_Account: callee,
    Reason: KICKED_NO_RESPONSE,
  });
}

export function tellEnded(context: HubContext, call: Call, users: readonly string[]): void {
  pushNotice(context, users, 'end_call_notify', { CallId: call.callID });
}
