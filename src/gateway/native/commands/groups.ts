import {
  type MessageType,
  type NativeCaller,
  type NativeCommand,
  type NativeCommandTable,
  nativeCommand,
} from '../command.js';
import { JOIN_OPTION, MESSAGE_FLAG, nameOf, ROLE } from '../group-codes.js';
import {
  ChangeOwnerRequest,
  CreateGroupAnswer,
  CreateGroupRequest,
  type CreateGroupRequest_NewMember,
  DeleteMembersRequest,
  GroupIDRequest,
  InviteMembersRequest,
  JoinRequest,
  ModifyGroupRequest,
  ModifyMemberRequest,
  OnlineCountAnswer,
} from '../proto/generated/groups.js';
import { PlainAnswer } from '../proto/generated/login.js';
import { OK } from '../result.js';

/** A command whose answer says no more than that it was done. */
function plain<Request>(
  request: MessageType<Request>,
  command: string,
  body: (request: Request, caller: NativeCaller) => object,
): NativeCommand {
  return nativeCommand(request, PlainAnswer, async (message, caller) => {
    await caller.ask(command, body(message, caller));
    return { result: OK };
  });
}

const deleteMembers = plain(
  DeleteMembersRequest,
  'group_open_http_svc.delete_group_member',
  ({ delete: { groupId = '', tinyIds = [] } = {} }, { names }) => ({
    GroupId: groupId,
    MemberToDel_Account: tinyIds.map((tinyID) => names.userID(tinyID) ?? ''),
  }),
);

/** Making and changing groups. */
export const groupCommands: NativeCommandTable = {
  'group_open_svc.create_group': nativeCommand(
    CreateGroupRequest,
    CreateGroupAnswer,
    async ({ group = {} }, caller) => {
      const { groupId, maxMemberCount, joinOption, members = [] } = group;
      const { GroupId } = await caller.ask('group_open_http_svc.create_group', {
        Type: group.type ?? '',
        Name: group.name ?? '',
        ...(groupId && { GroupId: groupId }),
        Notification: group.notification ?? '',
        Introduction: group.introduction ?? '',
        FaceUrl: group.faceUrl ?? '',
        ...(maxMemberCount && { MaxMemberCount: maxMemberCount }),
        ...(joinOption && { ApplyJoinOption: nameOf(JOIN_OPTION, joinOption) }),
        MemberList: memberList(members, caller),
      });
      return { result: OK, created: { groupId: String(GroupId) } };
    },
  ),

  'group_open_svc.apply_join_group': plain(
    JoinRequest,
    'group_open_http_svc.apply_join_group',
    ({ join: { groupId = '', message = '' } = {} }) => ({ GroupId: groupId, ApplyMsg: message }),
  ),

  'group_open_svc.quit_group': plain(GroupIDRequest, 'group_open_http_svc.quit_group', groupID),

  'group_open_svc.destroy_group': plain(GroupIDRequest, 'group_open_http_svc.destroy_group', groupID),

  'group_open_svc.invite_join_group_member': plain(
    InviteMembersRequest,
    'group_open_http_svc.add_group_member',
    ({ invite: { groupId = '', members = [] } = {} }, caller) => ({
      GroupId: groupId,
      MemberList: memberList(members, caller),
    }),
  ),

  'group_open_svc.delete_group_member': deleteMembers,
  'group_open_svc.ban_group_member': deleteMembers,

  'group_open_svc.modify_group_base_info': plain(
    ModifyGroupRequest,
    'group_open_http_svc.modify_group_base_info',
    ({ groupId = '', change = {} }) => ({
      GroupId: groupId,
      ...(change.name !== undefined && { Name: change.name }),
      ...(change.notification !== undefined && { Notification: change.notification }),
      ...(change.introduction !== undefined && { Introduction: change.introduction }),
      ...(change.faceUrl !== undefined && { FaceUrl: change.faceUrl }),
      ...(change.joinOption !== undefined && { ApplyJoinOption: nameOf(JOIN_OPTION, change.joinOption) }),
      ...(change.maxMemberCount !== undefined && { MaxMemberNum: change.maxMemberCount }),
      ...(change.muteAll !== undefined && { ShutUpAllMember: change.muteAll ? 'On' : 'Off' }),
    }),
  ),

  'group_open_svc.change_group_owner': plain(
    ChangeOwnerRequest,
    'group_open_http_svc.change_group_owner',
    ({ groupId = '', ownerTinyId = '0' }, { names }) => ({
      GroupId: groupId,
      NewOwner_Account: names.userID(ownerTinyId) ?? '',
    }),
  ),

  'group_open_svc.modify_group_member_info': plain(
    ModifyMemberRequest,
    'group_open_http_svc.modify_group_member_info',
    ({ modify: { groupId = '', member = {} } = {} }, { names }) => ({
      GroupId: groupId,
      Member_Account: names.userID(member.tinyId ?? '0') ?? '',
      ...(member.messageFlag !== undefined && { MsgFlag: nameOf(MESSAGE_FLAG, member.messageFlag) }),
      ...(member.role !== undefined && { Role: nameOf(ROLE, member.role) }),
      ...(member.muteTime !== undefined && { ShutUpTime: member.muteTime }),
      ...(member.nameCard !== undefined && { NameCard: member.nameCard }),
    }),
  ),

  'group_open_svc.get_online_member_num': nativeCommand(
    GroupIDRequest,
    OnlineCountAnswer,
    async (request, caller) => {
      const { OnlineMemberNum } = await caller.ask(
        'group_open_http_svc.get_online_member_num',
        groupID(request),
      );
      return { result: OK, count: { members: OnlineMemberNum as number } };
    },
  ),
};

function groupID({ groupId = '' }: GroupIDRequest): { GroupId: string } {
  return { GroupId: groupId };
}

function memberList(members: readonly CreateGroupRequest_NewMember[], { names }: NativeCaller) {
  return members.map(({ tinyId = '0', role }) => ({
    Member_Account: names.userID(tinyId) ?? '',
    ...(role === ROLE.Admin && { Role: 'Admin' }),
  }));
}
