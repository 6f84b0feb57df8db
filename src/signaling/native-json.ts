/**
 * The JSON reader inside the native SDK, as far as its answers show it (SDK 8.0, observed).
 *
 * It drops white space outside strings, then cuts: an object at its commas and each member at its first colon, minding
 * quotes and brackets; what a piece is follows from its first and last character. From this follows all that is odd:
 * `1 2` is 12, an empty piece is null, `[1,]` has a null at its end, a text is whatever stands between a first and a last
 * quote, and an object with a comma before its brace has a member without a colon, so that it is none (null).
 * A word with a point or an `e` goes to C's strtod, which knows hex: `0x1e` is a number to it, while `0x1` is none.
 * What it knows no value in (`nul`, `.5`, `0x1`, `NaN`), a number that does not fit, a bad escape, or an escaped high
 * surrogate anywhere, refuses the whole text.
 */
export type NativeJSON =
  | { ok: true; fields: Record<string, unknown> }
  | { ok: false; why: string /** Where in the text, as far as one place is to blame. */; at?: number };

/** A number that is no int32: with point or exponent, or too large. No field of a signal takes one. */
export class OddNumber {
  readonly lexeme: string;
  readonly value: number;
  constructor(lexeme: string) {
    this.lexeme = lexeme;
    this.value = Number(lexeme);
  }
}

/** Nested deeper than this is refused, so that no text can exhaust the stack. */
const MAX_DEPTH = 200;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const COMMA = 0x2c;
const COLON = 0x3a;
const AMPERSAND = 0x26;

/** 1 for what needs no look inside a string: printable ASCII but quotes, backslashes and ampersands. */
const PLAIN = new Uint8Array(128).fill(1, 0x20, 0x7f);
PLAIN[QUOTE] = 0;
PLAIN[BACKSLASH] = 0;
PLAIN[AMPERSAND] = 0;

class Refusal {
  readonly why: string;
  readonly at: number;
  constructor(why: string, at: number) {
    this.why = why;
    this.at = at;
  }
}

/** Reads a text that must be one object. Int32 numbers come as numbers, all others as {@link OddNumber}. */
export function readNativeJSON(text: string): NativeJSON {
  try {
    const reader = new Reader(text);
    const value = reader.root();
    if (value === null) return { ok: false, why: 'data is no JSON object to the native reader' };
    return { ok: true, fields: value };
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    return { ok: false, why: thrown.why, at: thrown.at };
  }
}

/** What {@link skim} saw: an escaped high surrogate. */
export const SKIM_SURROGATE = 1;
/** What {@link skim} saw: a number that is not surely a plain int32. */
export const SKIM_NUMBER = 2;
/** What {@link skim} saw: a character that is not plain ASCII, as it is or as a \\u escape. */
export const SKIM_BEYOND_ASCII = 4;
/** What {@link skim} saw: an ampersand in a text. */
export const SKIM_AMPERSAND = 8;
/** Above these bits stands how many members the outermost object has, repeated keys counted. */
const SKIM_MEMBERS = 4;

/**
 * One quick look over a text that JSON.parse takes, for what its value no longer shows. Where neither bit is set,
 * JSON.parse and the native reader read it alike.
 */
export function skim(text: string): number {
  const { length } = text;
  let seen = 0;
  let digits = 0;
  let depth = 0;
  let members = 0;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      digits = 0;
      for (i++; i < length; i++) {
        const inside = text.charCodeAt(i);
        if (inside < 0x80) {
          if (PLAIN[inside] === 1) continue;
          if (inside === QUOTE) break;
          if (inside === AMPERSAND) {
            seen |= SKIM_AMPERSAND;
            continue;
          }
        }
        if (inside !== BACKSLASH) {
          seen |= SKIM_BEYOND_ASCII;
          continue;
        }
        i++;
        if (text.charCodeAt(i) !== 0x75) continue;
        seen |= isHighSurrogateEscape(text, i + 1) ? SKIM_SURROGATE | SKIM_BEYOND_ASCII : SKIM_BEYOND_ASCII;
      }
    } else if (code >= 0x30 && code <= 0x39) {
      if (++digits > 9) seen |= SKIM_NUMBER;
    } else {
      if (code === 0x2e || ((code | 0x20) === 0x65 && digits > 0)) seen |= SKIM_NUMBER;
      else if (code === COLON && depth === 1) members++;
      else if (code === OPEN_BRACE || code === OPEN_BRACKET) depth++;
      else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth--;
      digits = 0;
    }
  }
  return seen | (members << SKIM_MEMBERS);
}

