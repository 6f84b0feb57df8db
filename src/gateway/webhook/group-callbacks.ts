import type { Session } from '../../hub/core/session.js';
import type { Hub } from '../../hub/hub.js';
import type { Group } from '../../hub/store/store.js';
import { wireGroupType } from '../../im/group-types.js';
import type { ResponseBody } from '../../im/wire.js';
import { type Body, groupTypeOf } from './message-callbacks.js';
import type { CallbackBody } from './poster.js';

type GroupCallback = (
  hub: Hub,
  session: Session,
  body: Body,
  answer: ResponseBody,
  /** Who of those that the body puts out were members. */
  putOut: readonly string[],
) => CallbackBody | undefined;

/** Who of those that a request puts out of a group are members: once it has run nobody can tell. */
export function membersToGo(hub: Hub, name: string, body: unknown): string[] {
  if (name !== 'group_open_http_svc.delete_group_member') return [];
  const { GroupId, MemberToDel_Account: users } = (body ?? {}) as Body;
  if (typeof GroupId !== 'string' || !Array.isArray(users)) return [];
  return users.filter((userID) => hub.store.member(GroupId, userID) !== undefined);
}

/** Callbacks after a group came to be, or its members changed, by the command that did it. */
export const groupCallbacks: Readonly<Record<string, GroupCallback>> = {
  'group_open_http_svc.create_group': (hub, session, body, answer) => {
    const found = hub.store.group(String(answer.GroupId));
    if (!found) return undefined;
    return {
      CallbackCommand: 'Group.CallbackAfterCreateGroup',
      GroupId: found.groupID,
      Operator_Account: session.userID,
      Owner_Account: found.owner,
      Type: wireGroupType(found.type),
      Name: found.name,
      MemberList: accounts(othersIn(hub, found)),
      UserDefinedDataList: Array.isArray(body.AppDefinedData) ? body.AppDefinedData : [],
      EventTime: hub.clock.now(),
    };
  },
  'group_open_http_svc.add_group_member': (hub, session, body, answer) => {
    const added = (Array.isArray(answer.MemberList) ? answer.MemberList : [])
      .filter((member) => member.Result === 1)
      .map((member) => String(member.Member_Account));
    return joined(hub, session, body, 'Invited', added);
  },
  'group_open_http_svc.apply_join_group': (hub, session, body, answer) =>
    answer.JoinedStatus === 'JoinedSuccess'
      ? joined(hub, session, body, 'Apply', [session.userID])
      : undefined,
  'group_open_http_svc.handle_apply_join_group': (hub, session, body) =>
    body.HandleMsg === 'Agree'
      ? joined(hub, session, body, 'Apply', [String(body.Applicant_Account)])
      : undefined,
  'group_open_http_svc.delete_group_member': (hub, session, body, _answer, putOut) =>
    left(hub, session, body, 'Kicked', putOut),
  'group_open_http_svc.quit_group': (hub, session, body) =>
    left(hub, session, body, 'Quit', [session.userID]),
};

/** The first members of a new group, but for its owner. */
function othersIn(hub: Hub, { groupID, owner }: Group): string[] {
  const members = hub.store.members(groupID).map(({ userID }) => userID);
  return members.filter((userID) => userID !== owner);
}

function joined(hub: Hub, session: Session, body: Body, how: 'Apply' | 'Invited', users: readonly string[]) {
  if (users.length === 0) return undefined;
  return {
    ...about(hub, session, body, 'Group.CallbackAfterNewMemberJoin'),
    JoinType: how,
    NewMemberList: accounts(users),
  };
}

function left(hub: Hub, session: Session, body: Body, how: 'Kicked' | 'Quit', users: readonly string[]) {
  if (users.length === 0) return undefined;
  return {
    ...about(hub, session, body, 'Group.CallbackAfterMemberExit'),
    ExitType: how,
    ExitMemberList: accounts(users),
  };
}

function about(hub: Hub, session: Session, body: Body, command: string): CallbackBody {
  return {
    CallbackCommand: command,
    GroupId: body.GroupId,
    Type: groupTypeOf(hub, body.GroupId),
    Operator_Account: session.userID,
    EventTime: hub.clock.now(),
  };
}

function accounts(users: readonly string[]): { Member_Account: string }[] {
  return users.map((user) => ({ Member_Account: user }));
}
