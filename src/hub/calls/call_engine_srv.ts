import { z } from 'zod';
import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { accountOf } from '../accounts/accounts.js';
import { type CommandTable, command } from '../core/command.js';
import type { HubContext } from '../core/context.js';
import type { Session } from '../core/session.js';
import { pushOffline } from '../messages/offline-push.js';
import { offlinePushInfo } from '../messages/schemas.js';
import { CALL_STATUS, callInfo, userList } from './call.js';
import { callOf, calls } from './call-records.js';
import {
  answerCall,
  cancelInvitations,
  hangUp,
  heartBeat,
  inviteInto,
  joinCall,
  RING_RESULT,
  type RingResult,
  startCall,
} from './calls.js';
import { CALL_ANSWER, invitation } from './notices.js';

/** A kit that names no time-out rings for 30 s (the kits' own default); milliseconds. */
const DEFAULT_TIMEOUT_MS = 30_000;
/** Users in one call at most (vendor's page on TUICallKit: group calls of up to 9 in its UI, 50 in the service). */
const MAX_CALLEES = 50;

const accounts = z.array(z.string()).min(1).max(MAX_CALLEES);
const timeout = z.int().min(0).optional();

/** One command of the call engine: its parameters are in `Body`, its result is `Response`. */
function callCommand<Schema extends z.ZodType>(
  schema: Schema,
  rule: (context: HubContext, session: Session, body: z.output<Schema>) => unknown,
) {
  return command(
    CODE.ERR_INVALID_PARAMETERS,
    z.looseObject({ Body: schema }),
    (context, session, { Body }) => ({
      RequestId: context.entropy.uuid(),
      Response: rule(context, session, Body as z.output<Schema>) ?? {},
    }),
  );
}

function results(rung: readonly RingResult[]): Record<string, unknown>[] {
  return rung.map(({ userID, result }) => ({ Callee_Account: userID, ResultCode: result }));
}

/** @throws SigError 70107 */
function mustHaveAccounts(context: HubContext, users: readonly string[]): void {
  for (const userID of users) {
    if (!accountOf(context, userID)) {
      throw new SigError(CODE.ERR_SVR_ACCOUNT_NOT_FOUND, `${userID} has no account here`);
    }
  }
}

/** The phones of callees who are away show the call. */
function pushToPhones(
  context: HubContext,
  rung: readonly RingResult[],
  order: {
    from: string;
    groupID: string;
    callID: string;
    info: z.output<typeof offlinePushInfo> | undefined;
  },
): void {
  const away = rung.filter(
    ({ userID, result }) => result === RING_RESULT.rings && !context.sessions.isOnline(userID),
  );
  const { from, groupID, callID, info } = order;
  const to = away.map(({ userID }) => userID);
  pushOffline(context, to, { from, groupID, messageKey: callID, body: [], info });
}

const callID = z.object({ CallId: z.string().min(1) });

const startCallCommand = callCommand(
  z.looseObject({
    CallInfo: z.looseObject({
      CallMediaType: z.int().optional(),
      RoomId: z.string().optional(),
      RoomIdType: z.int().optional(),
      GroupId: z.string().optional(),
      ExcludeFromHistoryMessage: z.boolean().optional(),
      IsEphemeralCall: z.boolean().optional(),
    }),
    CalleeList_Account: accounts,
    Timeout: timeout,
    UserData: z.string().optional(),
    OfflinePushInfo: offlinePushInfo.optional(),
  }),
  (context, session, body) => {
    const { CallInfo, CalleeList_Account: callees, OfflinePushInfo: info } = body;
    mustHaveAccounts(context, callees);
    const id = context.entropy.uuid();
    const groupID = CallInfo.GroupId ?? '';
    const rung = startCall(
      context,
      {
        callID: id,
        mediaType: CallInfo.CallMediaType ?? 1,
        roomID: CallInfo.RoomId ?? '',
        roomIDType: CallInfo.RoomIdType ?? 1,
        groupID,
        caller: session.userID,
        userData: body.UserData ?? '',
        excludeFromHistory: CallInfo.ExcludeFromHistoryMessage ?? false,
        ephemeral: CallInfo.IsEphemeralCall ?? false,
        timeoutMs: body.Timeout || DEFAULT_TIMEOUT_MS,
      },
      callees,
    );
    pushToPhones(context, rung, { from: session.userID, groupID, callID: id, info });
    return { CallId: id, CallResult: results(rung) };
  },
);

