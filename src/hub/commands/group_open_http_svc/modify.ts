import { z } from 'zod';
import { SigError } from '../../../im/sig-error.js';
import { command } from '../../command.js';
import { NOTICE, notify, TIP, tell } from '../../group-notices.js';
import { changeGroup, deleteGroup, groupOf, membershipOf, mustManage, mustOwn } from '../../groups.js';
import type { Group, Member } from '../../store/store.js';

/** Changes a group's data: in Work groups every member may, elsewhere its owner and admins. */
export const modifyGroupBaseInfo = command(
  10004,
  z.looseObject({
    GroupId: z.string(),
    Name: z.string().optional(),
    Introduction: z.string().optional(),
    Notification: z.string().optional(),
    FaceUrl: z.string().optional(),
    MaxMemberNum: z.int().min(1).optional(),
    ApplyJoinOption: z.enum(['FreeAccess', 'NeedPermission', 'DisableApply']).optional(),
    ShutUpAllMember: z.enum(['On', 'Off']).optional(),
  }),
  (hub, session, body) => {
    const group = groupOf(hub, body.GroupId);
    if (group.type === 'Work') membershipOf(hub, session, group.groupID);
    else mustManage(hub, session, group, 'change it');
    const { Name, Introduction, Notification, FaceUrl, MaxMemberNum, ApplyJoinOption, ShutUpAllMember } =
      body;
    const change: Partial<Group> = {
      ...(Name !== undefined && { name: Name }),
      ...(Introduction !== undefined && { introduction: Introduction }),
      ...(Notification !== undefined && { notification: Notification }),
      ...(FaceUrl !== undefined && { faceUrl: FaceUrl }),
      ...(MaxMemberNum !== undefined && { maxMemberNum: MaxMemberNum }),
      ...(ApplyJoinOption !== undefined && { applyJoinOption: ApplyJoinOption }),
      ...(ShutUpAllMember !== undefined && { muteAll: ShutUpAllMember === 'On' }),
    };
    const changed = changeGroup(hub, group, change);
    const MsgGroupNewInfo = {
      ...(Name !== undefined && { GroupName: Name }),
      ...(Introduction !== undefined && { GroupIntroduction: Introduction }),
      ...(Notification !== undefined && { GroupNotification: Notification }),
      ...(FaceUrl !== undefined && { GroupFaceUrl: FaceUrl }),
      ...(ApplyJoinOption !== undefined && { GroupApplyJoinOption: ApplyJoinOption }),
      ...(ShutUpAllMember !== undefined && { ShutupAll: ShutUpAllMember === 'On' ? 1 : 0 }),
    };
    tell(hub, changed, TIP.groupChanged, session.userID, [], { MsgGroupNewInfo });
    return {};
  },
);

/** Passes a group on to another member. */
export const changeGroupOwner = command(
  10004,
  z.looseObject({ GroupId: z.string(), NewOwner_Account: z.string() }),
  (hub, session, body) => {
    const { GroupId: groupID, NewOwner_Account: owner } = body;
    const group = groupOf(hub, groupID);
    mustOwn(session, group, 'pass it on');
    if (group.type === 'AVChatRoom') throw new SigError(10007, 'an AVChatRoom cannot be passed on');
    const member = hub.store.member(groupID, owner);
    if (!member) throw new SigError(10004, `${owner} is no member of ${groupID}`);
    const before = hub.store.member(groupID, group.owner);
    if (before) hub.store.putMember(groupID, { ...before, role: 'Member' });
    hub.store.putMember(groupID, { ...member, role: 'Owner' });
    const changed = changeGroup(hub, group, { owner });
    tell(hub, changed, TIP.groupChanged, session.userID, [], { MsgGroupNewInfo: { Owner_Account: owner } });
    return {};
  },
);

/** Dissolves a group; its members hear of it. Of a Work group only an administrator may (vendor's page on group types). */
export const destroyGroup = command(10004, z.looseObject({ GroupId: z.string() }), (hub, session, body) => {
  const group = groupOf(hub, body.GroupId);
  mustOwn(session, group, 'dissolve it');
  if (group.type === 'Work' && !session.admin) {
    throw new SigError(10007, 'a Work group cannot be dissolved by its members', 'its owner can quit');
  }
  for (const { userID } of hub.store.members(group.groupID)) {
    notify(hub, group, userID, NOTICE.dismissed, session.userID);
  }
  deleteGroup(hub, group);
  return {};
});

