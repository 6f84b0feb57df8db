import type { HubContext } from '../core/context.js';

/** Moves a member's mark on; never back. */
export function readGroup(context: HubContext, userID: string, groupID: string, seq: number): void {
  const [newest] = context.store.groupHistory(groupID, { limit: 1, beforeSeq: seq + 1 });
  const mark = context.store.mark(userID, { groupID });
  if (!newest || newest.id <= mark.readID) return;
  context.store.putMark(userID, { groupID }, { ...mark, readID: newest.id, readTime: context.seconds() });
}
