import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import { SigError } from '../../../im/sig-error.js';
import type { C2CMessage } from '../../../im/wire.js';
import { accountOf, senderCard } from '../../accounts/accounts.js';
import { actingFor, MESSAGES } from '../../accounts/acting-for.js';
import { command } from '../../core/command.js';
import { isTooLong } from '../message-size.js';
import { messageCodes, msgBody, uint32 } from '../schemas.js';

/** What SyncFromOldSystem says (vendor's page on importmsg): whether the message counts as unread. */
const SYNC = { unread: 1, read: 2 } as const;

/** REST: a message as it was sent elsewhere; it is in both histories and pushed to nobody. */
export const importmsg = command(
  { ...messageCodes, From_Account: CODE.ERR_SVR_MSG_INVALID_FROM_ACCOUNT },
  z.object({
    SyncFromOldSystem: z.literal(Object.values(SYNC)),
    From_Account: z.string(),
    To_Account: z.string(),
    MsgSeq: uint32.optional(),
    MsgRandom: uint32,
    /** Unix seconds. */
    MsgTimeStamp: z.int().min(0),
    MsgBody: msgBody,
    CloudCustomData: z.string().optional(),
  }),
  (context, session, body) => {
    const { To_Account: to, MsgRandom, MsgTimeStamp: time, MsgBody, CloudCustomData = '' } = body;
    const from = actingFor(context, session, body.From_Account, MESSAGES);
    if (!accountOf(context, to))
      throw new SigError(CODE.ERR_SVR_MSG_TO_ACCOUNT_NOT_FOUND, `${to} has no account here`);
    if (time > context.seconds()) throw new SigError(CODE.ERR_SVR_MSG_INVALID_TIMESTAMP);
    if (isTooLong(MsgBody, CloudCustomData)) throw new SigError(CODE.ERR_SVR_MSG_BODY_SIZE_LIMIT);
    const MsgSeq = body.MsgSeq ?? context.entropy.uint32();
    const sender = context.store.account(from);
    const wire: C2CMessage = {
      ...{ From_Account: from, To_Account: to, MsgSeq, MsgRandom },
      ...{ MsgTimeStamp: time, MsgTime: time, MsgClientTime: time },
      MsgKey: `${MsgSeq}_${MsgRandom}_${time}`,
      ...{ MsgBody, CloudCustomData, MsgVersion: 0, TinyId: sender?.tinyID ?? '' },
      ...senderCard(sender),
    };
    const noUnread = body.SyncFromOldSystem === SYNC.read;
    context.store.append({ wire, noUnread, noLastMsg: false, hiddenFromSender: false });
    return {};
  },
  { adminOnly: true },
);
