import { z } from 'zod';
import { joinKey } from './collection.js';
import { RECV_OPTIONS, STATUS_WATCHERS } from './collections.js';
import type { StoredDocument } from './documents.js';

const options = z.record(z.string(), z.number());
const watchers = z.array(z.string());

/** Before 0.2, one document held all of a user's receive options by peer, and one all who watch a user's status. */
const UPGRADES: Readonly<Record<string, (document: StoredDocument) => StoredDocument[] | undefined>> = {
  recv_options: ({ key: owner, value }) => {
    const parsed = options.safeParse(value);
    return (
      parsed.data &&
      Object.entries(parsed.data).map(([peer, option]) => ({
        ...{ kind: RECV_OPTIONS.kind, key: joinKey([owner, peer]), value: option },
      }))
    );
  },
  status_watchers: ({ key: watched, value }) => {
    const parsed = watchers.safeParse(value);
    return parsed.data?.map((watcher) => ({
      ...{ kind: STATUS_WATCHERS.kind, key: joinKey([watched, watcher]), value: true },
    }));
  },
};

/** Whether documents of that kind were kept otherwise by earlier versions. */
export function isLegacy(kind: string): boolean {
  return Object.hasOwn(UPGRADES, kind);
}

/** A document as this version keeps it; the same where it always was so, or is not what it should be. */
export function upgraded(document: StoredDocument): StoredDocument[] {
  return (isLegacy(document.kind) ? UPGRADES[document.kind]!(document) : undefined) ?? [document];
}
