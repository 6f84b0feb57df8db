import { utc } from '../../runtime/utc.js';
import type { Fields } from '../fields.js';

const STAMP =
  /(\d{4})[-/](\d\d?)[-/](\d\d?)[ T](\d\d?):(\d\d):(\d\d)(?:[.,](\d{1,9}))?\s?(Z|[+-]\d\d:?\d\d)?|(?<![\d-])(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)\.(\d{3})/;

/** When a line of a log was written, by what stands before the message in it: unix ms, or null. */
export function stampIn(before: string, year: number): number | null {
  const match = STAMP.exec(before.slice(0, 120));
  if (!match) return null;
  const [, y, mo, d, h, mi, s, fraction = '', zone = '', mo2, d2, h2, mi2, s2, ms2] = match;
  if (y === undefined) {
    return utc(year, Number(mo2), Number(d2), Number(h2), Number(mi2), Number(s2), Number(ms2));
  }
  const ms = Number(fraction.padEnd(3, '0').slice(0, 3));
  const local = utc(Number(y), Number(mo), Number(d), Number(h), Number(mi), Number(s), ms);
  return local - offset(zone);
}

/** Milliseconds east of Greenwich. */
function offset(zone: string): number {
  const match = /^([+-])(\d\d):?(\d\d)$/.exec(zone);
  if (!match) return 0;
  const size = (Number(match[2]) * 60 + Number(match[3])) * 60_000;
  return match[1] === '-' ? -size : size;
}

const KEYS = ['time', 'timestamp', '@timestamp', 'ts', 'at', 'datetime'];

/** When an entry of a JSON log was written, by the objects around the message. */
export function stampAround(around: readonly Fields[], year: number): number | null {
  for (let i = around.length - 1; i >= 0; i--) {
    for (const key of KEYS) {
      const ms = stampOf(around[i]![key], year);
      if (ms !== null) return ms;
    }
  }
  return null;
}

/** Seconds, milliseconds or a text. */
function stampOf(value: unknown, year: number): number | null {
  if (typeof value === 'string') return stampIn(value, year);
  if (typeof value !== 'number' || value < 1_000_000_000) return null;
  if (value < 100_000_000_000) return value * 1000;
  return value < 100_000_000_000_000 ? value : null;
}
