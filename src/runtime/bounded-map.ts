/** A map that forgets its oldest entries. */
export class BoundedMap<Key, Value> {
  #limit: number;
  #entries = new Map<Key, Value>();

  /** @param limit so many entries are kept at least, and an eighth more at most */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#entries.size;
  }

  has(key: Key): boolean {
    return this.#entries.has(key);
  }

  get(key: Key): Value | undefined {
    return this.#entries.get(key);
  }

  set(key: Key, value: Value): void {
    this.#entries.set(key, value);
    // Many at a time: to find the first entry of a map whose first entries were deleted takes long.
    if (this.#entries.size > this.#limit + (this.#limit >> 3)) this.#dropOldest();
  }

  delete(key: Key): void {
    this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }

  /** Oldest first. */
  values(): Iterable<Value> {
    return this.#entries.values();
  }

  #dropOldest(): void {
    for (const key of this.#entries.keys()) {
      if (this.#entries.size <= this.#limit) return;
      this.#entries.delete(key);
    }
  }
}

/** A set that forgets its oldest entries. */
export class BoundedSet<Value> {
  #values: BoundedMap<Value, true>;

  /** @param limit as of {@link BoundedMap} */
  constructor(limit: number) {
    this.#values = new BoundedMap(limit);
  }

  has(value: Value): boolean {
    return this.#values.has(value);
  }

  /** @returns whether it was new */
  add(value: Value): boolean {
    if (this.#values.has(value)) return false;
    this.#values.set(value, true);
    return true;
  }

  clear(): void {
    this.#values.clear();
  }
}
