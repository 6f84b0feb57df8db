const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

const PART = /(\d+(?:\.\d+)?)(ms|s|m|h|d)/y;

/** Milliseconds of `10s`, `1.5s`, `200ms`, `1h30m`, `7d`; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const packed = text.replace(/\s+/g, '');
  let total = 0;
  PART.lastIndex = 0;
  let end = 0;
  while (end < packed.length) {
    const part = PART.exec(packed);
    if (!part) return undefined;
    total += Number(part[1]) * UNITS[part[2]!]!;
    end = PART.lastIndex;
  }
  return end > 0 ? Math.round(total) : undefined;
}

/** The shortest way to write it: 90000 is `1m30s`. */
export function formatDuration(ms: number): string {
  if (ms === 0) return '0s';
  let rest = Math.round(ms);
  let text = '';
  for (const unit of ['d', 'h', 'm'] as const) {
    const count = Math.floor(rest / UNITS[unit]!);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * UNITS[unit]!;
  }
  if (rest === 0) return text;
  if (rest < 1000 && text === '') return `${rest}ms`;
  return `${text}${rest / 1000}s`;
}