const inviteUser = callCommand(
  z.looseObject({
    CallId: z.string(),
    CalleeList_Account: accounts,
    Timeout: timeout,
    OfflinePushInfo: offlinePushInfo.optional(),
  }),
  (context, session, body) => {
    const { CallId, CalleeList_Account: callees, OfflinePushInfo: info } = body;
    mustHaveAccounts(context, callees);
    const rung = inviteInto(context, CallId, session.userID, callees, body.Timeout || DEFAULT_TIMEOUT_MS);
    const { groupID } = callOf(context, CallId);
    pushToPhones(context, rung, { from: session.userID, groupID, callID: CallId, info });
    return { CallId, CallResult: results(rung) };
  },
);

const handleCall = callCommand(
  callID.extend({ ActionType: z.literal([CALL_ANSWER.accept, CALL_ANSWER.reject]) }),
  (context, session, { CallId, ActionType }) => answerCall(context, session, CallId, ActionType),
);

const cancelInvite = callCommand(
  callID.extend({ CalleeList_Account: accounts }),
  (context, session, { CallId, CalleeList_Account }) =>
    cancelInvitations(context, CallId, session.userID, CalleeList_Account),
);

const hangup = callCommand(callID, (context, session, { CallId }) => hangUp(context, CallId, session.userID));

const joinInCall = callCommand(callID, (context, session, { CallId }) => ({
  CallInfo: callInfo(joinCall(context, CallId, session.userID)),
}));

const getCallInfo = callCommand(callID, (context, _session, { CallId }) => {
  const call = callOf(context, CallId);
  return { CallInfo: callInfo(call), UserList: userList(call) };
});

const heartBeatCommand = callCommand(callID, (context, session, { CallId }) =>
  heartBeat(context, CallId, session.userID),
);

/** At log-in and after a lost line: the invitation that still rings for the caller of this command, or null. */
const getInvitation = command(CODE.ERR_INVALID_PARAMETERS, z.looseObject({}), (context, session) => {
  for (const call of calls(context)) {
    const callee = call.participants.find(
      ({ userID, status }) => userID === session.userID && status === CALL_STATUS.ringing,
    );
    if (callee) {
      return { RequestId: context.entropy.uuid(), Response: invitation(call, callee, context.clock.now()) };
    }
  }
  return { RequestId: context.entropy.uuid(), Response: null };
});

/** A kit that logs in on a new device has left the call of its old one. */
const cleanPreviousDeviceCall = callCommand(z.looseObject({}), (context, session) => {
  for (const call of calls(context)) {
    const own = call.participants.find(({ userID }) => userID === session.userID);
    if (own?.status === CALL_STATUS.connected) hangUp(context, call.callID, session.userID);
  }
});

/** The calls that the service itself keeps, for the kits' newer interface (`calls`, `join`); no signaling. */
export const callEngineSrv: CommandTable = {
  'call_engine_srv.start_call': startCallCommand,
  'call_engine_srv.invite_user': inviteUser,
  'call_engine_srv.handle_call': handleCall,
  'call_engine_srv.cancel_invite': cancelInvite,
  'call_engine_srv.hangup': hangup,
  'call_engine_srv.join_in_call': joinInCall,
  'call_engine_srv.get_call_info': getCallInfo,
  'call_engine_srv.heart_beat': heartBeatCommand,
  'call_engine_srv.get_invitation': getInvitation,
  'call_engine_srv.clean_previous_device_call': cleanPreviousDeviceCall,
};
