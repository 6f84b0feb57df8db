import { z } from 'zod';

/** The app's own fields as requests and answers carry them. */
export const customFields = z.array(z.object({ Key: z.string(), Value: z.string() })).max(20);

type Pairs = z.output<typeof customFields>;

/** Fields by name, with those changed that a request names. */
export function withFields(
  before: Record<string, string> | undefined,
  changed: Pairs,
): Record<string, string> {
  return { ...before, ...Object.fromEntries(changed.map(({ Key, Value }) => [Key, Value])) };
}

export function fieldPairs(fields: Record<string, string> | undefined): { Key: string; Value: string }[] {
  return Object.entries(fields ?? {}).map(([Key, Value]) => ({ Key, Value }));
}
