import { wireGroupType } from '../../../im/group-types.js';
import { isGroupMessage } from '../../../im/wire.js';
import type { HubContext } from '../../core/context.js';
import type { Group, Member } from '../../store/store.js';
import { fieldPairs } from '../custom-fields.js';
import { inviteJoinOption } from '../groups.js';

/** A group's data as every answer gives it. */
export function groupRow(context: HubContext, group: Group): Record<string, unknown> {
  const { groupID } = group;
  const [last] = context.store.groupHistory(groupID, { limit: 1 });
  return {
    GroupId: groupID,
    Type: wireGroupType(group.type),
    Name: group.name,
    Introduction: group.introduction,
    Notification: group.notification,
    FaceUrl: group.faceUrl,
    Owner_Account: group.owner,
    CreateTime: group.createTime,
    InfoSeq: group.infoSeq,
    LastInfoTime: group.lastInfoTime,
    LastMsgTime: last?.wire.MsgTime ?? 0,
    NextMsgSeq: context.store.lastGroupSeq(groupID) + 1,
    MemberNum: context.store.members(groupID).length,
    MaxMemberNum: group.maxMemberNum,
    ApplyJoinOption: group.applyJoinOption,
    ShutUpAllMember: group.muteAll ? 'On' : 'Off',
    InviteJoinOption: inviteJoinOption(group),
    AppDefinedData: fieldPairs(group.customFields),
  };
}

/** A member's data as every answer gives it; MsgSeq is the newest that the member has read. */
export function memberRow(context: HubContext, group: Group, member: Member): Record<string, unknown> {
  return {
    Member_Account: member.userID,
    Role: member.role,
    JoinTime: member.joinTime,
    MsgSeq: readSeq(context, group, member),
    MsgFlag: member.msgFlag,
    NameCard: member.nameCard,
    ShutUpUntil: member.muteUntil,
    LastSendMsgTime: 0,
    AppMemberDefinedData: fieldPairs(member.customFields),
  };
}

/** Seq of the newest message that the member has read. */
export function readSeq(context: HubContext, group: Group, member: Member): number {
  const { groupID } = group;
  const { readID } = context.store.mark(member.userID, { groupID });
  if (readID === 0) return 0;
  const [read] = context.store.log(readID - 1, 1);
  if (read?.id === readID && isGroupMessage(read.wire)) return read.wire.MsgSeq;
  // It is kept no more: all before the oldest message that is kept counts as read.
  const newest = context.store.lastGroupSeq(groupID);
  return (context.store.groupHistory(groupID, { limit: newest }).at(-1)?.wire.MsgSeq ?? newest + 1) - 1;
}
