import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import { SigError } from '../../../im/sig-error.js';
import type { GroupMessage } from '../../../im/wire.js';
import { command } from '../../core/command.js';
import type { HubContext } from '../../core/context.js';
import { markRecalled } from '../../messages/recalls.js';
import { GROUP_BANS } from '../../store/collections.js';
import type { Group } from '../../store/store.js';
import { groupEvent, NOTICE, notify } from '../group-notices.js';
import { groupOf, mustManage, pushToGroup } from '../groups.js';

const BAD_BODY = CODE.ERR_SVR_GROUP_INVALID_PARAMETERS;

/** REST: takes back what a member wrote in the last while (vendor's page on delete_group_msg_by_sender: the latest 1,000 messages of the group). */
const LATEST = 1000;

export const deleteGroupMsgBySender = command(
  BAD_BODY,
  z.looseObject({ GroupId: z.string(), Sender_Account: z.string() }),
  (context, session, body) => {
    const group = groupOf(context, body.GroupId);
    const taken: GroupMessage[] = [];
    for (const message of context.store.groupHistory(group.groupID, { limit: LATEST })) {
      if (message.recalled || message.wire.From_Account !== body.Sender_Account) continue;
      taken.push(markRecalled(context, session, message) as GroupMessage);
    }
    if (taken.length === 0) return {};
    const GroupWithdrawInfoArray = taken.map(
      ({ GroupId, From_Account, MsgSeq, Random, MsgTime, TinyId }) => ({
        ...{ GroupId, From_Account, MsgSeq, MsgRandom: Random, MsgTime, TinyId },
        RevokerInfo: { Revoker_Account: session.userID, Reason: '' },
      }),
    );
    pushToGroup(context, group.groupID, groupEvent(context, group, { GroupWithdrawInfoArray }));
    return {};
  },
  { adminOnly: true },
);

/** REST: hides a group's history so far (or up to MsgSeq) from all its members. */
export const clearGroupMsg = command(
  BAD_BODY,
  z.looseObject({ GroupId: z.string(), MsgSeq: z.int().min(0).optional() }),
  (context, _session, body) => {
    const { groupID } = groupOf(context, body.GroupId);
    const upTo = body.MsgSeq === undefined ? {} : { beforeSeq: body.MsgSeq + 1 };
    const [newest] = context.store.groupHistory(groupID, { limit: 1, ...upTo });
    if (!newest) return {};
    for (const { userID } of context.store.members(groupID)) {
      const mark = context.store.mark(userID, { groupID });
      const clearedID = Math.max(mark.clearedID, newest.id);
      context.store.putMark(
        userID,
        { groupID },
        { ...mark, clearedID, readID: Math.max(mark.readID, newest.id) },
      );
    }
    return {};
  },
  { adminOnly: true },
);

/** REST: how many messages a member has not read. */
export const setUnreadMsgNum = command(
  BAD_BODY,
  z.looseObject({ GroupId: z.string(), Member_Account: z.string(), UnreadMsgNum: z.int().min(0) }),
  (context, _session, { GroupId: groupID, Member_Account: userID, UnreadMsgNum }) => {
    groupOf(context, groupID);
    if (!context.store.member(groupID, userID))
      throw new SigError(BAD_BODY, `${userID} is no member of ${groupID}`);
    const unread = context.store.groupHistory(groupID, { limit: UnreadMsgNum + 1 });
    const newestRead = unread[UnreadMsgNum]?.id ?? 0;
    const mark = context.store.mark(userID, { groupID });
    context.store.putMark(userID, { groupID }, { ...mark, readID: newestRead });
    return {};
  },
  { adminOnly: true },
);

/** Until when a user may not come back into a group, as unix seconds; undefined for not banned. */
export function bannedUntil(context: HubContext, group: Group, userID: string): number | undefined {
  const until = context.store.document(GROUP_BANS, group.groupID, userID);
  return until !== undefined && until > context.seconds() ? until : undefined;
}

/** Puts members out and keeps them out for a while (seconds). */
export const banGroupMember = command(
  BAD_BODY,
  z.looseObject({
    GroupId: z.string(),
    Members_Account: z.array(z.string()).min(1).max(20),
    Duration: z.int().min(1),
    Description: z.string().optional(),
  }),
  (context, session, body) => {
    const group = groupOf(context, body.GroupId);
    mustManage(context, session, group, 'ban members');
    for (const userID of body.Members_Account) {
      if (userID === group.owner) throw new SigError(CODE.ERR_SVR_GROUP_PERMISSION_DENY, `${userID} owns it`);
    }
    for (const userID of body.Members_Account) {
      context.store.putDocument(GROUP_BANS, [group.groupID, userID], context.seconds() + body.Duration);
      if (!context.store.member(group.groupID, userID)) continue;
      const RemarkInfo = body.Description ?? '';
      notify(context, group, userID, NOTICE.kickedOut, session.userID, { RemarkInfo });
      context.store.deleteMember(group.groupID, userID);
    }
    return {};
  },
);

/** REST: lets banned users come back. */
export const unbanGroupMember = command(
  BAD_BODY,
  z.looseObject({ GroupId: z.string(), Members_Account: z.array(z.string()).min(1).max(20) }),
  (context, _session, body) => {
    const { groupID } = groupOf(context, body.GroupId);
    for (const userID of body.Members_Account) context.store.deleteDocument(GROUP_BANS, groupID, userID);
    return {};
  },
  { adminOnly: true },
);

/** REST: who may not come back, and until when. */
export const getGroupBanMember = command(
  BAD_BODY,
  z.looseObject({
    GroupId: z.string(),
    Offset: z.int().min(0).optional(),
    Limit: z.int().min(1).optional(),
  }),
  (context, _session, { GroupId, Offset = 0, Limit = 20 }) => {
    groupOf(context, GroupId);
    const all = context.store
      .documents(GROUP_BANS, GroupId)
      .filter(({ value }) => value > context.seconds())
      .map(({ key, value }) => ({ Member_Account: key[1], BannedUntil: value }));
    const end = Math.min(Offset + Limit, all.length);
    return { BannedAccountList: all.slice(Offset, end), NextOffset: end < all.length ? end : 0 };
  },
  { adminOnly: true },
);
