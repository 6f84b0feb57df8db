import { wireGroupType } from '../../im/group-types.js';
import type { PushEvent } from '../../im/wire.js';
import { FACE_URL, NICK } from '../accounts/accounts.js';
import type { HubContext } from '../core/context.js';
import type { Session } from '../core/session.js';
import type { Group } from '../store/store.js';
import { pushToGroup } from './groups.js';

/** The sender's name on what the group service itself says (Web SDK 3.6). */
const SYSTEM = '@TIM#SYSTEM';

/** What a tip tells all members, in the vendor's numbers (Web SDK 3.6: GRP_TIP_MBR_JOIN ...). */
export const TIP = {
  joined: 1,
  quit: 2,
  kickedOut: 3,
  setAdmin: 4,
  unsetAdmin: 5,
  groupChanged: 6,
  memberChanged: 7,
  pinned: 16,
} as const;

/** What a notice tells one user, in the vendor's numbers (Web SDK 3.6, group system notices). */
export const NOTICE = {
  applied: 1,
  accepted: 2,
  refused: 3,
  kickedOut: 4,
  dismissed: 5,
  created: 6,
  invited: 7,
  quit: 8,
  setAdmin: 9,
  unsetAdmin: 10,
  custom: 255,
} as const;

type TipType = (typeof TIP)[keyof typeof TIP];
type NoticeType = (typeof NOTICE)[keyof typeof NOTICE];

/** Tells all members what happened in their group. Tips are pushed only: they are in no history and take no MsgSeq. */
export function tell(
  context: HubContext,
  group: Group,
  type: TipType,
  operator: string,
  users: readonly string[],
  more: Record<string, unknown> = {},
): void {
  const MsgBody = {
    OpType: type,
    Operator_Account: operator,
    List_Account: users,
    MemberNum: context.store.members(group.groupID).length,
    MsgOperatorMemberExtraInfo: card(context, operator),
    MsgMemberExtraInfo: users.map((userID) => card(context, userID)),
    ...more,
  };
  pushToGroup(context, group.groupID, { Event: 4, GroupTips: [envelope(context, group, MsgBody)] });
}

/** The same for what only matters while it is new: SDKs neither count nor keep it (Web SDK 3.6: event 6). */
export function tellOnline(
  context: HubContext,
  group: Group,
  MsgGroupNewInfo: Record<string, unknown>,
): void {
  const MsgBody = { OpType: TIP.groupChanged, MsgGroupNewInfo };
  pushToGroup(context, group.groupID, { Event: 6, GroupTips: [envelope(context, group, MsgBody)] });
}

/** Tells one user, on all devices but `except`. */
export function notify(
  context: HubContext,
  group: Group,
  to: string,
  type: NoticeType,
  operator: string,
  more: Record<string, unknown> = {},
  except?: Session,
): void {
  const MsgBody = { ReportType: type, Operator_Account: operator, RemarkInfo: '', ...more };
  context.pushTo(to, { Event: 5, GroupTips: [envelope(context, group, MsgBody, to)] }, except);
}

/** What the group service says of messages (recalled, read) travels in the same form. */
export function groupEvent(
  context: HubContext,
  group: Group,
  MsgBody: Record<string, unknown>,
  more: Record<string, unknown> = {},
): PushEvent {
  return { Event: 5, GroupTips: [{ ...envelope(context, group, MsgBody), ...more }] };
}

/** What every notice of the group service says of itself. */
export function envelope(
  context: HubContext,
  group: Group,
  MsgBody: object,
  to?: string,
): Record<string, unknown> {
  const now = context.seconds();
  const random = context.entropy.uint32();
  return {
    From_Account: SYSTEM,
    ToGroupId: group.groupID,
    GroupId: group.groupID,
    ...(to !== undefined && { To_Account: to }),
    MsgSeq: context.store.lastGroupSeq(group.groupID),
    ClientSeq: random,
    MsgRandom: random,
    MsgTime: now,
    MsgTimeStamp: now,
    MsgClientTime: now,
    MsgBody,
    GroupInfo: {
      GroupId: group.groupID,
      GroupName: group.name,
      GroupType: wireGroupType(group.type),
      Type: wireGroupType(group.type),
      ...(to !== undefined && { To_Account: to }),
    },
  };
}

function card(context: HubContext, userID: string): Record<string, unknown> {
  const profile = context.store.account(userID)?.profile;
  return { UserId: userID, NickName: profile?.[NICK] ?? '', ImageUrl: profile?.[FACE_URL] ?? '' };
}