/** Changes one member: a role by the owner, a mute by owner and admins, name card and MsgFlag by the member too. */
export const modifyGroupMemberInfo = command(
  10004,
  z.looseObject({
    GroupId: z.string(),
    Member_Account: z.string(),
    Role: z.enum(['Admin', 'Member']).optional(),
    MsgFlag: z.enum(['AcceptAndNotify', 'AcceptNotNotify', 'Discard']).optional(),
    NameCard: z.string().max(50).optional(),
    /** Seconds from now; 0 ends it. */
    ShutUpTime: z.int().min(0).optional(),
  }),
  (hub, session, body) => {
    const { Member_Account: userID, Role, MsgFlag, NameCard, ShutUpTime } = body;
    const group = groupOf(hub, body.GroupId);
    const member = hub.store.member(group.groupID, userID);
    if (!member) throw new SigError(10004, `${userID} is no member of ${group.groupID}`);
    if (Role !== undefined) {
      mustOwn(session, group, 'give roles');
      if (member.role === 'Owner') throw new SigError(10004, "the owner's role is passed on, not changed");
    }
    if (ShutUpTime !== undefined) mustManage(hub, session, group, 'mute members');
    if (userID !== session.userID) mustManage(hub, session, group, `change ${userID}`);
    const now = hub.seconds();
    hub.store.putMember(group.groupID, {
      ...member,
      ...(Role !== undefined && { role: Role }),
      ...(MsgFlag !== undefined && { msgFlag: MsgFlag }),
      ...(NameCard !== undefined && { nameCard: NameCard }),
      ...(ShutUpTime !== undefined && { muteUntil: ShutUpTime === 0 ? 0 : now + ShutUpTime }),
    } satisfies Member);
    const operator = session.userID;
    if (Role !== undefined && Role !== member.role) {
      const up = Role === 'Admin';
      tell(hub, group, up ? TIP.setAdmin : TIP.unsetAdmin, operator, [userID]);
      notify(hub, group, userID, up ? NOTICE.setAdmin : NOTICE.unsetAdmin, operator);
    }
    if (ShutUpTime !== undefined) {
      const MsgMemberInfo = [{ User_Account: userID, ShutupTime: ShutUpTime }];
      tell(hub, group, TIP.memberChanged, operator, [userID], { MsgMemberInfo });
    }
    return {};
  },
);

/** REST: mutes members (MuteTime in seconds; 0 ends it). */
export const forbidSendMsg = command(
  10004,
  z.looseObject({
    GroupId: z.string(),
    Members_Account: z.array(z.string()).min(1).max(500),
    MuteTime: z.int().min(0).optional(),
    /** The older name of MuteTime. */
    ShutUpTime: z.int().min(0).optional(),
  }),
  (hub, session, body) => {
    const group = groupOf(hub, body.GroupId);
    mustManage(hub, session, group, 'mute members');
    const seconds = body.MuteTime ?? body.ShutUpTime ?? 0;
    const muteUntil = seconds === 0 ? 0 : hub.seconds() + seconds;
    const muted = body.Members_Account.filter((userID) => {
      const member = hub.store.member(group.groupID, userID);
      if (member) hub.store.putMember(group.groupID, { ...member, muteUntil });
      return member !== undefined;
    });
    const MsgMemberInfo = muted.map((User_Account) => ({ User_Account, ShutupTime: seconds }));
    if (muted.length > 0) tell(hub, group, TIP.memberChanged, session.userID, muted, { MsgMemberInfo });
    return {};
  },
);

/** Who is muted, and until when. */
export const getGroupMutedAccount = command(
  10004,
  z.looseObject({ GroupId: z.string() }),
  (hub, _session, body) => {
    const { groupID } = groupOf(hub, body.GroupId);
    const muted = hub.store.members(groupID).filter((member) => member.muteUntil > hub.seconds());
    const list = muted.map(({ userID, muteUntil }) => ({
      Member_Account: userID,
      MutedUntil: muteUntil,
      ShuttedUntil: muteUntil,
    }));
    return { GroupId: groupID, MutedAccountList: list, ShuttedUinList: list };
  },
);
