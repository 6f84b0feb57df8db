import type { Tag } from './proto/generated/relations.js';

/** One field of a profile or of a friendship, as the hub has it. */
export interface HubTag {
  Tag: string;
  Value: unknown;
}

export function tagsToNative(tags: readonly HubTag[]): Tag[] {
  return tags.map(({ Tag, Value }) =>
    typeof Value === 'number' ? { tag: Tag, number: Value } : { tag: Tag, text: String(Value) },
  );
}

export function tagsToHub(tags: readonly Tag[]): HubTag[] {
  return tags.map(({ tag = '', number, text }) => ({ Tag: tag, Value: number ?? text ?? '' }));
}
