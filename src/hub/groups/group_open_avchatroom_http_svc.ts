import { z } from 'zod';
import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { FACE_URL, NICK } from '../accounts/accounts.js';
import { type CommandTable, command } from '../core/command.js';
import type { HubContext } from '../core/context.js';
import type { Session } from '../core/session.js';
import { LIVE_MEMBER_MARKS } from '../store/collections.js';
import type { Group } from '../store/store.js';
import { groupOf, membershipOf, mustManage } from './groups.js';

const BAD_BODY = CODE.ERR_SVR_GROUP_INVALID_PARAMETERS;

/** Members per answer (vendor's page on get_members). */
const PAGE = 500;

/** @throws SigError 10010 no such group, 10004 no live room */
function liveRoom(context: HubContext, session: Session, groupID: string): Group {
  const group = groupOf(context, groupID);
  membershipOf(context, session, groupID);
  if (group.type !== 'AVChatRoom') throw new SigError(BAD_BODY, `${groupID} is no AVChatRoom`);
  return group;
}

function marksOf(context: HubContext, groupID: string, userID: string): number[] {
  return context.store.document(LIVE_MEMBER_MARKS, groupID, userID) ?? [];
}

/** A live room's members, or those with a mark; Timestamp is where the page before ended. */
const getMembers = command(
  BAD_BODY,
  z.looseObject({
    GroupId: z.string(),
    Timestamp: z.int().min(0).optional(),
    Mark: z.number().optional(),
  }),
  (context, session, { GroupId, Timestamp = 0, Mark }) => {
    liveRoom(context, session, GroupId);
    const all = context.store
      .members(GroupId)
      .filter(({ userID }) => Mark === undefined || marksOf(context, GroupId, userID).includes(Mark));
    const end = Math.min(Timestamp + PAGE, all.length);
    return {
      MemberList: all.slice(Timestamp, end).map(({ userID, role, joinTime, nameCard }) => {
        const profile = context.store.account(userID)?.profile ?? {};
        return {
          ...{ Member_Account: userID, Role: role, JoinTime: joinTime, NameCard: nameCard },
          ...{ NickName: profile[NICK] ?? '', Avatar: profile[FACE_URL] ?? '' },
          Marks: marksOf(context, GroupId, userID),
        };
      }),
      NextTimestamp: end < all.length ? end : 0,
    };
  },
);

/** Marks members (CommandType 1), or takes marks off (2). */
const modifyUserInfo = command(
  BAD_BODY,
  z.looseObject({
    GroupId: z.string(),
    CommandType: z.literal([1, 2]),
    MemberList: z
      .array(z.looseObject({ Member_Account: z.string(), Marks: z.array(z.int()).max(10) }))
      .min(1)
      .max(500),
  }),
  (context, session, { GroupId, CommandType, MemberList }) => {
    const group = liveRoom(context, session, GroupId);
    mustManage(context, session, group, 'mark members');
    const marked = MemberList.filter(({ Member_Account }) => context.store.member(GroupId, Member_Account));
    for (const { Member_Account: userID, Marks } of marked) {
      const others = marksOf(context, GroupId, userID).filter((mark) => !Marks.includes(mark));
      const marks = CommandType === 1 ? [...others, ...Marks] : others;
      if (marks.length > 0) context.store.putDocument(LIVE_MEMBER_MARKS, [GroupId, userID], marks);
      else context.store.deleteDocument(LIVE_MEMBER_MARKS, GroupId, userID);
    }
    return {
      CommandType,
      MemberList: marked.map(({ Member_Account }) => ({
        ...{ Member_Account, Marks: marksOf(context, GroupId, Member_Account) },
      })),
    };
  },
);

/** REST: which of some users are in a live room. */
const checkMembers = command(
  BAD_BODY,
  z.looseObject({ GroupId: z.string(), Member_Account: z.array(z.string()).min(1).max(20) }),
  (context, session, { GroupId, Member_Account }) => {
    liveRoom(context, session, GroupId);
    return { Member_Account: Member_Account.filter((userID) => context.store.member(GroupId, userID)) };
  },
  { adminOnly: true },
);

/** Live rooms beyond what other groups have. */
export const groupOpenAvchatroomHttpSvc: CommandTable = {
  'group_open_avchatroom_http_svc.get_members': getMembers,
  'group_open_avchatroom_http_svc.modify_user_info': modifyUserInfo,
  'group_open_avchatroom_http_svc.check_members': checkMembers,
};
