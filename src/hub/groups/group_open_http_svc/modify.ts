import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import { GROUP_RULES } from '../../../im/group-types.js';
import { SigError } from '../../../im/sig-error.js';
import { command } from '../../core/command.js';
import type { Group, Member } from '../../store/store.js';
import { customFields, withFields } from '../custom-fields.js';
import { NOTICE, notify, TIP, tell } from '../group-notices.js';
import { changeGroup, groupOf, membershipOf, mustManage, mustOwn } from '../groups.js';
import { inviteJoinOptions } from './create.js';
import { cannotMute, mayMute, muteEnd } from './mutes.js';

/** Changes a group's data. */
export const modifyGroupBaseInfo = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject({
    GroupId: z.string(),
    Name: z.string().optional(),
    Introduction: z.string().optional(),
    Notification: z.string().optional(),
    FaceUrl: z.string().optional(),
    MaxMemberNum: z.int().min(1).optional(),
    ApplyJoinOption: z.enum(['FreeAccess', 'NeedPermission', 'DisableApply']).optional(),
    ShutUpAllMember: z.enum(['On', 'Off']).optional(),
    InviteJoinOption: inviteJoinOptions.optional(),
    AppDefinedData: customFields.optional(),
  }),
  (context, session, body) => {
    const group = groupOf(context, body.GroupId);
    const { change: who, mute } = GROUP_RULES[group.type];
    if (who === 'anyone') membershipOf(context, session, group.groupID);
    else if (who === 'admins') mustManage(context, session, group, 'change it');
    else mustOwn(session, group, 'change it');
    if (body.ShutUpAllMember !== undefined && mute === 'nobody') throw cannotMute(group);
    const { Name, Introduction, Notification, FaceUrl, MaxMemberNum, ApplyJoinOption, ShutUpAllMember } =
      body;
    const { InviteJoinOption, AppDefinedData } = body;
    const change: Partial<Group> = {
      ...(Name !== undefined && { name: Name }),
      ...(Introduction !== undefined && { introduction: Introduction }),
      ...(Notification !== undefined && { notification: Notification }),
      ...(FaceUrl !== undefined && { faceUrl: FaceUrl }),
      ...(MaxMemberNum !== undefined && { maxMemberNum: MaxMemberNum }),
      ...(ApplyJoinOption !== undefined && { applyJoinOption: ApplyJoinOption }),
      ...(ShutUpAllMember !== undefined && { muteAll: ShutUpAllMember === 'On' }),
      ...(InviteJoinOption !== undefined && { inviteJoinOption: InviteJoinOption }),
      ...(AppDefinedData && { customFields: withFields(group.customFields, AppDefinedData) }),
    };
    const changed = changeGroup(context, group, change);
    const MsgGroupNewInfo = {
      ...(Name !== undefined && { GroupName: Name }),
      ...(Introduction !== undefined && { GroupIntroduction: Introduction }),
      ...(Notification !== undefined && { GroupNotification: Notification }),
      ...(FaceUrl !== undefined && { GroupFaceUrl: FaceUrl }),
      ...(ApplyJoinOption !== undefined && { GroupApplyJoinOption: ApplyJoinOption }),
      ...(ShutUpAllMember !== undefined && { ShutupAll: ShutUpAllMember === 'On' ? 1 : 0 }),
      ...(InviteJoinOption !== undefined && { InviteJoinOption }),
      ...(AppDefinedData && { GroupUserdefInfo: AppDefinedData, AppDefinedData }),
    };
    tell(context, changed, TIP.groupChanged, session.userID, [], { MsgGroupNewInfo });
    return {};
  },
);

