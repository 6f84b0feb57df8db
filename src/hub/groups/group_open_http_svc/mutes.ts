import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import { GROUP_RULES } from '../../../im/group-types.js';
import { SigError } from '../../../im/sig-error.js';
import { command } from '../../core/command.js';
import type { HubContext } from '../../core/context.js';
import type { Session } from '../../core/session.js';
import type { Group } from '../../store/store.js';
import { TIP, tell } from '../group-notices.js';
import { groupOf, membershipOf, mustManage, mustOwn } from '../groups.js';

/** Until when a mute lasts that is given in seconds, as unix seconds; 0 for none. */
export function muteEnd(context: HubContext, seconds: number): number {
  return seconds === 0 ? 0 : context.seconds() + seconds;
}

export function cannotMute(group: Group): SigError {
  return new SigError(CODE.ERR_SVR_GROUP_INVALID_PARAMETERS, `nobody can be muted in a ${group.type} group`);
}

/** Lets those pass who may mute that member: the owner anybody else, admins ordinary members. @throws SigError 10004, 10007 */
export function mayMute(context: HubContext, session: Session, group: Group, userID: string): void {
  const { mute } = GROUP_RULES[group.type];
  if (mute === 'nobody') throw cannotMute(group);
  if (mute === 'owner') mustOwn(session, group, 'mute members');
  else mustManage(context, session, group, 'mute members');
  const role = context.store.member(group.groupID, userID)?.role;
  const byOwner = session.admin || session.userID === group.owner;
  if (role === 'Owner' || (role === 'Admin' && !byOwner)) {
    throw new SigError(
      CODE.ERR_SVR_GROUP_PERMISSION_DENY,
      `${session.userID} may not mute ${userID} in ${group.groupID}`,
    );
  }
}

/** Mutes members (MuteTime in seconds; 0 ends it). */
export const forbidSendMsg = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject({
    GroupId: z.string(),
    Members_Account: z.array(z.string()).min(1).max(500),
    MuteTime: z.int().min(0).optional(),
    /** The older name of MuteTime. */
    ShutUpTime: z.int().min(0).optional(),
  }),
  (context, session, body) => {
    const group = groupOf(context, body.GroupId);
    const seconds = body.MuteTime ?? body.ShutUpTime ?? 0;
    const members = body.Members_Account.map((userID) => context.store.member(group.groupID, userID));
    const found = members.filter((member) => member !== undefined);
    // All are looked at before any is muted.
    for (const { userID } of found) mayMute(context, session, group, userID);
    for (const member of found) {
      context.store.putMember(group.groupID, { ...member, muteUntil: muteEnd(context, seconds) });
    }
    const muted = found.map(({ userID }) => userID);
    const MsgMemberInfo = muted.map((User_Account) => ({ User_Account, ShutupTime: seconds }));
    if (muted.length > 0) tell(context, group, TIP.memberChanged, session.userID, muted, { MsgMemberInfo });
    return {};
  },
);

/** Who is muted, and until when. */
export const getGroupMutedAccount = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject({ GroupId: z.string() }),
  (context, session, body) => {
    const { groupID } = groupOf(context, body.GroupId);
    membershipOf(context, session, groupID);
    const muted = context.store.members(groupID).filter((member) => member.muteUntil > context.seconds());
    const list = muted.map(({ userID, muteUntil }) => ({
      Member_Account: userID,
      MutedUntil: muteUntil,
      ShuttedUntil: muteUntil,
    }));
    return { GroupId: groupID, MutedAccountList: list, ShuttedUinList: list };
  },
);
