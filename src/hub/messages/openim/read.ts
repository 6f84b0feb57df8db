import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import { SigError } from '../../../im/sig-error.js';
import { actingFor, MESSAGES } from '../../accounts/acting-for.js';
import { command } from '../../core/command.js';
import type { HubContext } from '../../core/context.js';
import type { Session } from '../../core/session.js';
import { readGroup } from '../../groups/group_open_http_svc/messages.js';

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

/** The caller has read everything: all users' messages, and groups up to a seq. */
export const readAllUnreadMsg = command(
  CODE.ERR_SVR_MSG_INVALID_JSON_FORMAT,
  z.looseObject({
    C2CReadAllMsg: z.number().optional(),
    GroupReadInfo: z
      .array(z.looseObject({ GroupId: z.string(), MsgSeq: z.number() }))
      .max(1000)
      .optional(),
  }),
  (context, session, body) => {
    const { userID } = session;
    if (body.C2CReadAllMsg === 1) {
      const senders = new Set(context.store.unreadC2C(userID).map(({ wire }) => wire.From_Account));
      for (const peer of senders) readC2C(context, session, userID, peer, context.seconds());
    }
    for (const { GroupId, MsgSeq } of body.GroupReadInfo ?? []) {
      if (context.store.member(GroupId, userID)) readGroup(context, userID, GroupId, MsgSeq);
    }
    return { C2CReadAllMsg: body.C2CReadAllMsg ?? 0, GroupReadInfoArray: body.GroupReadInfo ?? [] };
  },
);

/** Moves the mark on, never back; tells the writer, and the reader's other devices (Web SDK 3.6, C2C notices). */
function readC2C(context: HubContext, session: Session, reader: string, writer: string, time: number): void {
  const newest = newestUpTo(context, reader, writer, time);
  const peer = { userID: writer };
  const mark = context.store.mark(reader, peer);
  if (newest <= mark.readID) return;
  const readTime = Math.max(mark.readTime, Math.min(time, context.seconds()));
  context.store.putMark(reader, peer, { ...mark, readID: newest, readTime });
  const receipt = {
    C2cReadedReceipt: {
      To_Account: reader,
      UinPairReadArray: [{ From_Account: writer, To_Account: reader, LastReadTime: readTime }],
    },
  };
  context.pushTo(writer, { Event: 10, C2cNotifyMsgArray: [receipt] });
  const notice = {
    ReadC2cMsgNotify: {
      UinPairReadArray: [{ From_Account: writer, To_Account: reader, LastReadTime: readTime }],
    },
  };
  context.pushTo(reader, { Event: 10, C2cNotifyMsgArray: [notice] }, session);
}

/** Id of the newest message of two users' conversation that is not newer than `time`; 0 for none. */
function newestUpTo(context: HubContext, reader: string, writer: string, time: number): number {
  let beforeID: number | undefined;
  for (;;) {
    const query = { limit: 50, ...(beforeID !== undefined && { beforeID }) };
    const page = context.store.c2cHistory(reader, writer, query);
    let newest = 0;
    for (const { id, wire } of page) if (wire.MsgTime <= time) newest = Math.max(newest, id);
    if (newest > 0 || page.length === 0) return newest;
    beforeID = page.at(-1)!.id;
  }
}

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
    const unread = context.store.unreadC2C(reader);
    if (!peers) return { AllC2CUnreadMsgNum: unread.length };
    const known = peers.filter((peer) => context.store.account(peer));
    const unknown = peers.filter((peer) => !context.store.account(peer));
    return {
      C2CUnreadMsgNumList: known.map((Peer_Account) => ({
        Peer_Account,
        C2CUnreadMsgNum: unread.filter(({ wire }) => wire.From_Account === Peer_Account).length,
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
