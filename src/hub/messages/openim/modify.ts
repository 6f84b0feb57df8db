import { z } from 'zod';
import type { MsgElement } from '../../../im/elements.js';
import { CODE } from '../../../im/error-codes.js';
import { SigError } from '../../../im/sig-error.js';
import type { C2CMessage, GroupMessage } from '../../../im/wire.js';
import { actingFor, MESSAGES } from '../../accounts/acting-for.js';
import { command } from '../../core/command.js';
import type { HubContext } from '../../core/context.js';
import type { Session } from '../../core/session.js';
import type { StoredMessage } from '../../store/store.js';
import { isTooLong } from '../message-size.js';
import { msgBody, uint32 } from '../schemas.js';

const change = {
  MsgVersion: z.number().optional(),
  MsgBody: msgBody.optional(),
  CloudCustomData: z.string().optional(),
};

/** Rewrites a C2C message; either side may. An SDK names it by its numbers, REST by MsgKey. */
export const modifyC2CMsg = command(
  {
    MsgBody: CODE.ERR_SVR_MSG_INVALID_JSON_BODY_FORMAT,
    To_Account: CODE.ERR_SVR_MSG_INVALID_TO_ACCOUNT,
    '': CODE.ERR_SVR_MSG_INVALID_JSON_FORMAT,
  },
  z.object({
    ...change,
    From_Account: z.string().optional(),
    To_Account: z.string(),
    MsgKey: z.string().optional(),
    MsgSeq: uint32.optional(),
    MsgRandom: uint32.optional(),
    MsgTime: z.number().optional(),
  }),
  (context, session, body) => {
    const { To_Account: to, MsgSeq, MsgRandom, MsgTime } = body;
    const from = body.From_Account ?? session.userID;
    if (session.userID !== to) actingFor(context, session, from, MESSAGES);
    const key = body.MsgKey ?? `${MsgSeq}_${MsgRandom}_${MsgTime}`;
    const stored = context.store.c2cMessage(from, to, key);
    if (!stored || stored.recalled)
      throw new SigError(CODE.ERR_SVR_MSG_NOT_FOUND, `${from} and ${to} have no message ${key}`);
    return modify(context, session, stored, body, (wire) => {
      const event = { Event: 18, C2cMsgModNotifys: [wire as C2CMessage] };
      for (const userID of new Set([wire.From_Account, (wire as C2CMessage).To_Account])) {
        context.pushTo(userID, event, session);
      }
    });
  },
);

/** Rewrites a group message; every member may (the vendor's page on modifying messages). */
export const modifyGroupMsg = command(
  {
    MsgBody: CODE.ERR_SVR_MSG_INVALID_JSON_BODY_FORMAT,
    GroupId: CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
    '': CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  },
  z.object({ ...change, GroupId: z.string(), MsgSeq: uint32 }),
  (context, session, body) => {
    const { GroupId: groupID, MsgSeq } = body;
    if (!context.store.group(groupID))
      throw new SigError(CODE.ERR_SVR_GROUP_NOT_FOUND, `group ${groupID} does not exist`);
    if (!session.admin && !context.store.member(groupID, session.userID)) {
      throw new SigError(CODE.ERR_SVR_GROUP_PERMISSION_DENY, `${session.userID} is no member of ${groupID}`);
    }
    const stored = context.store.groupMessage(groupID, MsgSeq);
    if (!stored || stored.recalled)
      throw new SigError(CODE.ERR_SVR_GROUP_REVOKE_MSG_NOT_FOUND, `${groupID} has no message ${MsgSeq}`);
    return modify(context, session, stored, body, (wire) => {
      const event = { Event: 19, GroupMsgModNotifys: [wire as GroupMessage] };
      for (const { userID } of context.store.members(groupID)) context.pushTo(userID, event, session);
    });
  },
);

interface Change {
  MsgVersion?: number | undefined;
  MsgBody?: MsgElement[] | undefined;
  CloudCustomData?: string | undefined;
}

function modify(
  context: HubContext,
  session: Session,
  stored: StoredMessage,
  change: Change,
  announce: (wire: StoredMessage['wire']) => void,
): Record<string, unknown> {
  const { MsgBody = stored.wire.MsgBody, CloudCustomData = stored.wire.CloudCustomData } = change;
  // SDKs say which version they saw; REST overwrites without asking.
  if (change.MsgVersion !== undefined && change.MsgVersion !== stored.wire.MsgVersion) {
    return conflict(stored.wire);
  }
  if (isTooLong(MsgBody, CloudCustomData))
    throw new SigError(session.admin ? CODE.ERR_SVR_MSG_BODY_SIZE_LIMIT : CODE.ERR_SVR_COMM_BODY_SIZE_LIMIT);
  const MsgVersion = stored.wire.MsgVersion + 1;
  const wire = { ...stored.wire, MsgBody, CloudCustomData, MsgVersion };
  context.store.replace({ ...stored, wire });
  context.trace.emit(session.userID, session.credentials.device, {
    kind: 'modified',
    message: wire,
    recalled: false,
  });
  announce(wire);
  return { MsgVersion, MsgBody, CloudCustomData };
}

/** Web SDK 3.6 takes the newest contents from the refusal itself. */
function conflict({ MsgVersion, MsgBody, CloudCustomData }: StoredMessage['wire']): Record<string, unknown> {
  return {
    ActionStatus: 'FAIL',
    ErrorCode: CODE.ERR_SVR_MSG_MODIFY_CONFLICT,
    ErrorInfo: `somebody else modified the message first: it is at version ${MsgVersion}`,
    MsgVersion,
    MsgBody,
    CloudCustomData,
  };
}
