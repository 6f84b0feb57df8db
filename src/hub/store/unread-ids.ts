/** Unread messages after one id, up to another. */
interface Known {
  after: number;
  upTo: number;
  ids: number[];
}

/** Which messages of one conversation each of its users had unread when last asked, by id. */
export class UnreadIDs {
  #byOwner = new Map<string, Known>();

  /**
   * Looks up only what has come since it was last asked.
   * @param after the newest id that `owner` has read or cleared
   * @param newestID the conversation's
   * @param idsAfter the unread ones after an id, in order, whatever was read
   */
  of(
    owner: string,
    after: number,
    newestID: number,
    idsAfter: (id: number) => readonly number[],
  ): readonly number[] {
    if (newestID <= after) return [];
    let known = this.#byOwner.get(owner);
    if (!known || known.after > after) known = { after, upTo: after, ids: [] };
    else if (known.after < after) {
      known = {
        after,
        upTo: Math.max(after, known.upTo),
        ids: known.ids.slice(firstAfter(known.ids, after)),
      };
    }
    if (known.upTo < newestID) {
      for (const id of idsAfter(known.upTo)) known.ids.push(id);
      known.upTo = newestID;
    }
    this.#byOwner.set(owner, known);
    return known.ids;
  }

  /** A message has come: who was up to date stays so. Costs a step for each user who asked. */
  add(id: number, before: number, counts: (owner: string) => boolean): void {
    for (const [owner, known] of this.#byOwner) {
      if (known.upTo !== before) continue;
      if (counts(owner)) known.ids.push(id);
      known.upTo = id;
    }
  }

  /** A message is other than it was. */
  clear(): void {
    this.#byOwner.clear();
  }
}

/** Where in a list of ids the first one after that id stands. */
export function firstAfter(ids: readonly number[], id: number): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ids[middle]! <= id) low = middle + 1;
    else high = middle;
  }
  return low;
}
