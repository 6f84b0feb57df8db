import { z } from 'zod';

const PERCENT = /^(\d+(?:\.\d+)?)%$/;

/** A chance: `10%`, or a number from 0 to 1. */
export const probability = z
  .union([z.number().min(0).max(1), z.string().regex(PERCENT, 'write a chance as 10%')])
  .transform((value) => (typeof value === 'number' ? value : Number(PERCENT.exec(value)![1]) / 100))
  .refine((value) => value <= 1, 'a chance is at most 100%');

const MS = /^(\d+(?:\.\d+)?)(ms|s|m)$/;
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };

function milliseconds(text: string): number {
  const [, number, unit] = MS.exec(text)!;
  return Number(number) * UNITS[unit!]!;
}

/** A time, or the bounds of one: `200ms`, `50ms..2s`; [least, most] in milliseconds. */
export const delay = z
  .string()
  .regex(/^\d+(\.\d+)?(ms|s|m)(\.\.\d+(\.\d+)?(ms|s|m))?$/, 'write a delay as 200ms, or 50ms..2s')
  .transform((text): [number, number] => {
    const [least, most] = text.split('..').map(milliseconds) as [number, number?];
    return [least, most ?? least];
  })
  .refine(([least, most]) => least <= most, 'the first of two delays is the smaller one');
