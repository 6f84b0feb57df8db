import { z } from 'zod';
import type { MsgElement } from '../../im/elements.js';

/** Words looked for, and whether all of them have to be there. */
export interface Keywords {
  words: readonly string[];
  all: boolean;
}

export const words = z.array(z.string().min(1)).max(5).optional();

/** Whether a text has the words in it, in whichever case. Without words, any has. */
export function matches({ words, all }: Keywords, text: string): boolean {
  if (words.length === 0) return true;
  const lower = text.toLowerCase();
  const has = (word: string) => lower.includes(word.toLowerCase());
  return all ? words.every(has) : words.some(has);
}

/** What a message says, as far as it can be searched. */
export function textOf(body: readonly MsgElement[]): string {
  return body
    .flatMap(({ MsgContent: { Text, Data, Desc, FileName } }) => [Text, Data, Desc, FileName])
    .filter((part) => typeof part === 'string')
    .join(' ');
}

/** A page of what was found, and where the next one begins. */
export function page<Found>(
  found: readonly Found[],
  cursor: string | undefined,
  count: number,
): { rows: readonly Found[]; TotalCount: number; NextCursor: string; Cursor: string } {
  const start = Number(cursor) || 0;
  const end = Math.min(start + count, found.length);
  const next = end < found.length ? String(end) : '';
  return { rows: found.slice(start, end), TotalCount: found.length, NextCursor: next, Cursor: next };
}
