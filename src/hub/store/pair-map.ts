/** Hears of each entry that is new or other than before, and of each that is gone. */
export interface ChangeListener {
  keep(first: string, second: string, value: unknown): void;
  forget(first: string, second: string): void;
}

/** Entries of one kind under two names, in the order in which they came. */
export class PairMap<Value> {
  #entries = new Map<string, Map<string, Value>>();
  #listener: ChangeListener;

  constructor(listener: ChangeListener) {
    this.#listener = listener;
  }

  get(first: string, second: string): Value | undefined {
    return this.#entries.get(first)?.get(second);
  }

  put(first: string, second: string, value: Value): void {
    let own = this.#entries.get(first);
    if (!own) {
      own = new Map();
      this.#entries.set(first, own);
    }
    own.set(second, value);
    this.#listener.keep(first, second, value);
  }

  delete(first: string, second: string): void {
    const own = this.#entries.get(first);
    if (!own?.delete(second)) return;
    if (own.size === 0) this.#entries.delete(first);
    this.#listener.forget(first, second);
  }

  /** All under that first name. */
  of(first: string): [second: string, value: Value][] {
    return [...(this.#entries.get(first) ?? [])];
  }

  /** Takes away all under that first name. */
  deleteOf(first: string): void {
    for (const [second] of this.of(first)) this.delete(first, second);
  }

  /** Takes away all under that second name, whatever the first. */
  deleteEverywhere(second: string): void {
    for (const first of [...this.#entries.keys()]) this.delete(first, second);
  }

  /** Everything, the first names sorted: the same however it was filled. */
  rows<Row>(row: (first: string, second: string, value: Value) => Row): Row[] {
    return [...this.#entries.keys()]
      .sort()
      .flatMap((first) => this.of(first).map(([second, value]) => row(first, second, value)));
  }

  clear(): void {
    this.#entries.clear();
  }
}
