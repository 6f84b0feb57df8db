import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import { GROUP_RULES } from '../../../im/group-types.js';
import { SigError } from '../../../im/sig-error.js';
import { command } from '../../core/command.js';
import type { HubContext } from '../../core/context.js';
import { GROUP_APPLICATIONS } from '../../store/collections.js';
import type { Group } from '../../store/store.js';
import { NOTICE, notify, TIP, tell } from '../group-notices.js';
import { addMember, groupOf, mustManage } from '../groups.js';
import { bannedUntil } from './rest.js';

/** Asks to be let in: at once where the group is open, else once an owner or admin agrees. */
export const applyJoinGroup = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject({
    GroupId: z.string(),
    ApplyMsg: z.string().optional(),
    UserDefinedField: z.string().optional(),
  }),
  (context, session, body) => {
    const group = groupOf(context, body.GroupId);
    const { userID } = session;
    const isLive = group.type === 'AVChatRoom';
    const room = { HugeGroupFlag: isLive ? 1 : 0, AVChatRoomKey: group.groupID, RspMsgList: [] };
    if (context.store.member(group.groupID, userID)) {
      // A live room is joined anew at each visit, by its owner too (vendor's page on create_group).
      if (isLive) return { JoinedStatus: 'JoinedSuccess', ...room };
      throw new SigError(
        CODE.ERR_SVR_GROUP_ALLREADY_MEMBER,
        `${userID} is a member of ${group.groupID} already`,
      );
    }
    const until = bannedUntil(context, group, userID);
    if (until !== undefined) {
      throw new SigError(
        CODE.ERR_SVR_GROUP_PERMISSION_DENY,
        `${userID} is banned from ${group.groupID} for ${until - context.seconds()} s more`,
      );
    }
    if (isOpen(group)) {
      addMember(context, group, userID, 'Member');
      tell(context, group, TIP.joined, userID, [userID]);
      return { JoinedStatus: 'JoinedSuccess', ...room };
    }
    apply(context, group, userID, body.ApplyMsg ?? '', body.UserDefinedField ?? '');
    return { JoinedStatus: 'WaitAdminApproval', ...room };
  },
);

/** Only Public groups have a choice (vendor's page on group types). */
function isOpen(group: Group): boolean {
  const rule = GROUP_RULES[group.type].join;
  if (rule === 'never')
    throw new SigError(
      CODE.ERR_SVR_GROUP_PERMISSION_DENY,
      `nobody can apply to a ${group.type} group`,
      'a member can add you',
    );
  if (rule === 'free') return true;
  if (group.applyJoinOption === 'DisableApply')
    throw new SigError(CODE.ERR_SVR_GROUP_PERMISSION_DENY, `${group.groupID} takes no applications`);
  return group.applyJoinOption === 'FreeAccess';
}

function apply(
  context: HubContext,
  group: Group,
  applicant: string,
  note: string,
  UserDefinedField: string,
): void {
  const { groupID } = group;
  const time = context.seconds();
  context.store.putDocument(GROUP_APPLICATIONS, [groupID, applicant], { groupID, applicant, note, time });
  for (const { userID, role } of context.store.members(groupID)) {
    if (role === 'Member') continue;
    notify(context, group, userID, NOTICE.applied, applicant, {
      RemarkInfo: note,
      UserDefinedField,
      Authentication: `${groupID} ${applicant}`,
      MsgKey: time,
    });
  }
}

/** An owner's or admin's word on an application. */
export const handleApplyJoinGroup = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject({
    GroupId: z.string(),
    Applicant_Account: z.string(),
    HandleMsg: z.enum(['Agree', 'Reject']),
    ApprovalMsg: z.string().optional(),
  }),
  (context, session, body) => {
    const group = groupOf(context, body.GroupId);
    const { Applicant_Account: applicant, ApprovalMsg: RemarkInfo = '' } = body;
    mustManage(context, session, group, 'decide on applications');
    if (!context.store.document(GROUP_APPLICATIONS, group.groupID, applicant))
      throw new SigError(
        CODE.ERR_SVR_GROUP_REQ_ALLREADY_BEEN_PROCESSED,
        `${applicant} does not wait to be let in`,
      );
    context.store.deleteDocument(GROUP_APPLICATIONS, group.groupID, applicant);
    if (body.HandleMsg === 'Reject') {
      notify(context, group, applicant, NOTICE.refused, session.userID, { RemarkInfo });
      return {};
    }
    if (!context.store.member(group.groupID, applicant)) addMember(context, group, applicant, 'Member');
    notify(context, group, applicant, NOTICE.accepted, session.userID, { RemarkInfo });
    tell(context, group, TIP.joined, session.userID, [applicant]);
    return {};
  },
);

/** The applications that wait for the caller. */
export const getPendency = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject({}),
  (context, session) => {
    const waiting = context.store.documents(GROUP_APPLICATIONS).map(({ value }) => value);
    const mine = waiting.filter(({ groupID }) => {
      const role = context.store.member(groupID, session.userID)?.role;
      return role === 'Owner' || role === 'Admin';
    });
    return {
      NextStartTime: 0,
      UnreadCount: mine.length,
      PendencyList: mine.map(({ groupID, applicant, note, time }) => ({
        GroupId: groupID,
        GroupName: context.store.group(groupID)?.name ?? '',
        From_Account: applicant,
        To_Account: session.userID,
        FromUserNickName: '',
        AddTime: time,
        Handled: 0,
        PendencyType: 0,
        ApplyInviteMsg: note,
        Authentication: `${groupID} ${applicant}`,
      })),
    };
  },
);
