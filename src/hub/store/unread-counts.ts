/** Of the messages after one id, up to another. */
interface Counted {
  after: number;
  upTo: number;
  count: number;
}

/** How many messages of one conversation each of its users had unread when last asked. */
export class UnreadCounts {
  #byOwner = new Map<string, Counted>();

  /**
   * Counts only what has come since it was last asked.
   * @param after the newest id that `owner` has read or cleared
   * @param newestID the conversation's
   * @param countAfter how many messages after an id are unread, whatever was read
   */
  of(owner: string, after: number, newestID: number, countAfter: (id: number) => number): number {
    if (newestID <= after) return 0;
    const known = this.#byOwner.get(owner);
    const from = known?.after === after ? known : { after, upTo: after, count: 0 };
    if (from.upTo === newestID) return from.count;
    const count = from.count + countAfter(from.upTo);
    this.#byOwner.set(owner, { after, upTo: newestID, count });
    return count;
  }

  /** A message is other than it was. */
  clear(): void {
    this.#byOwner.clear();
  }
}
