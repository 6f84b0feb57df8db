import { ESCAPES, isHighSurrogateEscape } from '../signaling/native-json.js';
import { plainPunctuation } from './typographic.js';

/** What can be odd about a text that wants to be JSON. */
export type OddityKind =
  | 'byte-order-mark'
  | 'comment'
  | 'single-quotes'
  | 'curly-quotes'
  | 'full-width'
  | 'unquoted-key'
  | 'trailing-comma'
  | 'empty-value'
  | 'capital-literal'
  | 'foreign-literal'
  | 'odd-number'
  | 'huge-number'
  | 'raw-control-character'
  | 'bad-escape'
  | 'escaped-surrogate'
  | 'duplicate-key'
  | 'text-after'
  | 'truncated'
  | 'broken';

export interface Oddity {
  kind: OddityKind;
  /** Index in the text. */
  at: number;
  /** The characters it is about, shortened. */
  text: string;
  /** Path of the value it belongs to. */
  path: string;
}

export interface Salvaged {
  /** Whatever could be read; undefined if nothing could. */
  value: unknown;
  oddities: Oddity[];
}

const MAX_DEPTH = 200;
const MAX_ODDITIES = 50;

/**
 * Reads what its writer meant as JSON: comments, single quotes, bare keys, Python's and JavaScript's literals, commas too
 * many, text cut off. Says for each of these where it stands. No SDK reads like this; a person who debugs does.
 */
export function salvage(text: string): Salvaged {
  const salvager = new Salvager(text);
  return { value: salvager.whole(), oddities: salvager.oddities };
}

class Stop extends Error {}

class Salvager {
  readonly oddities: Oddity[] = [];
  #text: string;
  #at = 0;
  #path = '$';
  /** The containers being read: what is kept when the text ends too early. */
  #root: unknown;

  constructor(given: string) {
    const { text, replaced } = plainPunctuation(given);
    this.#text = text;
    for (const each of replaced) this.#odd(each.kind, each.at, each.text);
  }

  whole(): unknown {
    if (this.#text.startsWith('\ufeff')) {
      this.#odd('byte-order-mark', 0, '\\ufeff');
      this.#at = 1;
    }
    try {
      this.#space();
      if (this.#at >= this.#text.length) return undefined;
      this.#root = this.#value((value) => {
        this.#root = value;
      }, 0);
      this.#path = '$';
      this.#space();
      if (this.#at < this.#text.length) this.#odd('text-after', this.#at, this.#text.slice(this.#at));
    } catch (thrown) {
      if (!(thrown instanceof Stop)) throw thrown;
    }
    return this.#root;
  }

