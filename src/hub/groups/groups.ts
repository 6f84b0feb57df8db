import { CODE } from '../../im/error-codes.js';
import { GROUP_RULES, type GroupRole, type GroupType } from '../../im/group-types.js';
import { MAX_GROUP_MEMBERS } from '../../im/limits.js';
import { SigError } from '../../im/sig-error.js';
import type { PushEvent } from '../../im/wire.js';
import { accountOf } from '../accounts/accounts.js';
import type { HubContext } from '../core/context.js';
import type { Session } from '../core/session.js';
import type { Group, Member } from '../store/store.js';

/** @throws SigError 10010 */
export function groupOf(context: HubContext, groupID: string): Group {
  const group = context.store.group(groupID);
  if (!group)
    throw new SigError(
      CODE.ERR_SVR_GROUP_NOT_FOUND,
      `group ${groupID} does not exist`,
      'sig group list shows those there are',
    );
  return group;
}

/** The caller's membership; undefined for an administrator who has none. @throws SigError 10007 */
export function membershipOf(context: HubContext, session: Session, groupID: string): Member | undefined {
  const member = context.store.member(groupID, session.userID);
  if (!member && !session.admin)
    throw new SigError(CODE.ERR_SVR_GROUP_PERMISSION_DENY, `${session.userID} is no member of ${groupID}`);
  return member;
}

/** Lets owners, group admins and administrators (REST) pass. @throws SigError 10007 */
export function mustManage(context: HubContext, session: Session, group: Group, what: string): void {
  if (session.admin) return;
  const role = membershipOf(context, session, group.groupID)?.role;
  if (role === 'Member') {
    throw new SigError(
      CODE.ERR_SVR_GROUP_PERMISSION_DENY,
      `${session.userID} is neither owner nor admin of ${group.groupID}: may not ${what}`,
    );
  }
}

/** Lets the owner and administrators (REST) pass. @throws SigError 10007 */
export function mustOwn(session: Session, group: Group, what: string): void {
  if (session.admin || session.userID === group.owner) return;
  throw new SigError(
    CODE.ERR_SVR_GROUP_PERMISSION_DENY,
    `${session.userID} is not the owner of ${group.groupID}: may not ${what}`,
  );
}

/** To every session of every member but `except`. */
export function pushToGroup(context: HubContext, groupID: string, event: PushEvent, except?: Session): void {
  for (const { userID } of context.store.members(groupID)) context.pushTo(userID, event, except);
}

/** Whether a group of that kind has a history. */
export function keepsHistory(group: Group): boolean {
  return GROUP_RULES[group.type].history;
}

/** How many members a type takes unless told otherwise; 0 for any number (vendor's page on group types). */
const MEMBER_LIMITS: Readonly<Record<GroupType, number>> = {
  Work: MAX_GROUP_MEMBERS,
  Public: MAX_GROUP_MEMBERS,
  Meeting: 6000,
  AVChatRoom: 0,
};

/** How one gets in unless told otherwise (vendor's page on create_group). */
const JOIN_OPTIONS = { free: 'FreeAccess', approval: 'NeedPermission', never: 'DisableApply' } as const;

/** Whether invited users have to agree (InviteJoinOption), as the group says or its type has it. */
export function inviteJoinOption(group: Group): string {
  if (group.inviteJoinOption !== undefined) return group.inviteJoinOption;
  return GROUP_RULES[group.type].invite === 'nobody' ? 'DisableInvite' : 'FreeAccess';
}

export interface NewGroup {
  groupID: string;
  type: GroupType;
  name: string;
  owner: string;
  introduction?: string | undefined;
  notification?: string | undefined;
  faceUrl?: string | undefined;
  applyJoinOption?: string | undefined;
  maxMemberNum?: number | undefined;
  createTime?: number | undefined;
  customFields?: Record<string, string> | undefined;
  inviteJoinOption?: string | undefined;
}

/** Puts a group into the store, with its owner as first member. */
export function createGroup(context: HubContext, from: NewGroup): Group {
  const createTime = from.createTime ?? context.seconds();
  const group: Group = {
    groupID: from.groupID,
    type: from.type,
    name: from.name,
    owner: from.owner,
    createTime,
    introduction: from.introduction ?? '',
    notification: from.notification ?? '',
    faceUrl: from.faceUrl ?? '',
    applyJoinOption: from.applyJoinOption ?? JOIN_OPTIONS[GROUP_RULES[from.type].join],
    maxMemberNum: from.maxMemberNum ?? MEMBER_LIMITS[from.type],
    muteAll: false,
    infoSeq: 1,
    lastInfoTime: createTime,
    attributes: {},
    ...(from.customFields && { customFields: from.customFields }),
    ...(from.inviteJoinOption !== undefined && { inviteJoinOption: from.inviteJoinOption }),
  };
  context.store.putGroup(group);
  if (group.owner !== '') addMember(context, group, group.owner, 'Owner', { joinTime: createTime });
  return group;
}

/** Whether one more may come in. */
export function hasRoom(context: HubContext, group: Group): boolean {
  return group.maxMemberNum === 0 || context.store.members(group.groupID).length < group.maxMemberNum;
}

/** Takes a user in. @throws SigError 10019 no such account, 10014 the group is full */
export function addMember(
  context: HubContext,
  group: Group,
  userID: string,
  role: GroupRole,
  more: { joinTime?: number | undefined; customFields?: Record<string, string> | undefined } = {},
): void {
  if (!accountOf(context, userID))
    throw new SigError(CODE.ERR_SVR_GROUP_ACCOUNT_NOT_FOUND, `${userID} has no account here`);
  const { groupID, maxMemberNum } = group;
  if (!hasRoom(context, group)) {
    throw new SigError(
      CODE.ERR_SVR_GROUP_FULL_MEMBER_COUNT,
      `${groupID} has ${maxMemberNum} members, which is all it takes`,
    );
  }
  context.store.putMember(groupID, {
    userID,
    role,
    joinTime: more.joinTime ?? context.seconds(),
    nameCard: '',
    msgFlag: 'AcceptAndNotify',
    muteUntil: 0,
    ...(more.customFields && { customFields: more.customFields }),
  });
}

/** The role that a request for one gets: only some types have admins. */
export function roleIn(group: Group, wanted: string | undefined): GroupRole {
  return wanted === 'Admin' && GROUP_RULES[group.type].admins ? 'Admin' : 'Member';
}

/** Puts a change of the group's data into the store. */
export function changeGroup(context: HubContext, group: Group, change: Partial<Group>): Group {
  const changed = { ...group, ...change, infoSeq: group.infoSeq + 1, lastInfoTime: context.seconds() };
  context.store.putGroup(changed);
  return changed;
}
