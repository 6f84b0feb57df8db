import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import { GROUP_RULES } from '../../../im/group-types.js';
import { SigError } from '../../../im/sig-error.js';
import { accountOf } from '../../accounts/accounts.js';
import { command } from '../../core/command.js';
import type { HubContext } from '../../core/context.js';
import type { Session } from '../../core/session.js';
import type { Group } from '../../store/store.js';
import { NOTICE, notify, TIP, tell } from '../group-notices.js';
import { addMember, groupOf, hasRoom, membershipOf } from '../groups.js';

/** How many may be added at a time (vendor's page on add_group_member). */
const MAX_ADDED = 300;

/** What became of one user in add_group_member. */
const RESULT = { failed: 0, added: 1, wasMember: 2 } as const;

/** Takes others in. In Work groups every member may, elsewhere only an administrator (vendor's page on group types). */
export const addGroupMember = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject({
    GroupId: z.string(),
    MemberList: z.array(z.looseObject({ Member_Account: z.string() })).min(1),
    Silence: z.number().optional(),
  }),
  (context, session, body) => {
    if (body.MemberList.length > MAX_ADDED) throw new SigError(CODE.ERR_SVR_GROUP_ACOUNT_COUNT_LIMIT);
    const group = groupOf(context, body.GroupId);
    mayInvite(context, session, group);
    const added: string[] = [];
    const MemberList = body.MemberList.map(({ Member_Account: userID }) => {
      const Result = takeIn(context, group, userID);
      if (Result === RESULT.added) added.push(userID);
      return { Member_Account: userID, Result };
    });
    if (added.length > 0 && body.Silence !== 1) {
      for (const userID of added) notify(context, group, userID, NOTICE.invited, session.userID);
      tell(context, group, TIP.joined, session.userID, added);
    }
    return { MemberList };
  },
);

function mayInvite(context: HubContext, session: Session, group: Group): void {
  membershipOf(context, session, group.groupID);
  if (group.type === 'AVChatRoom')
    throw new SigError(CODE.ERR_SVR_GROUP_PERMISSION_DENY, 'into an AVChatRoom everyone goes by oneself');
  if (!session.admin && GROUP_RULES[group.type].invite === 'nobody') {
    throw new SigError(
      CODE.ERR_SVR_GROUP_PERMISSION_DENY,
      `members of a ${group.type} group may not add others`,
      'they can apply to join',
    );
  }
}

function takeIn(context: HubContext, group: Group, userID: string): number {
  if (context.store.member(group.groupID, userID)) return RESULT.wasMember;
  if (!accountOf(context, userID) || !hasRoom(context, group)) return RESULT.failed;
  addMember(context, group, userID, 'Member');
  return RESULT.added;
}

/**
 * Puts members out: the owner any, admins ordinary ones, and not in Work groups, where only the owner may. With Silence only
 * those who are put out hear of it (vendor's page on delete_group_member).
 */
export const deleteGroupMember = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject({
    GroupId: z.string(),
    MemberToDel_Account: z.array(z.string()).min(1).max(500),
    Reason: z.string().optional(),
    Silence: z.number().optional(),
  }),
  (context, session, body) => {
    const group = groupOf(context, body.GroupId);
    const users = body.MemberToDel_Account.filter((userID) => context.store.member(group.groupID, userID));
    if (GROUP_RULES[group.type].putOut === 'nobody') {
      throw new SigError(
        CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
        `nobody can be put out of an ${group.type}`,
        'mute them instead',
      );
    }
    for (const userID of users) mayPutOut(context, session, group, userID);
    const Reason = body.Reason ?? '';
    if (users.length > 0 && body.Silence !== 1) {
      tell(context, group, TIP.kickedOut, session.userID, users, { Reason });
    }
    for (const userID of users) {
      notify(context, group, userID, NOTICE.kickedOut, session.userID, { RemarkInfo: Reason });
      context.store.deleteMember(group.groupID, userID);
    }
    return {};
  },
);

function mayPutOut(context: HubContext, session: Session, group: Group, userID: string): void {
  const role = context.store.member(group.groupID, userID)?.role;
  if (role === 'Owner')
    throw new SigError(
      CODE.ERR_SVR_GROUP_PERMISSION_DENY,
      `${userID} owns ${group.groupID}`,
      'pass the group on first',
    );
  if (session.admin) return;
  const own = membershipOf(context, session, group.groupID)?.role;
  const ownerOnly = GROUP_RULES[group.type].putOut === 'owner' || role === 'Admin';
  if (own === 'Member' || (own === 'Admin' && ownerOnly)) {
    throw new SigError(
      CODE.ERR_SVR_GROUP_PERMISSION_DENY,
      `${session.userID} may not put ${userID} out of ${group.groupID}`,
    );
  }
}

/** Leaves. Only of a Work group may the owner do so. */
export const quitGroup = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject({ GroupId: z.string() }),
  (context, session, body) => {
    const group = groupOf(context, body.GroupId);
    const { userID } = session;
    if (!context.store.member(group.groupID, userID)) {
      throw new SigError(CODE.ERR_SVR_GROUP_PERMISSION_DENY, `${userID} is no member of ${group.groupID}`);
    }
    if (userID === group.owner && !GROUP_RULES[group.type].ownerMayQuit) {
      throw new SigError(
        CODE.ERR_SVR_GROUP_SUPER_NOT_ALLOW_QUIT,
        undefined,
        'destroy the group, or pass it on first',
      );
    }
    context.store.deleteMember(group.groupID, userID);
    if (userID === group.owner) context.store.putGroup({ ...group, owner: '' });
    tell(context, group, TIP.quit, userID, [userID]);
    // The device that left knows it by its answer: lite-chat throws where the notice comes first.
    notify(context, group, userID, NOTICE.quit, userID, {}, session);
    return {};
  },
);
