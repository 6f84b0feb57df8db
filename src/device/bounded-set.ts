/** A set that forgets its oldest entries. */
export class BoundedSet {
  #limit: number;
  #set = new Set<string>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  has(value: string): boolean {
    return this.#set.has(value);
  }

  /** @returns whether it was new */
  add(value: string): boolean {
    if (this.#set.has(value)) return false;
    this.#set.add(value);
    if (this.#set.size > this.#limit) this.#set.delete(this.#set.values().next().value!);
    return true;
  }

  clear(): void {
    this.#set.clear();
  }
}
