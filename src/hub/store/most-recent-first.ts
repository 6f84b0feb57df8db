import type { ConversationRow } from './store.js';

/** Orders conversations by the time of what they show last; of one second's, the later arrival is first. */
export function mostRecentFirst(a: ConversationRow, b: ConversationRow): number {
  const time = (b.last?.wire.MsgTimeStamp ?? 0) - (a.last?.wire.MsgTimeStamp ?? 0);
  return time !== 0 ? time : (b.last?.id ?? 0) - (a.last?.id ?? 0);
}