/** Whether JSON.parse and the native reader read a text alike, by what {@link skim} saw of it. */
export function readsAlike(skimmed: number): boolean {
  return (skimmed & (SKIM_SURROGATE | SKIM_NUMBER)) === 0;
}

/** How many members the outermost object has, repeated keys counted. */
export function membersWritten(skimmed: number): number {
  return skimmed >>> SKIM_MEMBERS;
}

/** Whether the four digits at `at` are d8xx to dbxx. */
export function isHighSurrogateEscape(text: string, at: number): boolean {
  if ((text.charCodeAt(at) | 0x20) !== 0x64) return false;
  const second = text.charCodeAt(at + 1) | 0x20;
  return second === 0x38 || second === 0x39 || second === 0x61 || second === 0x62;
}

class Reader {
  #text: string;
  /** The text without white space outside strings. */
  #packed: string;

  constructor(text: string) {
    this.#text = text;
    this.#packed = pack(text);
  }

  root(): Record<string, unknown> | null {
    const text = this.#packed;
    const last = text.length - 1;
    if (text.charCodeAt(0) === 0xfeff) throw new Refusal('data begins with a byte order mark', 0);
    if (text.charCodeAt(0) !== OPEN_BRACE) throw new Refusal('data is no JSON object', 0);
    if (last < 1 || text.charCodeAt(last) !== CLOSE_BRACE) {
      throw new Refusal('data does not end with the brace that closes it', this.#text.length);
    }
    return this.#object(0, last, 0);
  }

  /** The object from `open` to `close` (both braces); null where a member has no colon or a key no quotes. */
  #object(open: number, close: number, depth: number): Record<string, unknown> | null {
    if (depth > MAX_DEPTH) throw new Refusal(`data is nested deeper than ${MAX_DEPTH}`, open);
    const fields: Record<string, unknown> = Object.create(null);
    if (close === open + 1) return fields;
    let start = open + 1;
    for (;;) {
      const colon = this.#find(COLON, start, close);
      if (colon < 0) return null;
      const text = this.#packed;
      if (colon - start < 2 || text.charCodeAt(start) !== QUOTE || text.charCodeAt(colon - 1) !== QUOTE) {
        throw new Refusal('a key has no double quotes', start);
      }
      const comma = this.#find(COMMA, colon + 1, close);
      const end = comma < 0 ? close : comma;
      fields[this.#string(start + 1, colon - 1)] = this.#value(colon + 1, end, depth + 1);
      if (comma < 0) return fields;
      start = comma + 1;
    }
  }

  #array(open: number, close: number, depth: number): unknown[] {
    if (depth > MAX_DEPTH) throw new Refusal(`data is nested deeper than ${MAX_DEPTH}`, open);
    const values: unknown[] = [];
    if (close === open + 1) return values;
    let start = open + 1;
    for (;;) {
      const comma = this.#find(COMMA, start, close);
      const end = comma < 0 ? close : comma;
      values.push(this.#value(start, end, depth + 1));
      if (comma < 0) return values;
      start = comma + 1;
    }
  }

  #value(start: number, end: number, depth: number): unknown {
    if (start === end) return null;
    const text = this.#packed;
    const first = text.charCodeAt(start);
    const last = text.charCodeAt(end - 1);
    if (first === QUOTE) {
      if (end - start < 2 || last !== QUOTE) throw new Refusal('a text does not end with a quote', start);
      return this.#string(start + 1, end - 1);
    }
    if (first === OPEN_BRACE) {
      if (last !== CLOSE_BRACE) throw new Refusal('something follows an object', end - 1);
      return this.#object(start, end - 1, depth);
    }
    if (first === OPEN_BRACKET) {
      if (last !== CLOSE_BRACKET) throw new Refusal('something follows an array', end - 1);
      return this.#array(start, end - 1, depth);
    }
    return scalar(text.slice(start, end), start);
  }

