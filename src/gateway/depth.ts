/** JSON nested deeper than this is refused at the endpoints: V8 writes JSON recursively, and no vendor body comes near it. */
export const MAX_DEPTH = 32;

/** Whether a parsed JSON value has more than `limit` levels of arrays and objects. */
export function isDeeperThan(value: unknown, limit: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (limit === 0) return true;
  if (Array.isArray(value)) {
    for (const entry of value) if (isDeeperThan(entry, limit - 1)) return true;
    return false;
  }
  for (const key in value) {
    if (isDeeperThan((value as Record<string, unknown>)[key], limit - 1)) return true;
  }
  return false;
}
