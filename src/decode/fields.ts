/** The members of a JSON object. */
export type Fields = Record<string, unknown>;

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A user or group ID that some writers send as a number. */
export function id(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** A whole number, also where it came as digits in a text. */
export function count(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'string' && /^\d{1,16}$/.test(value)) return Number(value);
  return null;
}

/** Unix seconds, also where milliseconds were written. */
export function seconds(value: unknown): number | null {
  const number = count(value);
  if (number === null || number <= 0) return null;
  return number > 100_000_000_000 ? number / 1000 : number;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