  #odd(kind: OddityKind, at: number, text: string): void {
    if (this.oddities.length >= MAX_ODDITIES) return;
    this.oddities.push({
      kind,
      at,
      text: text.length > 40 ? `${text.slice(0, 40)}...` : text,
      path: this.#path,
    });
  }

  #stop(kind: 'truncated' | 'broken'): never {
    this.#odd(kind, this.#at, this.#text.slice(this.#at, this.#at + 20));
    throw new Stop();
  }

  #space(): void {
    const text = this.#text;
    for (;;) {
      const code = text.charCodeAt(this.#at);
      if (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) {
        this.#at++;
      } else if (code === 0x2f && (text[this.#at + 1] === '/' || text[this.#at + 1] === '*')) {
        const start = this.#at;
        const block = text[start + 1] === '*';
        const end = block ? text.indexOf('*/', start + 2) : text.indexOf('\n', start + 2);
        this.#at = end < 0 ? text.length : block ? end + 2 : end;
        this.#odd('comment', start, text.slice(start, this.#at));
      } else {
        return;
      }
    }
  }

  /** @param begun told of a container as soon as it exists, so that it is kept if the text breaks off inside */
  #value(begun: (value: unknown) => void, depth: number): unknown {
    if (depth > MAX_DEPTH) this.#stop('broken');
    const character = this.#text[this.#at];
    switch (character) {
      case undefined:
        return this.#stop('truncated');
      case '{':
        return this.#object(begun, depth);
      case '[':
        return this.#array(begun, depth);
      case '"':
      case "'":
        return this.#string();
      default:
        return this.#scalar();
    }
  }

  #object(begun: (value: unknown) => void, depth: number): Record<string, unknown> {
    const fields: Record<string, unknown> = {};
    begun(fields);
    const path = this.#path;
    this.#at++;
    for (let first = true; ; first = false) {
      this.#space();
      const character = this.#text[this.#at];
      if (character === '}') {
        if (!first) this.#odd('trailing-comma', this.#at, ',}');
        this.#at++;
        return fields;
      }
      if (character === undefined) this.#stop('truncated');
      const start = this.#at;
      const key = this.#key();
      this.#space();
      if (this.#text[this.#at] !== ':')
        this.#stop(this.#text[this.#at] === undefined ? 'truncated' : 'broken');
      this.#at++;
      this.#space();
      this.#path = `${path}.${key}`;
      if (Object.hasOwn(fields, key)) this.#odd('duplicate-key', start, key);
      const keep = (value: unknown) => {
        Object.defineProperty(fields, key, { value, writable: true, enumerable: true, configurable: true });
      };
      if (this.#text[this.#at] === ',' || this.#text[this.#at] === '}') {
        this.#odd('empty-value', this.#at, key);
        keep(null);
      } else {
        keep(this.#value(keep, depth + 1));
      }
      this.#path = path;
      if (this.#ends('}')) return fields;
    }
  }

  #array(begun: (value: unknown) => void, depth: number): unknown[] {
    const values: unknown[] = [];
    begun(values);
    const path = this.#path;
    this.#at++;
    for (let first = true; ; first = false) {
      this.#space();
      const character = this.#text[this.#at];
      if (character === ']') {
        if (!first) this.#odd('trailing-comma', this.#at, ',]');
        this.#at++;
        return values;
      }
      this.#path = `${path}[${values.length}]`;
      const index = values.length;
      const keep = (value: unknown) => {
        values[index] = value;
      };
      if (character === ',') {
        this.#odd('empty-value', this.#at, ',');
        keep(null);
      } else {
        keep(this.#value(keep, depth + 1));
      }
      this.#path = path;
      if (this.#ends(']')) return values;
    }
  }

  /** Steps over the comma (false) or the closing bracket (true) that follows a value. */
  #ends(close: string): boolean {
    this.#space();
    const character = this.#text[this.#at];
    if (character === ',') {
      this.#at++;
      return false;
    }
    if (character !== close) this.#stop(character === undefined ? 'truncated' : 'broken');
    this.#at++;
    return true;
  }

  #key(): string {
    const character = this.#text[this.#at];
    if (character === '"' || character === "'") return this.#string();
    const match = /[\p{ID_Start}$_][\p{ID_Continue}$-]*/uy;
    match.lastIndex = this.#at;
    const word = match.exec(this.#text)?.[0];
    if (word === undefined) return this.#stop('broken');
    this.#odd('unquoted-key', this.#at, word);
    this.#at += word.length;
    return word;
  }

  #string(): string {
    const text = this.#text;
    const quote = text[this.#at]!;
    if (quote === "'") this.#odd('single-quotes', this.#at, text.slice(this.#at, this.#at + 20));
    let value = '';
    let from = ++this.#at;
    let controls = false;
    for (;;) {
      const character = text[this.#at];
      if (character === undefined) this.#stop('truncated');
      if (character === quote) break;
      if (character < ' ' && !controls) {
        controls = true;
        this.#odd('raw-control-character', this.#at, JSON.stringify(character).slice(1, -1));
      }
      if (character !== '\\') {
        this.#at++;
        continue;
      }
      value += text.slice(from, this.#at) + this.#escaped();
      from = this.#at;
    }
    value += text.slice(from, this.#at++);
    return value;
  }

  #escaped(): string {
    const text = this.#text;
    const start = this.#at;
    const letter = text[start + 1];
    if (letter === undefined) this.#stop('truncated');
    if (letter === 'u') {
      const digits = text.slice(start + 2, start + 6);
      if (/^[0-9a-f]{4}$/i.test(digits)) {
        this.#at += 6;
        if (isHighSurrogateEscape(text, start + 2))
          this.#odd('escaped-surrogate', start, text.slice(start, start + 12));
        return String.fromCharCode(Number.parseInt(digits, 16));
      }
    }
    this.#at += 2;
    const meant = ESCAPES[letter];
    if (meant !== undefined) return meant;
    this.#odd('bad-escape', start, text.slice(start, start + 2));
    return letter;
  }

  #scalar(): unknown {
    const match = /[^\s,:\]}{["']+/y;
    match.lastIndex = this.#at;
    const start = this.#at;
    let lexeme = match.exec(this.#text)?.[0];
    if (lexeme === undefined) return this.#stop('broken');
    this.#at += lexeme.length;
    const known = LITERALS.get(lexeme);
    if (known !== undefined) return known;
    const capital = LITERALS.get(lexeme.toLowerCase());
    if (capital !== undefined) {
      this.#odd('capital-literal', start, lexeme);
      return capital;
    }
    const foreign = FOREIGN.get(lexeme.replace(/^[+-]/, '').toLowerCase());
    if (foreign !== undefined) {
      this.#odd('foreign-literal', start, lexeme);
      return foreign.value;
    }
    const more = /(?:[ \t\r\n]+\d+)+/y;
    more.lastIndex = this.#at;
    const spaced = /^[+-]?\d+$/.test(lexeme) ? more.exec(this.#text)?.[0] : undefined;
    if (spaced !== undefined) {
      this.#at += spaced.length;
      lexeme += spaced;
    }
    return this.#number(lexeme, start);
  }

  #number(lexeme: string, start: number): number | string {
    const strict = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(lexeme);
    const value = Number(lexeme.replace(/\s+/g, ''));
    if (!strict) {
      if (!/^[+-]*[\d.]/.test(lexeme)) {
        this.#at = start;
        return this.#stop('broken');
      }
      this.#odd('odd-number', start, lexeme);
      return Number.isNaN(value) ? lexeme : value;
    }
    if (!Number.isFinite(value) || (/^-?\d{19,}$/.test(lexeme) && beyond64Bits(lexeme))) {
      this.#odd('huge-number', start, lexeme);
    }
    return value;
  }
}

function beyond64Bits(lexeme: string): boolean {
  if (lexeme.length > 21) return true;
  const value = BigInt(lexeme);
  return value >= 2n ** 64n || value < -(2n ** 63n);
}

const LITERALS = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** What other languages print; none is JSON. */
const FOREIGN = new Map<string, { value: unknown }>([
  ['none', { value: null }],
  ['nil', { value: null }],
  ['undefined', { value: null }],
  ['nan', { value: Number.NaN }],
  ['infinity', { value: Number.POSITIVE_INFINITY }],
]);
