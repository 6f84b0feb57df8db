import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import { SigError } from '../../../im/sig-error.js';
import type { C2CMessage } from '../../../im/wire.js';
import { command } from '../../core/command.js';
import type { HubContext } from '../../core/context.js';
import type { Session } from '../../core/session.js';
import { markRecalled } from '../recalls.js';
import { uint32 } from '../schemas.js';

/** Takes back a message of one's own, within two minutes. */
export const msgwithdraw = command(
  CODE.ERR_SVR_MSG_INVALID_JSON_FORMAT,
  z.looseObject({
    MsgInfo: z.looseObject({
      From_Account: z.string(),
      To_Account: z.string(),
      MsgSeq: uint32,
      MsgRandom: uint32,
      MsgTimeStamp: z.number(),
    }),
  }),
  (context, session, { MsgInfo }) => {
    const { From_Account: from, To_Account: to, MsgSeq, MsgRandom, MsgTimeStamp } = MsgInfo;
    if (from !== session.userID && !session.admin) {
      throw new SigError(
        CODE.ERR_SVR_MSG_ADMIN_REQUIRED,
        `${session.userID} may not recall what ${from} wrote`,
      );
    }
    if (!session.admin && context.seconds() - MsgTimeStamp > context.settings.recallWindow)
      throw new SigError(CODE.ERR_SVR_MSG_REVOKE_TIME_LIMIT);
    withdraw(context, session, from, to, `${MsgSeq}_${MsgRandom}_${MsgTimeStamp}`, '');
    return {};
  },
);

/** REST: takes back any message, at any time. */
export const adminMsgwithdraw = command(
  {
    From_Account: CODE.ERR_SVR_MSG_INVALID_FROM_ACCOUNT,
    To_Account: CODE.ERR_SVR_MSG_INVALID_TO_ACCOUNT,
    MsgKey: CODE.ERR_SVR_MSG_INVALID_MSG_KEY,
    '': CODE.ERR_SVR_MSG_INVALID_JSON_FORMAT,
  },
  z.looseObject({
    From_Account: z.string(),
    To_Account: z.string(),
    MsgKey: z.string().regex(/^\d+_\d+_\d+$/),
    Reason: z.string().optional(),
  }),
  (context, session, body) => {
    withdraw(context, session, body.From_Account, body.To_Account, body.MsgKey, body.Reason ?? '');
    return {};
  },
  { adminOnly: true },
);

function withdraw(
  context: HubContext,
  session: Session,
  from: string,
  to: string,
  key: string,
  reason: string,
): void {
  const stored = context.store.c2cMessage(from, to, key);
  if (!stored || stored.wire.From_Account !== from)
    throw new SigError(CODE.ERR_SVR_MSG_NOT_FOUND, `${from} sent ${to} no message ${key}`);
  if (stored.recalled) throw new SigError(CODE.ERR_SVR_MSG_REVOKED);
  const wire = markRecalled(context, session, stored) as C2CMessage;
  const info = {
    From_Account: from,
    To_Account: to,
    MsgSeq: wire.MsgSeq,
    MsgRandom: wire.MsgRandom,
    MsgTime: wire.MsgTime,
    MsgClientTime: wire.MsgClientTime,
    TinyId: wire.TinyId,
    RevokerInfo: { Revoker_Account: session.userID, Reason: reason },
  };
  const event = {
    Event: 10,
    C2cNotifyMsgArray: [{ WithdrawC2cMsgNotify: { C2cWithdrawInfoArray: [info] } }],
  };
  for (const userID of new Set([from, to])) context.pushTo(userID, event, session);
}
