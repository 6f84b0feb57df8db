import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import { SigError } from '../../../im/sig-error.js';
import { actingFor, MESSAGES } from '../../accounts/acting-for.js';
import { command } from '../../core/command.js';
import { readC2C } from '../c2c-reads.js';

/** The caller has read what certain users wrote up to a time. */
export const msgreaded = command(
  CODE.ERR_SVR_MSG_INVALID_JSON_FORMAT,
  z.looseObject({
    C2CMsgReaded: z.looseObject({
      C2CMsgReadedItem: z
        .array(z.looseObject({ To_Account: z.string(), LastedMsgTime: z.number() }))
        .min(1)
        .max(100),
    }),
  }),
  (context, session, body) => {
    for (const { To_Account, LastedMsgTime } of body.C2CMsgReaded.C2CMsgReadedItem) {
      readC2C(context, session, session.userID, To_Account, LastedMsgTime);
    }
    return {};
  },
);

/** REST: a user has read all that another wrote. */
export const adminSetMsgRead = command(
  CODE.ERR_SVR_MSG_INVALID_JSON_FORMAT,
  z.looseObject({
    Report_Account: z.string(),
    Peer_Account: z.string(),
    MsgReadTime: z.number().optional(),
  }),
  (context, session, body) => {
    const reader = actingFor(context, session, body.Report_Account, MESSAGES);
    readC2C(context, session, reader, body.Peer_Account, body.MsgReadTime ?? context.seconds());
    return {};
  },
  { adminOnly: true },
);

/** Until when certain users have read what the caller wrote. */
export const getPeerReadTime = command(
  CODE.ERR_SVR_MSG_INVALID_JSON_FORMAT,
  z.looseObject({ To_Account: z.array(z.string()).max(100) }),
  (context, session, body) => ({
    ReadTime: body.To_Account.map((peer) => context.store.mark(peer, { userID: session.userID }).readTime),
  }),
);

/** REST: how many unread messages a user has, in all, or from each of certain users. */
export const getC2CUnreadMsgNum = command(
  { To_Account: CODE.ERR_SVR_MSG_INVALID_TO_ACCOUNT, '': CODE.ERR_SVR_MSG_INVALID_JSON_FORMAT },
  z.looseObject({ To_Account: z.string(), Peer_Account: z.array(z.string()).max(10).optional() }),
  (context, _session, { To_Account: reader, Peer_Account: peers }) => {
    if (!context.store.account(reader))
      throw new SigError(CODE.ERR_SVR_MSG_INVALID_TO_ACCOUNT, `${reader} has no account here`);
    const unread = new Map(context.store.unreadCounts(reader).map(({ userID, count }) => [userID, count]));
    if (!peers) return { AllC2CUnreadMsgNum: [...unread.values()].reduce((sum, count) => sum + count, 0) };
    const known = peers.filter((peer) => context.store.account(peer));
    const unknown = peers.filter((peer) => !context.store.account(peer));
    return {
      C2CUnreadMsgNumList: known.map((Peer_Account) => ({
        Peer_Account,
        C2CUnreadMsgNum: unread.get(Peer_Account) ?? 0,
      })),
      ...(unknown.length > 0 && {
        ErrorList: unknown.map((Peer_Account) => ({
          Peer_Account,
          ErrorCode: CODE.ERR_SVR_ACCOUNT_NOT_FOUND,
        })),
      }),
    };
  },
  { adminOnly: true },
);
