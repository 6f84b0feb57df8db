import type { z } from 'zod';

/** What one part of a key names. An entry goes with every user and every group that its key names. */
export type KeyPart = 'user' | 'group' | 'text' | 'number';

/** Small JSON values of one kind: typed, checked when they are loaded, and deleted with whom their key names. */
export interface Collection<Parts extends readonly KeyPart[], Value> {
  readonly kind: string;
  readonly key: Parts;
  readonly schema: z.ZodType<Value>;
}

export type AnyCollection = Collection<readonly KeyPart[], unknown>;

/** A key's parts, in order. */
export type Key<Parts extends readonly KeyPart[]> = {
  readonly [Index in keyof Parts]: Parts[Index] extends 'number' ? number : string;
};

/** Makes a collection. No part of a key but the last may hold a space. */
export function collection<const Parts extends readonly KeyPart[], Schema extends z.ZodType>(
  kind: string,
  key: Parts,
  schema: Schema,
): Collection<Parts, z.output<Schema>> {
  return { kind, key, schema: schema as unknown as z.ZodType<z.output<Schema>> };
}

/** A key as stores and snapshots have it: its parts with a space between them. */
export function joinKey(parts: readonly (string | number)[]): string {
  return parts.join(' ');
}

/** The parts of such a key, or undefined when it has another number of them. The last part may hold spaces. */
export function splitKey(key: readonly KeyPart[], text: string): (string | number)[] | undefined {
  const texts: string[] = [];
  let rest = text;
  for (let index = 1; index < key.length; index++) {
    const space = rest.indexOf(' ');
    if (space === -1) return undefined;
    texts.push(rest.slice(0, space));
    rest = rest.slice(space + 1);
  }
  texts.push(rest);
  const parts = key.map((part, index) => (part === 'number' ? Number(texts[index]) : texts[index]!));
  return joinKey(parts) === text ? parts : undefined;
}
