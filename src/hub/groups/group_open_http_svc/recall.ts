import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import type { GroupMessage } from '../../../im/wire.js';
import { command } from '../../core/command.js';
import type { HubContext } from '../../core/context.js';
import type { Session } from '../../core/session.js';
import { markRecalled } from '../../messages/recalls.js';
import { groupEvent } from '../group-notices.js';
import { groupOf, membershipOf, pushToGroup } from '../groups.js';

/** Takes messages back: one's own within two minutes; owner, admins and administrators any, at any time. */
export const groupMsgRecall = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject({
    GroupId: z.string(),
    MsgSeqList: z
      .array(z.looseObject({ MsgSeq: z.number() }))
      .min(1)
      .max(10),
    Reason: z.string().optional(),
  }),
  (context, session, body) => {
    const group = groupOf(context, body.GroupId);
    membershipOf(context, session, group.groupID);
    const taken: GroupMessage[] = [];
    const RecallRetList = body.MsgSeqList.map(({ MsgSeq }) => {
      const RetCode = recallOne(context, session, group.groupID, MsgSeq, taken);
      return { MsgSeq, RetCode };
    });
    if (taken.length > 0) {
      const RevokerInfo = { Revoker_Account: session.userID, Reason: body.Reason ?? '' };
      const GroupWithdrawInfoArray = taken.map((wire) => ({
        GroupId: wire.GroupId,
        From_Account: wire.From_Account,
        MsgSeq: wire.MsgSeq,
        MsgRandom: wire.Random,
        MsgTime: wire.MsgTime,
        MsgClientTime: wire.MsgClientTime,
        TinyId: wire.TinyId,
        RevokerInfo,
      }));
      pushToGroup(
        context,
        group.groupID,
        groupEvent(context, group, { GroupWithdrawInfoArray }, { RevokerInfo }),
        session,
      );
    }
    return { RecallRetList };
  },
);

function recallOne(
  context: HubContext,
  session: Session,
  groupID: string,
  seq: number,
  taken: GroupMessage[],
): number {
  const stored = context.store.groupMessage(groupID, seq);
  if (!stored) return CODE.ERR_SVR_GROUP_REVOKE_MSG_NOT_FOUND;
  if (stored.recalled) return 0;
  const { From_Account, MsgTime } = stored.wire;
  const role = context.store.member(groupID, session.userID)?.role;
  const mayAny = session.admin || role === 'Owner' || role === 'Admin';
  if (!mayAny && From_Account !== session.userID) return CODE.ERR_SVR_GROUP_PERMISSION_DENY;
  if (!mayAny && context.seconds() - MsgTime > context.settings.recallWindow)
    return CODE.ERR_SVR_GROUP_REVOKE_MSG_TIME_LIMIT;
  taken.push(markRecalled(context, session, stored) as GroupMessage);
  return 0;
}
