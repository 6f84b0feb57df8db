import {
  type AnyCollection,
  type Collection,
  joinKey,
  type Key,
  type KeyPart,
  splitKey,
} from './collection.js';
import { COLLECTIONS } from './collections.js';
import { type ChangeListener, PairMap } from './pair-map.js';

/** A document as snapshots have it. */
export interface StoredDocument {
  kind: string;
  /** Its key's parts, with spaces between them. */
  key: string;
  value: unknown;
}

const BY_KIND = new Map(COLLECTIONS.map((each) => [each.kind, each]));

/** What is wrong with a document, or undefined. */
export function documentProblem({ kind, key, value }: StoredDocument): string | undefined {
  const collection = BY_KIND.get(kind);
  if (!collection) return `there is no collection ${JSON.stringify(kind)}`;
  if (!splitKey(collection.key, key)) {
    return `${JSON.stringify(key)} is no key of ${kind}: ${collection.key.join(' and ')} expected`;
  }
  const parsed = collection.schema.safeParse(value);
  if (parsed.success) return undefined;
  const { path, message } = parsed.error.issues[0]!;
  return `${kind} of ${JSON.stringify(key)}: ${[...path, message].join(': ')}`;
}

/** All typed collections of a store, each entry under its key's first part and the rest of it. */
export class Documents {
  #entries = new Map<AnyCollection, PairMap<unknown>>();
  #listener: ChangeListener;

  /** @param listener is told of each entry by its kind and key */
  constructor(listener: ChangeListener) {
    this.#listener = listener;
  }

  get<Parts extends readonly KeyPart[], Value>(
    collection: Collection<Parts, Value>,
    key: Key<Parts>,
  ): Value | undefined {
    // What is in a collection was put there with its type, or checked when it was loaded.
    return this.#entries.get(collection)?.get(...pairOf(key)) as Value | undefined;
  }

  put<Parts extends readonly KeyPart[], Value>(
    collection: Collection<Parts, Value>,
    key: Key<Parts>,
    value: Value,
  ): void {
    this.#put(collection, key, value);
  }

  delete<Parts extends readonly KeyPart[], Value>(
    collection: Collection<Parts, Value>,
    key: Key<Parts>,
  ): void {
    this.#entries.get(collection)?.delete(...pairOf(key));
  }

  /** All, sorted by the key's first part, then in the order in which they came; or those whose key begins with `first`. */
  list<Parts extends readonly KeyPart[], Value>(
    collection: Collection<Parts, Value>,
    first?: string,
  ): { key: Key<Parts>; value: Value }[] {
    const entries = this.#entries.get(collection);
    const row = (first: string, rest: string, value: unknown) => ({
      key: partsOf(collection, first, rest) as unknown as Key<Parts>,
      value: value as Value,
    });
    if (first === undefined) return entries?.rows(row) ?? [];
    return (entries?.of(first) ?? []).map(([rest, value]) => row(first, rest, value));
  }

  /** Takes away all whose key names that user, or that group. */
  deleteNaming(part: 'user' | 'group', name: string): void {
    for (const [collection, entries] of this.#entries) {
      if (collection.key[0] === part) entries.deleteOf(name);
      if (!collection.key.includes(part, 1)) continue;
      for (const { first, rest, parts } of entries.rows((first, rest) => ({
        ...{ first, rest, parts: partsOf(collection, first, rest) },
      }))) {
        if (collection.key.some((each, index) => each === part && parts[index] === name)) {
          entries.delete(first, rest);
        }
      }
    }
  }

  /** Puts back a document that was kept and has no {@link documentProblem}. */
  load({ kind, key, value }: StoredDocument): void {
    const collection = BY_KIND.get(kind)!;
    this.#put(collection, splitKey(collection.key, key)!, value);
  }

  /** By kind, then as {@link list} has them. */
  snapshot(): StoredDocument[] {
    return COLLECTIONS.toSorted((a, b) => (a.kind < b.kind ? -1 : 1)).flatMap((collection) =>
      this.list(collection).map(({ key, value }) => ({ kind: collection.kind, key: joinKey(key), value })),
    );
  }

  clear(): void {
    this.#entries.clear();
  }

  #put(collection: AnyCollection, key: readonly (string | number)[], value: unknown): void {
    let entries = this.#entries.get(collection);
    if (!entries) {
      const { kind } = collection;
      const textOf = (first: string, rest: string) => joinKey(partsOf(collection, first, rest));
      entries = new PairMap({
        keep: (first, rest, value) => this.#listener.keep(kind, textOf(first, rest), value),
        forget: (first, rest) => this.#listener.forget(kind, textOf(first, rest)),
      });
      this.#entries.set(collection, entries);
    }
    entries.put(...pairOf(key), value);
  }
}

function pairOf(key: readonly (string | number)[]): [first: string, rest: string] {
  return [String(key[0]), joinKey(key.slice(1))];
}

function partsOf({ key }: AnyCollection, first: string, rest: string): (string | number)[] {
  return splitKey(key, key.length === 1 ? first : joinKey([first, rest]))!;
}
