/** Signs that word processors, chats and input methods put in place of JSON's own. */
const QUOTES = '“”„‟″＂‘’‚‛′＇';
const WIDE: Readonly<Record<string, string>> = {
  '：': ':',
  '，': ',',
  '｛': '{',
  '｝': '}',
  '［': '[',
  '］': ']',
};

const ANY = /[“”„‟″＂‘’‚‛′＇：，｛｝［］]/;

export interface Replaced {
  kind: 'curly-quotes' | 'full-width';
  at: number;
  text: string;
}

/** Whether a text has any of these signs, wherever. */
export function hasTypographic(text: string): boolean {
  return ANY.test(text);
}

/**
 * A text with JSON's own quotes and punctuation outside of its strings, each in the place of the sign it stands for; what
 * stands within two plain quotes is left.
 */
export function plainPunctuation(text: string): { text: string; replaced: Replaced[] } {
  const replaced: Replaced[] = [];
  if (!ANY.test(text)) return { text, replaced };
  const signs = [...text.split('')];
  /** What ends the string that is open: a plain quote, or (curly) any quote. */
  let open: '' | '"' | 'curly' = '';
  for (let at = 0; at < signs.length; at++) {
    const sign = signs[at]!;
    if (open !== '' && sign === '\\') {
      at++;
      continue;
    }
    const curly = QUOTES.includes(sign);
    if (open === '"') {
      if (sign === '"') open = '';
    } else if (curly && (open === '' || endsValue(signs, at))) {
      replaced.push({ kind: 'curly-quotes', at, text: sign });
      signs[at] = '"';
      open = open === '' ? 'curly' : '';
    } else if (sign === '"') {
      open = open === '' ? '"' : '';
    } else if (open === '' && WIDE[sign] !== undefined) {
      replaced.push({ kind: 'full-width', at, text: sign });
      signs[at] = WIDE[sign]!;
    }
  }
  return { text: signs.join(''), replaced };
}

/** Whether a quote is followed by what follows a value: an apostrophe in a text is not. */
function endsValue(signs: readonly string[], at: number): boolean {
  let next = at + 1;
  while (next < signs.length && /\s/.test(signs[next]!)) next++;
  return next >= signs.length || /[:,}\]：，｝］]/.test(signs[next]!);
}