  /** Index of the next `wanted` before `end`, outside quotes and brackets; -1 if none. */
  #find(wanted: number, from: number, end: number): number {
    const text = this.#packed;
    let depth = 0;
    for (let i = from; i < end; i++) {
      const code = text.charCodeAt(i);
      if (depth === 0 && code === wanted) return i;
      if (code === QUOTE) i = closingQuote(text, i, end);
      else if (code === OPEN_BRACE || code === OPEN_BRACKET) depth++;
      else if ((code === CLOSE_BRACE || code === CLOSE_BRACKET) && --depth < 0) {
        throw new Refusal('something follows the bracket that closes what was opened', i);
      }
    }
    return -1;
  }

  #string(start: number, end: number): string {
    const text = this.#packed;
    let mark = nextBackslash(text, start, end);
    if (mark === end) return text.slice(start, end);
    let value = '';
    let from = start;
    while (mark < end) {
      value += text.slice(from, mark);
      const letter = text[mark + 1]!;
      if (mark + 1 >= end) throw new Refusal('a text ends in a backslash', mark);
      if (letter === 'u') {
        const digits = text.slice(mark + 2, Math.min(mark + 6, end));
        if (!/^[0-9a-f]{4}$/i.test(digits)) throw new Refusal(`bad escape \\u${digits}`, mark);
        if (isHighSurrogateEscape(text, mark + 2)) {
          throw new Refusal(`the escaped surrogate \\u${digits}, which the native reader refuses`, mark);
        }
        value += String.fromCharCode(Number.parseInt(digits, 16));
        from = mark + 6;
      } else {
        const meant = ESCAPES[letter];
        if (meant === undefined) throw new Refusal(`bad escape \\${letter}`, mark);
        value += meant;
        from = mark + 2;
      }
      mark = nextBackslash(text, from, end);
    }
    return value + text.slice(from, end);
  }
}

/** What stands after a backslash, and what it means. */
export const ESCAPES: Readonly<Record<string, string>> = {
  __proto__: null as never,
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

const LITERALS: Readonly<Record<string, boolean | null>> = {
  __proto__: null as never,
  true: true,
  false: false,
  null: null,
};

const NUMBER = /^[+-]?\d+(\.\d*)?(e[+-]?\d+)?$/i;
/** A hex number with a point or an e in it. */
const HEX = /^[+-]?0x(?=[^p]*[.e])(?=\.?[0-9a-f])[0-9a-f]*\.?[0-9a-f]*(?:p[+-]?\d+)?$/i;

function scalar(lexeme: string, at: number): unknown {
  const literal = LITERALS[lexeme.toLowerCase()];
  if (literal !== undefined) return literal;
  const match = NUMBER.exec(lexeme);
  if (match === null) {
    if (HEX.test(lexeme)) return new OddNumber(lexeme);
    throw new Refusal(`${shown(lexeme)} is no value`, at);
  }
  if (match[1] !== undefined || match[2] !== undefined) {
    const odd = new OddNumber(lexeme);
    if (!Number.isFinite(odd.value)) throw new Refusal(`${shown(lexeme)} is too large for a number`, at);
    return odd;
  }
  const value = Number(lexeme);
  if (value >= -(2 ** 31) && value < 2 ** 31) return value + 0;
  if (!fits64Bits(lexeme)) throw new Refusal(`${shown(lexeme)} is too large for 64 bits`, at);
  return new OddNumber(lexeme);
}

function fits64Bits(lexeme: string): boolean {
  const digits = lexeme.replace(/^[+-]?0*/, '');
  if (digits.length > 20) return false;
  const value = BigInt(digits);
  return lexeme[0] === '-' ? value <= 2n ** 63n : value < 2n ** 64n;
}

function shown(lexeme: string): string {
  return lexeme.length > 40 ? `${lexeme.slice(0, 40)}...` : lexeme;
}

function nextBackslash(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && text.charCodeAt(at) !== BACKSLASH) at++;
  return Math.min(at, end);
}

/** Index of the quote that closes the one at `open`, or `end`. */
function closingQuote(text: string, open: number, end: number): number {
  for (let i = open + 1; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) return i;
    if (code === BACKSLASH) i++;
  }
  return end;
}

function pack(text: string): string {
  let packed = '';
  let from = 0;
  const { length } = text;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0) throw new Refusal('data holds a NUL, where the native reader ends', i);
    if (code === QUOTE) {
      i = closingQuote(text, i, length);
    } else if (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) {
      packed += text.slice(from, i);
      from = i + 1;
    }
  }
  return from === 0 ? text : packed + text.slice(from);
}
