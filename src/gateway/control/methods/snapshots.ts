import { z } from 'zod';
import { type SnapshotHead, SnapshotReader } from '../../../hub/store/snapshot.js';
import type { StoredMessage } from '../../../hub/store/store.js';
import { CODE } from '../../../im/error-codes.js';
import { SigError } from '../../../im/sig-error.js';
import type { HubRuntime } from '../../hub-runtime.js';
import { method } from '../method.js';

/**
 * Snapshots go in parts, so that a hub with very many messages serves others meanwhile: first everything but the messages,
 * then page after page of these.
 */

/** Messages a part has at most. */
const MAX_PAGE = 1000;

// What snapshots hold is checked by SnapshotReader, with an error of its own for each place.
const snapshotHead = z.looseObject({ v: z.literal(1) }) as unknown as z.ZodType<SnapshotHead, SnapshotHead>;
const storedMessage = z.looseObject({ id: z.int() }) as unknown as z.ZodType<StoredMessage, StoredMessage>;

export const snapshot = method({
  summary: 'Give everything the hub holds but the messages.',
  description: 'snapshotMessages gives these.',
  params: z.object({}),
  result: snapshotHead,
  run: ({ runtime }) => runtime.snapshotHead(),
});

export const snapshotMessages = method({
  summary: 'Give a page of the messages that belong to a snapshot.',
  description:
    'Oldest first; the last page is empty. A message that is modified or recalled between the pages is given as it is by then.',
  params: z.object({
    after: z.int().min(0).describe('The id of the last message before the page; 0 for the first page.'),
    lastID: z.int().min(0).describe("The snapshot's lastID: what came later is left out."),
    limit: z.int().positive().max(MAX_PAGE).default(500),
  }),
  result: z.object({ messages: z.array(storedMessage) }),
  run({ runtime }, { after, lastID, limit }) {
    const page = runtime.hub.store.log(after, limit);
    return { messages: page.filter(({ id }) => id <= lastID) };
  },
});

/** The snapshot that is being put together at a hub: one at a time, the newer takes the place of the older. */
const running = new WeakMap<HubRuntime, { id: string; reader: SnapshotReader }>();

function readerOf(runtime: HubRuntime, id: string): SnapshotReader {
  const found = running.get(runtime);
  if (found?.id === id) return found.reader;
  throw new SigError(
    CODE.ERR_INVALID_PARAMETERS,
    'this restore is over, or another has begun since',
    'begin again',
  );
}

export const restoreBegin = method({
  summary: 'Begin to restore a snapshot: take everything but its messages.',
  description:
    'Nothing changes before restoreEnd. 6017 when it does not hold together. A restore that was begun before is given up.',
  params: z.object({ snapshot: z.unknown().describe('As `snapshot` gave it.') }),
  result: z.object({ restore: z.string().describe('Names the restore in the calls that follow.') }),
  run({ runtime }, params) {
    const id = runtime.hub.entropy.uuid();
    running.set(runtime, { id, reader: new SnapshotReader(params.snapshot) });
    return { restore: id };
  },
});

export const restoreMessages = method({
  summary: 'Take the next messages of a snapshot that is being restored.',
  description: 'Oldest first. 6017 when they do not hold together.',
  params: z.object({ restore: z.string(), messages: z.array(z.unknown()).max(MAX_PAGE) }),
  result: z.object({}),
  run({ runtime }, { restore, messages }) {
    readerOf(runtime, restore).add(messages);
    return {};
  },
});

export const restoreEnd = method({
  summary: 'Put the snapshot that was taken in the place of all that the hub holds.',
  description: 'Apps lose their connections and log in anew.',
  params: z.object({ restore: z.string() }),
  result: z.object({}),
  async run({ runtime }, { restore }) {
    const whole = readerOf(runtime, restore).end();
    running.delete(runtime);
    await runtime.restore(whole);
    return {};
  },
});
