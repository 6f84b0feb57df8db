const UNIT_MS = { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Milliseconds of `30s`, `2m`, `1.5h`, `500ms`, `-10s`; a bare number is seconds. Undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const [, sign, number, unit = 's'] =
    /^([+-]?)(\d{1,9}(?:\.\d{1,3})?) ?(ms|s|m|min|h|d)?$/.exec(text.trim()) ?? [];
  if (number === undefined) return undefined;
  const ms = Math.round(Number(number) * UNIT_MS[unit as keyof typeof UNIT_MS]);
  return sign === '-' ? -ms : ms;
}
