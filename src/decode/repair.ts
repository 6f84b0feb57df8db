import { salvage } from './salvage.js';

/** What was done to a text on its way, and was undone to read it. */
export type Repair =
  | 'lost-line-ends'
  | 'doubled-backslash'
  | 'placeholder'
  | 'missing-comma'
  | 'split-over-lines';

export interface Repaired {
  value: unknown;
  repairs: Repair[];
}

/** Longer ones are no samples out of a page. */
const MAX_LENGTH = 256 * 1024;

/**
 * Reads a text that breaks off or makes no sense as it stands, but would if what pages and their copies do to samples were
 * undone: lines joined so that a comment swallows the rest, backslashes doubled, `...` for what is left out. Undefined where
 * that does not help.
 */
export function repair(text: string): Repaired | undefined {
  if (text.length > MAX_LENGTH || !/\/\/|\\\\"|\.\.\.|…/.test(text)) return undefined;
  const repairs: Repair[] = [];
  let mended = text;
  const tryOut = (repair: Repair, change: (text: string) => string) => {
    const changed = change(mended);
    if (changed === mended) return;
    mended = changed;
    repairs.push(repair);
  };
  tryOut('doubled-backslash', (each) => (/[[{]\s*\\\\"/.test(each) ? each.replaceAll('\\\\"', '\\"') : each));
  if (!text.trim().includes('\n')) tryOut('lost-line-ends', withoutComments);
  tryOut('placeholder', (each) =>
    outside(each, (code) => code.replace(/([[{])\s*(?:\.{3}|…)\s*([\]}])/g, '$1$2')),
  );
  tryOut('missing-comma', (each) =>
    outside(each, (code, next) => (next && /[\]}]\s*$/.test(code) ? `${code},` : code)),
  );
  if (repairs.length === 0) return undefined;
  const { value, oddities } = salvage(mended);
  if (value === undefined || oddities.some(({ kind }) => kind === 'broken' || kind === 'truncated'))
    return undefined;
  return { value, repairs };
}

/** Cuts each comment at what can be no part of it: a quote, a bracket, or a gap where a line ended. */
function withoutComments(text: string): string {
  return outside(text, (code) => code.replace(/\/\/[^{}[\]]*?(?=\s{2,}|[{}[\]]|$)/g, ' '));
}

/** Changes what stands outside of strings. @param change told whether a string follows */
function outside(text: string, change: (code: string, next: boolean) => string): string {
  let result = '';
  let at = 0;
  while (at < text.length) {
    const quote = text.indexOf('"', at);
    const code = quote < 0 ? text.slice(at) : text.slice(at, quote);
    result += change(code, quote >= 0);
    if (quote < 0) break;
    let end = quote + 1;
    while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
    result += text.slice(quote, end + 1);
    at = end + 1;
  }
  return result;
}
