import { z } from 'zod';
import { SigError } from '../../../im/sig-error.js';
import type { GroupMessage } from '../../../im/wire.js';
import { command } from '../../command.js';
import { groupOf, membershipOf } from '../../groups.js';
import type { Hub } from '../../hub.js';

const MAX_PAGE = 100;

/** A page of a group's history, newest first. */
export const groupMsgGet = command(
  10004,
  z.looseObject({
    GroupId: z.string(),
    ReqMsgNumber: z.int().min(1).optional(),
    /** Newest seq wanted; left out: the newest there is. */
    ReqMsgSeq: z.number().optional(),
    /** Certain messages instead of a page. */
    ReqMsgSeqList: z.array(z.number()).max(100).optional(),
  }),
  (hub, session, body) => {
    const { groupID } = groupOf(hub, body.GroupId);
    membershipOf(hub, session, groupID);
    const { ReqMsgSeqList } = body;
    if (ReqMsgSeqList && ReqMsgSeqList.length > 0) {
      const list = ReqMsgSeqList.map((seq) => hub.store.groupMessage(groupID, seq)?.wire);
      return { GroupId: groupID, IsFinished: 1, RspMsgList: list.filter((wire) => wire !== undefined) };
    }
    return historyPage(hub, groupID, body.ReqMsgNumber ?? 20, body.ReqMsgSeq);
  },
);

/** The same for administrators. */
export const groupMsgGetSimple = command(
  10004,
  z.looseObject({
    GroupId: z.string(),
    ReqMsgNumber: z.int().min(1),
    ReqMsgSeq: z.number().optional(),
    /** 1: recalled messages too, without their contents. */
    WithRecalledMsg: z.number().optional(),
  }),
  (hub, _session, body) => {
    const { groupID } = groupOf(hub, body.GroupId);
    const page = historyPage(hub, groupID, body.ReqMsgNumber, body.ReqMsgSeq);
    if (body.WithRecalledMsg === 1) return page;
    return { ...page, RspMsgList: page.RspMsgList.filter((wire) => wire.IsPlaceMsg !== 2) };
  },
  { adminOnly: true },
);

function historyPage(hub: Hub, groupID: string, number: number, newest: number | undefined) {
  const limit = Math.min(number, MAX_PAGE);
  const beforeSeq = newest === undefined ? undefined : newest + 1;
  const query = { limit: limit + 1, ...(beforeSeq !== undefined && { beforeSeq }) };
  const page = hub.store.groupHistory(groupID, query);
  return {
    GroupId: groupID,
    IsFinished: page.length <= limit ? 1 : 0,
    RspMsgList: page.slice(0, limit).map((message) => message.wire as GroupMessage),
  };
}

/** A member has read up to that seq. */
export const msgReadReport = command(
  10004,
  z.looseObject({ GroupId: z.string(), MsgReadedSeq: z.number() }),
  (hub, session, body) => {
    const { groupID } = groupOf(hub, body.GroupId);
    if (!hub.store.member(groupID, session.userID)) {
      throw new SigError(10007, `${session.userID} is no member of ${groupID}`);
    }
    readGroup(hub, session.userID, groupID, body.MsgReadedSeq);
    return {};
  },
);

/** Moves a member's mark on; never back. */
export function readGroup(hub: Hub, userID: string, groupID: string, seq: number): void {
  const [newest] = hub.store.groupHistory(groupID, { limit: 1, beforeSeq: seq + 1 });
  const mark = hub.store.mark(userID, { groupID });
  if (!newest || newest.id <= mark.readID) return;
  hub.store.putMark(userID, { groupID }, { ...mark, readID: newest.id, readTime: hub.seconds() });
}
