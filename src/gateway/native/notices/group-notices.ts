import type { GroupMessage } from '../../../im/wire.js';
import { codeOf, JOIN_OPTION } from '../group-codes.js';
import { contentOf, TYPE, toNative } from '../messages.js';
import {
  GroupRecalled,
  GroupReport,
  GroupTip,
  type GroupTip_Card,
  type GroupTip_GroupChange,
  Modified,
} from '../proto/generated/notices.js';
import { type NoticeKind, notice, type PushParts, type PushTranslator, SUBTYPE } from './notice.js';

/** What the hub's group notices carry: the group, and a body of one of these kinds. */
interface Envelope {
  GroupId: string;
  MsgBody: TipBody & ReportBody & { GroupWithdrawInfoArray?: { GroupId: string; MsgSeq: number }[] };
}

interface TipBody {
  OpType?: number;
  Operator_Account?: string;
  List_Account?: string[];
  MemberNum?: number;
  MsgOperatorMemberExtraInfo?: Card;
  MsgMemberExtraInfo?: Card[];
  MsgGroupNewInfo?: Record<string, unknown>;
  MsgMemberInfo?: { User_Account: string; ShutupTime: number }[];
}

interface ReportBody {
  ReportType?: number;
  RemarkInfo?: string;
  UserDefinedField?: string;
}

interface Card {
  UserId: string;
  NickName: string;
  ImageUrl: string;
}

/** A group message was modified. */
export const groupModified: PushTranslator = ({ GroupMsgModNotifys = [] }, parts) =>
  (GroupMsgModNotifys as GroupMessage[]).map((wire) => {
    const { head: { content: key = {}, routing = {} } = {} } = toNative(wire, parts.names);
    return notice(parts, { type: TYPE.group, subtype: SUBTYPE.modified, routing }, Modified, {
      content: contentOf(wire),
      group: {
        groupId: wire.GroupId,
        fromTinyId: wire.TinyId,
        seq: wire.MsgSeq,
        random: key.random,
        clientTime: key.clientTime,
      },
    });
  });

/** What happened in a group, for all its members. */
export const groupTips: PushTranslator = ({ GroupTips = [] }, parts) =>
  (GroupTips as Envelope[]).map(({ GroupId, MsgBody }) =>
    notice(parts, kind(GroupId, SUBTYPE.groupTip, MsgBody, parts), GroupTip, tip(MsgBody, parts)),
  );

/** The same for what only matters while it is new. */
export const onlineGroupTips: PushTranslator = ({ GroupTips = [] }, parts) =>
  (GroupTips as Envelope[]).map(({ GroupId, MsgBody }) =>
    notice(parts, kind(GroupId, SUBTYPE.onlineGroupTip, MsgBody, parts), GroupTip, tip(MsgBody, parts)),
  );

/** What happened to one user in a group, or to a group's messages. */
export const groupReports: PushTranslator = ({ GroupTips = [] }, parts) =>
  (GroupTips as Envelope[]).flatMap(({ GroupId, MsgBody }) => {
    const { ReportType, RemarkInfo = '', UserDefinedField = '', GroupWithdrawInfoArray } = MsgBody;
    if (GroupWithdrawInfoArray) {
      const messages = GroupWithdrawInfoArray.map(({ GroupId, MsgSeq }) => ({
        groupId: GroupId,
        seq: MsgSeq,
      }));
      return [notice(parts, kind(GroupId, SUBTYPE.recalled, MsgBody, parts), GroupRecalled, { messages })];
    }
    if (ReportType === undefined) return [];
    return [
      notice(parts, kind(GroupId, SUBTYPE.groupReport, MsgBody, parts), GroupReport, {
        type: ReportType,
        operatorTinyId: operator(MsgBody, parts),
        message: RemarkInfo,
        userData: UserDefinedField,
      }),
    ];
  });

function kind(groupId: string, subtype: NoticeKind['subtype'], body: TipBody, parts: PushParts): NoticeKind {
  const group = { fromTinyId: operator(body, parts), groupId };
  return { type: TYPE.group, subtype, routing: { group } };
}

function operator({ Operator_Account = '' }: TipBody, { names }: PushParts): string {
  return Operator_Account === '' ? '0' : names.tinyID(Operator_Account);
}

function tip(body: TipBody, parts: PushParts): GroupTip {
  const { names } = parts;
  const { OpType, List_Account = [], MemberNum, MsgOperatorMemberExtraInfo, MsgMemberExtraInfo = [] } = body;
  const { MsgGroupNewInfo, MsgMemberInfo = [] } = body;
  return {
    type: OpType,
    operatorTinyId: operator(body, parts),
    tinyIds: List_Account.map((userID) => names.tinyID(userID)),
    ...(MsgGroupNewInfo && { group: groupChange(MsgGroupNewInfo, parts) }),
    members: MsgMemberInfo.map(({ User_Account, ShutupTime }) => ({
      tinyId: names.tinyID(User_Account),
      muteTime: ShutupTime,
    })),
    ...(MsgOperatorMemberExtraInfo && { operator: card(MsgOperatorMemberExtraInfo, parts) }),
    users: MsgMemberExtraInfo.map((each) => card(each, parts)),
    memberCount: MemberNum,
  };
}

function card({ UserId, NickName, ImageUrl }: Card, { names }: PushParts): GroupTip_Card {
  return { tinyId: names.tinyID(UserId), nick: NickName, faceUrl: ImageUrl };
}

function groupChange(change: Record<string, unknown>, { names }: PushParts): GroupTip_GroupChange {
  const { GroupName, GroupIntroduction, GroupNotification, GroupFaceUrl, Owner_Account } = change;
  const { ShutupAll, GroupApplyJoinOption, GroupAttrOption } = change;
  return {
    ...(GroupName !== undefined && { name: String(GroupName) }),
    ...(GroupIntroduction !== undefined && { introduction: String(GroupIntroduction) }),
    ...(GroupNotification !== undefined && { notification: String(GroupNotification) }),
    ...(GroupFaceUrl !== undefined && { faceUrl: String(GroupFaceUrl) }),
    ...(Owner_Account !== undefined && { ownerTinyId: names.tinyID(String(Owner_Account)) }),
    ...(ShutupAll !== undefined && { muteAll: ShutupAll as number }),
    ...(GroupApplyJoinOption !== undefined && { joinOption: codeOf(JOIN_OPTION, GroupApplyJoinOption) }),
    ...(GroupAttrOption !== undefined && {
      attributes: { mainSeq: (GroupAttrOption as { GroupAttrSeq: number }).GroupAttrSeq },
    }),
  };
}