/** Passes a group on to another member. */
export const changeGroupOwner = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject({ GroupId: z.string(), NewOwner_Account: z.string() }),
  (context, session, body) => {
    const { GroupId: groupID, NewOwner_Account: owner } = body;
    const group = groupOf(context, groupID);
    mustOwn(session, group, 'pass it on');
    if (group.type === 'AVChatRoom')
      throw new SigError(CODE.ERR_SVR_GROUP_PERMISSION_DENY, 'an AVChatRoom cannot be passed on');
    const member = context.store.member(groupID, owner);
    if (!member)
      throw new SigError(CODE.ERR_SVR_GROUP_INVALID_PARAMETERS, `${owner} is no member of ${groupID}`);
    const before = context.store.member(groupID, group.owner);
    if (before) context.store.putMember(groupID, { ...before, role: 'Member' });
    context.store.putMember(groupID, { ...member, role: 'Owner' });
    const changed = changeGroup(context, group, { owner });
    tell(context, changed, TIP.groupChanged, session.userID, [], {
      MsgGroupNewInfo: { Owner_Account: owner },
    });
    return {};
  },
);

/** Dissolves a group; its members hear of it. Of a Work group only an administrator may (vendor's page on group types). */
export const destroyGroup = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject({ GroupId: z.string() }),
  (context, session, body) => {
    const group = groupOf(context, body.GroupId);
    mustOwn(session, group, 'dissolve it');
    if (group.type === 'Work' && !session.admin) {
      throw new SigError(
        CODE.ERR_SVR_GROUP_PERMISSION_DENY,
        'a Work group cannot be dissolved by its members',
        'its owner can quit',
      );
    }
    for (const { userID } of context.store.members(group.groupID)) {
      // The device that dissolves it knows it by its answer: lite-chat throws where the notice comes first.
      notify(context, group, userID, NOTICE.dismissed, session.userID, {}, session);
    }
    context.store.deleteGroup(group.groupID);
    return {};
  },
);

/** Changes one member: a role by the owner, a mute by owner and admins, name card and MsgFlag by the member too. */
export const modifyGroupMemberInfo = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject({
    GroupId: z.string(),
    Member_Account: z.string(),
    Role: z.enum(['Admin', 'Member']).optional(),
    MsgFlag: z.enum(['AcceptAndNotify', 'AcceptNotNotify', 'Discard']).optional(),
    NameCard: z.string().max(50).optional(),
    /** Seconds from now; 0 ends it. */
    ShutUpTime: z.int().min(0).optional(),
    AppMemberDefinedData: customFields.optional(),
  }),
  (context, session, body) => {
    const { Member_Account: userID, Role, MsgFlag, NameCard, ShutUpTime, AppMemberDefinedData } = body;
    const group = groupOf(context, body.GroupId);
    const member = context.store.member(group.groupID, userID);
    if (!member)
      throw new SigError(CODE.ERR_SVR_GROUP_INVALID_PARAMETERS, `${userID} is no member of ${group.groupID}`);
    if (Role !== undefined) {
      mustOwn(session, group, 'give roles');
      if (Role === 'Admin' && !GROUP_RULES[group.type].admins) {
        throw new SigError(CODE.ERR_SVR_GROUP_INVALID_PARAMETERS, `a ${group.type} group has no admins`);
      }
      if (member.role === 'Owner')
        throw new SigError(
          CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
          "the owner's role is passed on, not changed",
        );
    }
    if (ShutUpTime !== undefined) mayMute(context, session, group, userID);
    if (userID !== session.userID) mustManage(context, session, group, `change ${userID}`);
    context.store.putMember(group.groupID, {
      ...member,
      ...(Role !== undefined && { role: Role }),
      ...(MsgFlag !== undefined && { msgFlag: MsgFlag }),
      ...(NameCard !== undefined && { nameCard: NameCard }),
      ...(ShutUpTime !== undefined && { muteUntil: muteEnd(context, ShutUpTime) }),
      ...(AppMemberDefinedData && { customFields: withFields(member.customFields, AppMemberDefinedData) }),
    } satisfies Member);
    const operator = session.userID;
    if (Role !== undefined && Role !== member.role) {
      const up = Role === 'Admin';
      tell(context, group, up ? TIP.setAdmin : TIP.unsetAdmin, operator, [userID]);
      notify(context, group, userID, up ? NOTICE.setAdmin : NOTICE.unsetAdmin, operator);
    }
    if (ShutUpTime !== undefined) {
      const MsgMemberInfo = [{ User_Account: userID, ShutupTime: ShutUpTime }];
      tell(context, group, TIP.memberChanged, operator, [userID], { MsgMemberInfo });
    }
    return {};
  },
);
