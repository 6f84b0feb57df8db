import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import { groupType, wireGroupType } from '../../../im/group-types.js';
import { SigError } from '../../../im/sig-error.js';
import { isCustomGroupID } from '../../../im/user-id.js';
import { accountOf } from '../../accounts/accounts.js';
import { command } from '../../core/command.js';
import type { HubContext } from '../../core/context.js';
import type { Session } from '../../core/session.js';
import type { Group } from '../../store/store.js';
import { customFields, withFields } from '../custom-fields.js';
import { NOTICE, notify } from '../group-notices.js';
import { addMember, createGroup, groupOf, hasRoom, roleIn } from '../groups.js';

const member = z.looseObject({
  Member_Account: z.string(),
  Role: z.string().optional(),
  AppMemberDefinedData: customFields.optional(),
});

export const inviteJoinOptions = z.enum(['FreeAccess', 'NeedPermission', 'DisableInvite']);

/** What a group is made from, as create_group and import_group carry it. */
export const groupFields = {
  GroupId: z.string().optional(),
  Type: z.string(),
  Name: z.string(),
  Owner_Account: z.string().optional(),
  Introduction: z.string().optional(),
  Notification: z.string().optional(),
  FaceUrl: z.string().optional(),
  MaxMemberCount: z.int().min(0).optional(),
  ApplyJoinOption: z.enum(['FreeAccess', 'NeedPermission', 'DisableApply']).optional(),
  InviteJoinOption: inviteJoinOptions.optional(),
  AppDefinedData: customFields.optional(),
};

type GroupFields = z.output<z.ZodObject<typeof groupFields>>;

/** How many members a new group may be given, by an SDK and by REST (vendor's page on create_group). */
const MAX_MEMBERS = 500;
const MAX_MEMBERS_REST = 100;

/** Makes a group; its maker owns it, or, for an administrator, whoever Owner_Account names. */
export const createGroupCommand = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject({ ...groupFields, MemberList: z.array(member).optional() }),
  (context, session, body) => {
    const members = body.MemberList ?? [];
    if (members.length > (session.admin ? MAX_MEMBERS_REST : MAX_MEMBERS))
      throw new SigError(CODE.ERR_SVR_GROUP_ACOUNT_COUNT_LIMIT);
    if (members.length > 0 && groupType(body.Type) === 'AVChatRoom') {
      throw new SigError(CODE.ERR_SVR_GROUP_PERMISSION_DENY, 'into an AVChatRoom everyone goes by oneself');
    }
    for (const { Member_Account: userID } of members) {
      // All is checked before anything is made.
      if (!accountOf(context, userID))
        throw new SigError(CODE.ERR_SVR_GROUP_ACCOUNT_NOT_FOUND, `${userID} has no account here`);
    }
    const group = newGroup(context, session, body);
    if (group.owner !== '') notify(context, group, group.owner, NOTICE.created, group.owner);
    for (const { Member_Account: userID, Role, AppMemberDefinedData = [] } of members) {
      if (context.store.member(group.groupID, userID) || !hasRoom(context, group)) continue;
      addMember(context, group, userID, roleIn(group, Role), {
        ...(AppMemberDefinedData.length > 0 && { customFields: withFields(undefined, AppMemberDefinedData) }),
      });
      notify(context, group, userID, NOTICE.invited, group.owner);
    }
    return {
      GroupId: group.groupID,
      Type: wireGroupType(group.type),
      HugeGroupFlag: group.type === 'AVChatRoom' ? 1 : 0,
    };
  },
);

/** @throws SigError 10004 a bad type, 10015 a bad group id, 10021 or 10025 one that is taken, 10019 an unknown owner */
export function newGroup(
  context: HubContext,
  session: Session,
  body: GroupFields,
  createTime?: number,
): Group {
  const type = groupType(body.Type);
  if (!type)
    throw new SigError(
      CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
      `Type ${body.Type}: use Work, Public, Meeting or AVChatRoom`,
    );
  const owner = session.admin ? (body.Owner_Account ?? '') : session.userID;
  if (owner !== '' && !accountOf(context, owner))
    throw new SigError(CODE.ERR_SVR_GROUP_ACCOUNT_NOT_FOUND, `${owner} has no account here`);
  return createGroup(context, {
    groupID: freeGroupID(context, session, body.GroupId),
    type,
    name: body.Name,
    owner,
    introduction: body.Introduction,
    notification: body.Notification,
    faceUrl: body.FaceUrl,
    applyJoinOption: body.ApplyJoinOption,
    maxMemberNum: body.MaxMemberCount,
    createTime,
    customFields: body.AppDefinedData && withFields(undefined, body.AppDefinedData),
    inviteJoinOption: body.InviteJoinOption,
  });
}

function freeGroupID(context: HubContext, session: Session, wanted: string | undefined): string {
  if (wanted === undefined || wanted === '') {
    for (;;) {
      const groupID = `@TGS#${context.entropy.uint32().toString(36).toUpperCase()}`;
      if (!context.store.group(groupID)) return groupID;
    }
  }
  if (!isCustomGroupID(wanted))
    throw new SigError(CODE.ERR_SVR_GROUP_INVALID_GROUPID, `${JSON.stringify(wanted)} is no group id`);
  if (!context.store.group(wanted)) return wanted;
  const own = groupOf(context, wanted).owner === session.userID;
  throw new SigError(
    own ? CODE.ERR_SVR_GROUP_GROUPID_IN_USED_FOR_SUPER : CODE.ERR_SVR_GROUP_GROUPID_IN_USED,
    `there is a group ${wanted} already`,
  );
}
