import { type GroupRole, type GroupType, groupType } from '../im/group-types.js';
import type { DeviceLogin } from './login.js';

/** A group as getJoinedGroupList gives it (V2TIMGroupInfo, in part). */
export interface V2TIMGroupInfo {
  groupID: string;
  groupType: GroupType;
  groupName: string;
  owner: string;
  memberCount: number;
}

/** A member as getGroupMemberList gives it. */
export interface V2TIMGroupMember {
  userID: string;
  role: GroupRole;
  /** Unix seconds. */
  joinTime: number;
  nameCard: string;
}

const SERVICE = 'group_open_http_svc';

/** The group calls, thin over the hub's commands. */
export const groups = {
  async create(
    login: DeviceLogin,
    type: GroupType,
    groupID: string | undefined,
    name: string,
    members: string[],
  ) {
    const answer = await login.request(`${SERVICE}.create_group`, {
      Type: type,
      Name: name,
      ...(groupID ? { GroupId: groupID } : {}),
      Owner_Account: login.userID,
      MemberList: members.map((Member_Account) => ({ Member_Account })),
    });
    return String(answer.GroupId);
  },

  async join(login: DeviceLogin, groupID: string, message: string): Promise<void> {
    await login.request(`${SERVICE}.apply_join_group`, {
      GroupId: groupID,
      ApplyMsg: message,
      UserDefinedField: '',
    });
  },

  async quit(login: DeviceLogin, groupID: string): Promise<void> {
    await login.request(`${SERVICE}.quit_group`, { GroupId: groupID });
  },

  async dismiss(login: DeviceLogin, groupID: string): Promise<void> {
    await login.request(`${SERVICE}.destroy_group`, { GroupId: groupID });
  },

  async invite(login: DeviceLogin, groupID: string, users: string[]): Promise<void> {
    const MemberList = users.map((Member_Account) => ({ Member_Account }));
    await login.request(`${SERVICE}.add_group_member`, { GroupId: groupID, MemberList });
  },

  async kick(login: DeviceLogin, groupID: string, users: string[], reason: string): Promise<void> {
    const body = { GroupId: groupID, MemberToDel_Account: users, Reason: reason };
    await login.request(`${SERVICE}.delete_group_member`, body);
  },

  async members(login: DeviceLogin, groupID: string): Promise<V2TIMGroupMember[]> {
    const answer = await login.request(`${SERVICE}.get_group_member_info`, {
      GroupId: groupID,
    });
    const list = (answer.MemberList ?? []) as Record<string, unknown>[];
    return list.map((member) => ({
      userID: String(member.Member_Account),
      role: member.Role as GroupRole,
      joinTime: Number(member.JoinTime ?? 0),
      nameCard: String(member.NameCard ?? ''),
    }));
  },

  async joined(login: DeviceLogin): Promise<V2TIMGroupInfo[]> {
    const answer = await login.request(`${SERVICE}.get_joined_group_list`, {
      Member_Account: login.userID,
    });
    const list = (answer.GroupIdList ?? []) as Record<string, unknown>[];
    return list.map((group) => ({
      groupID: String(group.GroupId),
      groupType: groupType(group.Type) ?? 'Work',
      groupName: String(group.Name ?? ''),
      owner: String(group.Owner_Account ?? ''),
      memberCount: Number(group.MemberNum ?? 0),
    }));
  },
};
