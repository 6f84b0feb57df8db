import type { StoredMessage } from '../../hub/store/store.js';
import type { HubClient } from './client.js';

/** Messages that go at a time: others are served in between. */
const PAGE = 500;

/** What was in a snapshot. */
export interface SnapshotSizes {
  users: number;
  groups: number;
  messages: number;
}

/** How far it is, in messages; for a snapshot `of` is the most there can be. */
export type SnapshotProgress = (done: number, of: number) => void;

/** Takes a snapshot and writes it as one line of JSON, piece by piece. */
export async function takeSnapshot(
  hub: HubClient,
  write: (text: string) => void,
  progress: SnapshotProgress,
): Promise<SnapshotSizes> {
  const head = await hub.call('snapshot', {});
  write(`${JSON.stringify(head).slice(0, -1)},"messages":[`);
  let count = 0;
  for (let after = 0; ; ) {
    const params = { after, lastID: head.lastID, limit: PAGE };
    const { messages } = await hub.call('snapshotMessages', params);
    if (messages.length === 0) break;
    const page = JSON.stringify(messages).slice(1, -1);
    write(count > 0 ? `,${page}` : page);
    count += messages.length;
    after = messages.at(-1)!.id;
    progress(count, head.lastID);
  }
  write(']}\n');
  return { users: head.accounts.length, groups: head.groups.length, messages: count };
}

/** Puts a snapshot in the place of all that the hub holds. @throws SigError 6017 when it does not hold together */
export async function restoreSnapshot(
  hub: HubClient,
  snapshot: unknown,
  progress: SnapshotProgress,
): Promise<void> {
  const { messages, ...head } = (snapshot ?? {}) as { messages?: unknown };
  const { restore } = await hub.call('restoreBegin', { snapshot: head });
  const all = (Array.isArray(messages) ? messages : []) as StoredMessage[];
  for (let from = 0; from < all.length; from += PAGE) {
    await hub.call('restoreMessages', { restore, messages: all.slice(from, from + PAGE) });
    progress(Math.min(from + PAGE, all.length), all.length);
  }
  await hub.call('restoreEnd', { restore });
}
