import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import { groupType } from '../../../im/group-types.js';
import { SigError } from '../../../im/sig-error.js';
import { isUserID } from '../../../im/user-id.js';
import { accountOf } from '../../accounts/accounts.js';
import { command } from '../../core/command.js';
import { isTooLong } from '../../messages/message-size.js';
import { msgBody, uint32 } from '../../messages/schemas.js';
import { groupInfo } from '../group-messages.js';
import { addMember, groupOf, hasRoom, keepsHistory, roleIn } from '../groups.js';
import { groupFields, newGroup } from './create.js';

/** REST: a group as it was elsewhere; nobody is told. */
export const importGroup = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject({ ...groupFields, CreateTime: z.int().min(0).optional() }),
  (context, session, body) => {
    if (groupType(body.Type) === 'AVChatRoom')
      throw new SigError(CODE.ERR_SVR_GROUP_PERMISSION_DENY, 'an AVChatRoom can only be made anew');
    return { GroupId: newGroup(context, session, body, body.CreateTime).groupID };
  },
  { adminOnly: true },
);

/** REST: members as they were; Result 1 taken in, 2 was a member, 0 not possible. */
export const importGroupMember = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject({
    GroupId: z.string(),
    MemberList: z
      .array(
        z.looseObject({
          Member_Account: z.string(),
          Role: z.string().optional(),
          JoinTime: z.int().min(0).optional(),
        }),
      )
      .min(1)
      .max(300),
  }),
  (context, _session, body) => {
    const group = groupOf(context, body.GroupId);
    return {
      MemberList: body.MemberList.map(({ Member_Account, Role, JoinTime }) => {
        if (context.store.member(group.groupID, Member_Account)) return { Member_Account, Result: 2 };
        if (!accountOf(context, Member_Account) || !hasRoom(context, group))
          return { Member_Account, Result: 0 };
        addMember(context, group, Member_Account, roleIn(group, Role), { joinTime: JoinTime });
        return { Member_Account, Result: 1 };
      }),
    };
  },
  { adminOnly: true },
);

/** REST: messages as they were, old to new; they are in the history and pushed to nobody. */
export const importGroupMsg = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject({
    GroupId: z.string(),
    MsgList: z
      .array(
        z.looseObject({
          From_Account: z.string(),
          SendTime: z.int().min(0),
          Random: uint32.optional(),
          MsgBody: msgBody,
          CloudCustomData: z.string().optional(),
        }),
      )
      .min(1)
      .max(20),
  }),
  (context, _session, body) => {
    const group = groupOf(context, body.GroupId);
    const { groupID } = group;
    return {
      ImportMsgResult: body.MsgList.map((order) => {
        const { From_Account, SendTime, MsgBody, CloudCustomData = '' } = order;
        const sender = isUserID(From_Account) ? accountOf(context, From_Account) : undefined;
        if (!sender || !keepsHistory(group))
          return { Result: CODE.ERR_SVR_GROUP_INVALID_PARAMETERS, MsgSeq: 0, MsgTime: SendTime };
        if (isTooLong(MsgBody, CloudCustomData))
          return { Result: CODE.ERR_SVR_COMM_BODY_SIZE_LIMIT, MsgSeq: 0, MsgTime: SendTime };
        const random = order.Random ?? context.entropy.uint32();
        const MsgSeq = context.store.takeGroupSeq(groupID);
        context.store.append({
          wire: {
            From_Account,
            GroupId: groupID,
            ToGroupId: groupID,
            MsgSeq,
            Random: random,
            MsgRandom: random,
            ClientSeq: 0,
            MsgTime: SendTime,
            MsgTimeStamp: SendTime,
            MsgClientTime: SendTime,
            MsgBody,
            CloudCustomData,
            MsgPriority: 'Normal',
            MsgVersion: 0,
            TinyId: sender.tinyID,
            GroupInfo: groupInfo(group, sender),
          },
          noUnread: true,
          noLastMsg: false,
          hiddenFromSender: false,
        });
        return { Result: 0, MsgSeq, MsgTime: SendTime };
      }),
    };
  },
  { adminOnly: true },
);
