const LITERALS = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['nil', null],
  ['none', null],
  ['undefined', null],
  ['<null>', null],
  ['(null)', null],
  ['<nil>', null],
  ['nsnull', null],
]);

/** What a word without quotes stands for: a number, true, false, nothing, or itself. */
export function printedScalar(word: string): unknown {
  const literal = LITERALS.get(word.toLowerCase());
  if (literal !== undefined) return literal;
  // Longer ones are IDs, of which a number would lose digits.
  if (/^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/.test(word)) return Number(word);
  return word;
}

const SHORT: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '0': '\0' };

/** A text between quotes with its escapes read, in whichever language. */
export function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(
    /\\(?:u\{([0-9a-fA-F]{1,6})\}|[uU]([0-9a-fA-F]{4})(?![0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([\s\S]))/g,
    (whole, braces: string, four: string, eight: string, plain: string, two: string, letter: string) => {
      const digits = braces ?? four ?? eight ?? plain ?? two;
      if (digits === undefined) return SHORT[letter] ?? (letter === '\n' ? '' : letter);
      const code = Number.parseInt(digits, 16);
      return code > 0x10ffff ? whole : code > 0xffff ? String.fromCodePoint(code) : String.fromCharCode(code);
    },
  );
}
