import type { HubContext } from '../core/context.js';
import type { Session } from '../core/session.js';
import { groupEvent } from './group-notices.js';

/** Moves a member's mark on, never back; the member's other devices are told. */
export function readGroup(context: HubContext, session: Session, groupID: string, seq: number): void {
  const { userID } = session;
  const [newest] = context.store.groupHistory(groupID, { limit: 1, beforeSeq: seq + 1 });
  const mark = context.store.mark(userID, { groupID });
  if (!newest || newest.id <= mark.readID) return;
  context.store.putMark(userID, { groupID }, { ...mark, readID: newest.id, readTime: context.seconds() });
  const group = context.store.group(groupID);
  if (!group) return;
  const GroupReadInfoArray = [{ GroupId: groupID, LastReadMsgSeq: newest.wire.MsgSeq }];
  context.pushTo(userID, groupEvent(context, group, { GroupReadInfoArray }), session);
}
