import type { HubContext } from '../core/context.js';
import type { StoredMessage } from '../store/store.js';

/** How far back uncounted messages are handed out at log-in, seconds: calls ring for no longer than that by default. */
const RECENT_S = 60;
/** Messages looked at in each conversation. */
const PER_CONVERSATION = 20;

/**
 * What a user was sent in the last minute by messages that count as unread nowhere (NoUnread), old to new: a call kit sends
 * its invitations so, and rings at log-in for those that are still open.
 */
export function recentUncounted(context: HubContext, userID: string): StoredMessage[] {
  const since = context.seconds() - RECENT_S;
  const found: StoredMessage[] = [];
  for (const { peer } of context.store.conversations(userID)) {
    if (peer.userID === undefined) continue;
    const latest = context.store.c2cHistory(userID, peer.userID, { limit: PER_CONVERSATION });
    const recent = latest.filter(({ wire }) => wire.MsgTime >= since);
    // Conversations come most recent first.
    if (recent.length === 0) break;
    found.push(...recent.filter((message) => message.noUnread && !message.recalled && isTo(message, userID)));
  }
  return found.sort((a, b) => a.id - b.id);
}

function isTo({ wire }: StoredMessage, userID: string): boolean {
  return 'To_Account' in wire && wire.To_Account === userID;
}
