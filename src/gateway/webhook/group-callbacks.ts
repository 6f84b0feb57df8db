import type { Hub } from '../../hub/hub.js';
import type { Session } from '../../hub/session.js';
import type { ResponseBody } from '../../im/wire.js';
import type { Body } from './message-callbacks.js';
import type { CallbackBody } from './poster.js';

type GroupCallback = (
  hub: Hub,
  session: Session,
  body: Body,
  answer: ResponseBody,
) => CallbackBody | undefined;

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
      Type: found.type,
      Name: found.name,
      MemberList: accounts(hub.store.members(found.groupID).map((member) => member.userID)),
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
  'group_open_http_svc.delete_group_member': (hub, session, body) => {
    const gone = Array.isArray(body.MemberToDel_Account) ? body.MemberToDel_Account.map(String) : [];
    return left(hub, session, body, 'Kicked', gone);
  },
  'group_open_http_svc.quit_group': (hub, session, body) =>
    left(hub, session, body, 'Quit', [session.userID]),
};

function joined(hub: Hub, session: Session, body: Body, how: 'Apply' | 'Invited', users: string[]) {
  if (users.length === 0) return undefined;
  return {
    ...about(hub, session, body, 'Group.CallbackAfterNewMemberJoin'),
    JoinType: how,
    NewMemberList: accounts(users),
  };
}

function left(hub: Hub, session: Session, body: Body, how: 'Kicked' | 'Quit', users: string[]) {
  if (users.length === 0) return undefined;
  return {
    ...about(hub, session, body, 'Group.CallbackAfterMemberExit'),
    ExitType: how,
    ExitMemberList: accounts(users),
  };
}

function about(hub: Hub, session: Session, body: Body, command: string): CallbackBody {
  const groupID = String(body.GroupId);
  return {
    CallbackCommand: command,
    GroupId: groupID,
    Type: hub.store.group(groupID)?.type ?? '',
    Operator_Account: session.userID,
    EventTime: hub.clock.now(),
  };
}

function accounts(users: string[]): { Member_Account: string }[] {
  return users.map((user) => ({ Member_Account: user }));
}
