import { type Encoding, MAX_INNER } from './encoding.js';

/** JSON with its quotes escaped, once or more, as it stands in a string of a program or a log: `{\"inviteID\":...`. */
export const escapes: Encoding = {
  name: 'escaped',
  unwrap(text) {
    const found: string[] = [];
    const start = /[{[]\s*(?:\[\s*)?(?:\{\s*)?\\+"/g;
    for (let match = start.exec(text); match && found.length < MAX_INNER; match = start.exec(text)) {
      const inner = unescaped(text, match.index);
      found.push(inner.text);
      start.lastIndex = inner.end;
    }
    return found;
  },
};

/** One level of backslashes taken off, up to a quote that is not escaped or the text's end. */
function unescaped(text: string, from: number): { text: string; end: number } {
  let value = '';
  let at = from;
  for (;;) {
    const mark = text.indexOf('\\', at);
    const quote = text.indexOf('"', at);
    if (mark < 0 || (quote >= 0 && quote < mark)) {
      const end = quote < 0 ? text.length : quote;
      return { text: value + text.slice(at, end), end: Math.max(end, from + 1) };
    }
    value += text.slice(at, mark);
    const letter = text[mark + 1];
    if (letter === 'u') {
      const digits = text.slice(mark + 2, mark + 6);
      if (/^[0-9a-f]{4}$/i.test(digits)) {
        value += String.fromCharCode(Number.parseInt(digits, 16));
        at = mark + 6;
        continue;
      }
    }
    if (letter === undefined) return { text: value, end: text.length };
    value += SHORT[letter] ?? letter;
    at = mark + 2;
  }
}

const SHORT: Readonly<Record<string, string>> = {
  __proto__: null as never,
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
};
