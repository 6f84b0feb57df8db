import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import { GROUP_RULES } from '../../../im/group-types.js';
import { SigError } from '../../../im/sig-error.js';
import type { GroupMessage } from '../../../im/wire.js';
import { command } from '../../core/command.js';
import type { HubContext } from '../../core/context.js';
import { deleteFor, isThereFor } from '../../messages/deletions.js';
import { isInHistory } from '../../messages/recalls.js';
import type { StoredMessage } from '../../store/store.js';
import { readGroup } from '../group-reads.js';
import { groupOf, membershipOf } from '../groups.js';

const MAX_PAGE = 100;

const page = {
  GroupId: z.string(),
  ReqMsgNumber: z.int().min(1).optional(),
  /** Newest seq wanted; left out: the newest there is. */
  ReqMsgSeq: z.number().optional(),
  /** 1: recalled messages too. */
  WithRecalledMsg: z.number().optional(),
};

/** A page of a group's history, newest first. */
export const groupMsgGet = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject({
    ...page,
    /** Certain messages instead of a page. */
    ReqMsgSeqList: z.array(z.number()).max(100).optional(),
  }),
  (context, session, body) => {
    const { groupID, type } = groupOf(context, body.GroupId);
    const member = membershipOf(context, session, groupID);
    const since = member && !GROUP_RULES[type].historyBeforeJoining ? member.joinTime : 0;
    const { clearedID } = context.store.mark(session.userID, { groupID });
    const isVisible = ({ id, wire }: StoredMessage) => wire.MsgTime >= since && id > clearedID;
    const { ReqMsgSeqList } = body;
    if (ReqMsgSeqList && ReqMsgSeqList.length > 0) {
      const RspMsgList = ReqMsgSeqList.map((seq) => context.store.groupMessage(groupID, seq))
        .filter((message) => message !== undefined)
        .filter(isVisible)
        .filter(isInHistory(body.WithRecalledMsg))
        .filter(isThereFor(context, session.userID))
        .map(({ wire }) => wire);
      return { GroupId: groupID, IsFinished: 1, RspMsgList };
    }
    return historyPage(context, session.userID, groupID, body, isVisible);
  },
);

/** How many messages a backend gets at a time (vendor's page on group_msg_get_simple). */
const MAX_SIMPLE = 20;

/** MsgPriority as backends get it. */
const PRIORITIES: Readonly<Record<string, number>> = { High: 1, Normal: 2, Low: 3, Lowest: 4 };

/**
 * REST: the newest messages up to ReqMsgSeq, newest first. IsFinished says whether all that were asked for are there, not
 * whether the history ends: the next page is asked for with the smallest MsgSeq less 1.
 */
export const groupMsgGetSimple = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject({ ...page, ReqMsgNumber: z.int().min(1) }),
  (context, _session, body) => {
    const { groupID, type } = groupOf(context, body.GroupId);
    if (type === 'AVChatRoom')
      throw new SigError(CODE.ERR_SVR_GROUP_PERMISSION_DENY, 'an AVChatRoom has no history');
    const { ReqMsgNumber, ReqMsgSeq, WithRecalledMsg } = body;
    const limit = Math.min(ReqMsgNumber, MAX_SIMPLE);
    const before = ReqMsgSeq === undefined ? {} : { beforeSeq: ReqMsgSeq + 1 };
    const found = context.store.groupHistory(groupID, { limit: limit + 1, ...before });
    return {
      GroupId: groupID,
      IsFinished: ReqMsgNumber <= MAX_SIMPLE || found.length <= limit ? 1 : 0,
      RspMsgList: found.slice(0, limit).filter(isInHistory(WithRecalledMsg)).map(simpleRow),
    };
  },
  { adminOnly: true },
);

function simpleRow({ wire, recalled }: StoredMessage): Record<string, unknown> {
  const { From_Account, MsgBody, CloudCustomData, MsgRandom, MsgSeq, MsgTimeStamp } = wire;
  const { MsgPriority } = wire as GroupMessage;
  return {
    ...{ From_Account, IsPlaceMsg: recalled ? 2 : 0, MsgBody, CloudCustomData },
    ...{ MsgPriority: PRIORITIES[MsgPriority] ?? PRIORITIES.Normal, MsgRandom, MsgSeq, MsgTimeStamp },
  };
}

/**
 * NextReqMsgSeq is where the next page begins; 0, and no such page, at the first message there is to see.
 * @param isVisible what came before the reader joined, or was cleared, is not
 */
function historyPage(
  context: HubContext,
  reader: string,
  groupID: string,
  { ReqMsgNumber = 20, ReqMsgSeq, WithRecalledMsg }: Omit<z.output<z.ZodObject<typeof page>>, 'GroupId'>,
  isVisible: (message: StoredMessage) => boolean,
): Record<string, unknown> {
  const limit = Math.min(ReqMsgNumber, MAX_PAGE);
  const query = { limit: limit + 1, ...(ReqMsgSeq !== undefined && { beforeSeq: ReqMsgSeq + 1 }) };
  const found = context.store.groupHistory(groupID, query).filter(isVisible);
  const next = found[limit]?.wire.MsgSeq ?? 0;
  return {
    GroupId: groupID,
    IsFinished: next === 0 ? 1 : 0,
    NextReqMsgSeq: next,
    RspMsgList: found
      .slice(0, limit)
      .filter(isInHistory(WithRecalledMsg))
      .filter(isThereFor(context, reader))
      .map((message) => message.wire),
  };
}

/** A member has read up to that seq. */
export const msgReadReport = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject({ GroupId: z.string(), MsgReadedSeq: z.number() }),
  (context, session, body) => {
    const { groupID } = groupOf(context, body.GroupId);
    if (!context.store.member(groupID, session.userID)) {
      throw new SigError(CODE.ERR_SVR_GROUP_PERMISSION_DENY, `${session.userID} is no member of ${groupID}`);
    }
    readGroup(context, session, groupID, body.MsgReadedSeq);
    return {};
  },
);

/** Deletes messages from a member's own history; the others keep them. What is not there is passed over. */
export const deleteGroupRambleMsgBySeq = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject({
    GroupId: z.string(),
    /** Numbers, as texts from Web SDK 3.6. */
    Seqs: z
      .array(z.union([z.number(), z.string()]))
      .min(1)
      .max(100),
  }),
  (context, session, body) => {
    const { groupID } = groupOf(context, body.GroupId);
    membershipOf(context, session, groupID);
    for (const seq of body.Seqs) {
      const stored = context.store.groupMessage(groupID, Number(seq));
      if (stored) deleteFor(context, session.userID, stored);
    }
    return {};
  },
);
