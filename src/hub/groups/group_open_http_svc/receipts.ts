import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import type { GroupMessage } from '../../../im/wire.js';
import { command } from '../../core/command.js';
import type { HubContext } from '../../core/context.js';
import { GROUP_RECEIPTS } from '../../store/collections.js';
import type { Group } from '../../store/store.js';
import { groupEvent } from '../group-notices.js';
import { groupOf, membershipOf } from '../groups.js';

function readersOf(context: HubContext, groupID: string, seq: number): string[] {
  return context.store.document(GROUP_RECEIPTS, groupID, seq) ?? [];
}

const seqs = z.looseObject({
  GroupId: z.string(),
  MsgSeqList: z
    .array(z.looseObject({ MsgSeq: z.number() }))
    .min(1)
    .max(30),
});

/** The caller has read certain messages whose sender wants to know; the sender is told how many did. */
export const groupMsgReceipt = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  seqs,
  (context, session, body) => {
    const group = groupOf(context, body.GroupId);
    membershipOf(context, session, group.groupID);
    for (const { MsgSeq } of body.MsgSeqList) {
      const wire = wanted(context, group, MsgSeq);
      if (!wire || wire.From_Account === session.userID) continue;
      const readers = readersOf(context, group.groupID, MsgSeq);
      if (readers.includes(session.userID)) continue;
      context.store.putDocument(GROUP_RECEIPTS, [group.groupID, MsgSeq], [...readers, session.userID]);
      const GroupMsgReceiptList = [receipt(context, group, wire)];
      context.pushTo(wire.From_Account, groupEvent(context, group, { GroupMsgReceiptList }));
    }
    return {};
  },
);

/** How many have read certain messages. */
export const getGroupMsgReceipt = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  seqs,
  (context, session, body) => {
    const group = groupOf(context, body.GroupId);
    membershipOf(context, session, group.groupID);
    return {
      GroupMsgReceiptList: body.MsgSeqList.map(({ MsgSeq }) => {
        const wire = wanted(context, group, MsgSeq);
        return wire
          ? { Code: 0, ...receipt(context, group, wire) }
          : { Code: CODE.ERR_SVR_GROUP_INVALID_PARAMETERS, MsgSeq };
      }),
    };
  },
);

/** Who has read one message (Filter 0), or who has not (1), by pages. */
export const getGroupMsgReceiptDetail = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject({
    GroupId: z.string(),
    MsgSeq: z.number(),
    Flag: z.number().optional(),
    /** Where the page before ended. */
    Cursor: z.union([z.number(), z.string()]).optional(),
    Num: z.int().min(1).optional(),
  }),
  (context, session, body) => {
    const group = groupOf(context, body.GroupId);
    membershipOf(context, session, group.groupID);
    const wire = wanted(context, group, body.MsgSeq);
    const readers = readersOf(context, group.groupID, body.MsgSeq);
    const others = context.store
      .members(group.groupID)
      .map((member) => member.userID)
      .filter((userID) => userID !== wire?.From_Account && !readers.includes(userID));
    const all = body.Flag === 1 ? others : readers;
    const start = Number(body.Cursor) || 0;
    const page = all.slice(start, start + (body.Num ?? 100));
    const end = start + page.length;
    return {
      Cursor: String(end),
      IsFinish: end >= all.length ? 1 : 0,
      ...(body.Flag === 1
        ? { UnreadList: page.map((Unread_Account) => ({ Unread_Account })) }
        : { ReadList: page.map((Read_Account) => ({ Read_Account })) }),
    };
  },
);

/** A message whose sender wants receipts. */
function wanted(context: HubContext, group: Group, seq: number): GroupMessage | undefined {
  const wire = context.store.groupMessage(group.groupID, seq)?.wire as GroupMessage | undefined;
  return wire?.NeedReadReceipt === 1 ? wire : undefined;
}

function receipt(context: HubContext, group: Group, wire: GroupMessage): Record<string, unknown> {
  const ReadNum = readersOf(context, group.groupID, wire.MsgSeq).length;
  const others = context.store
    .members(group.groupID)
    .filter(({ userID }) => userID !== wire.From_Account).length;
  const { MsgSeq, MsgRandom, MsgClientTime, TinyId } = wire;
  return { MsgSeq, MsgRandom, MsgClientTime, TinyId, ReadNum, UnreadNum: Math.max(0, others - ReadNum) };
}
