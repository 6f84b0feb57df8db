import { utf8Length } from '../utf8.js';
import { jsonEnd } from './json-span.js';
import { memberAt, PRINT_KINDS, type Print, type PrintedMember, type PrintKind } from './print.js';
import { printedScalar, unescaped } from './scalars.js';

const CLOSERS: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')' };
/** Nothing is printed deeper. */
const MAX_DEPTH = 64;
/** A name, or a type, before the bracket it belongs to. */
const PREFIX =
  /(?:array\(\d+\)\s*|object\([^()\n]{1,80}\)#\d+ \(\d+\)\s*|array:\d+\s*|Array\s*|[\w\\]{1,80} Object\s*|(?:map\[[\w.*]{1,40}\]|\[\]|&|\*)*(?:interface ?\{\}|(?<=&)|[\p{L}_$][\p{L}\p{N}_$.<>:*]{0,80})(?:@[0-9a-f]{1,16})?(?:\(\d+\))? ?)(?=[{[(])/uy;
/** Names around one value that say nothing of it. */
const WRAPPERS = /^(?:Optional|Some|Just|AnyHashable|int|float|double|bool|enum|Long|Integer|ObjectId)$/;
/** What a console prints in place of an object. */
const NOT_SHOWN =
  /\[(?:Object|Array|Function|Circular|Getter)[^\]\n]{0,40}\]|\{…\}|\[…\]|(?:Object|Array\(\d+\))(?=\s*[,}\n]|\s*$)/y;
/** What var_dump writes before a text. */
const SIZED_TEXT = /string\(\d+\)\s(?=")/y;

/** How a container writes its members. */
interface Style {
  close: string;
  mark: PrintedMember['mark'] | undefined;
  /** Members are parted by a space alone. */
  go: boolean;
  /** Backslashes in quotes are no escapes: a Java class writes what it holds between two quotes. */
  raw: boolean;
  /** Between two commas may be nothing. */
  empties?: boolean;
}

/**
 * Reads what programs print of maps, lists and objects, in whichever of the usual languages. Prints are not made to be read
 * back: a text may hold whatever parts them. So this reads as far as it goes, and takes JSON within for the text it was.
 */
export class PrintReader {
  #text: string;
  #at: number;
  #depth = 0;
  readonly #seen = new Set<string>();
  /** The outermost container ended as it should. */
  complete = false;

  constructor(text: string, at = 0) {
    this.#text = text;
    this.#at = at;
  }

  /** Where reading stopped. */
  get end(): number {
    return this.#at;
  }

  /** What begins here with a bracket, or a name and a bracket; undefined for what is no print, JSON among it. */
  container(): Print | undefined {
    this.#space();
    const value = this.#typed() ?? this.#bracketed('');
    if (value === undefined || this.#seen.size === 0) return undefined;
    // Keys in double quotes and colons are JSON, and between others they are JSON written by hand.
    if (this.#seen.has('json-key')) return undefined;
    return { value, kind: this.#kind() };
  }

  /** Members that no bracket encloses: `inviteID:1, inviter:a`. */
  pairs(): Print | undefined {
    const style: Style = { close: '', mark: undefined, go: false, raw: false };
    const value = this.#object(style);
    return Object.keys(value).length === 0 ? undefined : { value, kind: PRINT_KINDS.lines };
  }

  /** Values in parentheses, one after another. */
  values(): unknown[] {
    this.#at++;
    return this.#list(')', false, true);
  }

  #kind(): PrintKind {
    const seen = this.#seen;
    if (seen.has('php')) return PRINT_KINDS.php;
    if (seen.has('semicolon')) return PRINT_KINDS.objc;
    if (seen.has('go')) return PRINT_KINDS.go;
    if (seen.has('=>')) return seen.has("'") ? PRINT_KINDS.php : PRINT_KINDS.ruby;
    if (seen.has('=')) {
      if (seen.has('named {')) return PRINT_KINDS.csharp;
      return seen.has('parentheses') && seen.has("'") ? PRINT_KINDS.python : PRINT_KINDS.java;
    }
    if (seen.has('named {') && seen.has('"')) return PRINT_KINDS.rust;
    if (seen.has('name') && !seen.has('"') && !seen.has("'")) return PRINT_KINDS.java;
    if (seen.has('swift') || seen.has('parentheses')) return PRINT_KINDS.swift;
    if (seen.has("key '")) return PRINT_KINDS.python;
    return seen.has("'") || seen.has('"') ? PRINT_KINDS.js : PRINT_KINDS.dart;
  }

  #space(): void {
    const text = this.#text;
    for (;;) {
      while (this.#at < text.length && /\s/.test(text[this.#at]!)) this.#at++;
      const comment = /\/\/[^\n]*|\/\*[\s\S]*?\*\//y;
      comment.lastIndex = this.#at;
      const match = comment.exec(text);
      if (!match) return;
      this.#at += match[0].length;
    }
  }

  /** A container with a name or type before its bracket; undefined where there is none. */
  #typed(): unknown {
    PREFIX.lastIndex = this.#at;
    const match = PREFIX.exec(this.#text);
    if (!match) return undefined;
    const from = this.#at;
    const name = match[0].trim();
    this.#at += match[0].length;
    if (/^(?:array\(|array:|Array$|array$|object\()|Object$/.test(name)) this.#seen.add('php');
    if (name === 'Optional' || name === 'AnyHashable') this.#seen.add('swift');
    if (/^map$|^map\[|^&|^\[\]/.test(name)) this.#seen.add('go');
    const open = this.#text[this.#at];
    if (open === '{') this.#seen.add('name');
    if (open === '(' && name !== 'Array' && name !== 'array') this.#seen.add('parentheses');
    if (open === '{' && match[0].endsWith(' ') && !this.#seen.has('php')) this.#seen.add('named {');
    const value = this.#bracketed(name);
    if (value === undefined) {
      this.#at = from;
      return undefined;
    }
    if (WRAPPERS.test(name) && Array.isArray(value) && value.length === 1) return value[0];
    return value;
  }

  #bracketed(name: string): unknown {
    const open = this.#text[this.#at]!;
    const close = CLOSERS[open];
    if (close === undefined || this.#depth >= MAX_DEPTH) return undefined;
    const from = this.#at++;
    this.#depth++;
    const value = this.#contents(from, open, close, name);
    this.#depth--;
    if (value === undefined) this.#at = from;
    if (this.#depth === 0) this.complete = this.#text[this.#at - 1] === close;
    return value;
  }

  #contents(from: number, open: string, close: string, name: string): unknown {
    this.#space();
    const text = this.#text;
    if (text.startsWith(`:${close}`, this.#at) && open === '[') {
      this.#at += 2;
      return {};
    }
    if (text[this.#at] === close) {
      this.#at++;
      return open === '{' ? {} : [];
    }
    const member = memberAt(text, this.#at);
    const isMember =
      member !== undefined &&
      // A list of texts that hold a colon is no map, and `[a:b]` is one only in Go.
      (open !== '[' || member.quote !== '' || name === 'map' || member.mark === '=');
    // Nobody prints a list in braces: this is a text.
    if (!isMember)
      return open === '{' && !this.#seen.has('go') ? undefined : this.#list(close, this.#seen.has('go'));
    const go =
      member.mark === ':' &&
      (name === 'map' ||
        (open === '{' &&
          member.quote === '' &&
          /^[A-Z]/.test(member.key) &&
          /^\S/.test(text.slice(member.end)) &&
          !/["']/.test(text[member.end]!) &&
          !hasComma(text, member.end)));
    if (go) this.#seen.add('go');
    const quotedGo = /^(?:map\[|&|\[\]|\w+\.)/.test(name);
    if (quotedGo) this.#seen.add('go');
    if (open === '[') this.#seen.add(name === 'map' ? 'go' : 'swift');
    if (member.quote === '"' && member.mark === ':' && open === '{' && name === '' && !this.#seen.has('go')) {
      // JSON as it stands is a text that was printed.
      const end = jsonEnd(text, from);
      if (end < 0) this.#seen.add('json-key');
    }
    const fields = this.#object({ close, mark: member.mark, go, raw: member.mark === '=' && open !== '(' });
    return member.mark === '=>' ? listOf(fields) : fields;
  }

  #object(style: Style): Record<string, unknown> {
    const text = this.#text;
    const fields: Record<string, unknown> = {};
    while (this.#at < text.length) {
      const member = memberAt(text, this.#at);
      if (!member || (style.mark !== undefined && member.mark !== style.mark)) break;
      style.mark ??= member.mark;
      if (member.quote === '"' && member.mark === ':' && style.close === '}' && !this.#seen.has('go'))
        this.#seen.add('json-key');
      this.#seen.add(member.mark);
      if (member.quote === "'" || member.quote === '[') this.#seen.add(`key ${member.quote}`);
      this.#at = member.end;
      const value = this.#value(style, true);
      Object.defineProperty(fields, member.key, {
        value,
        writable: true,
        enumerable: true,
        configurable: true,
      });
      if (this.#closes(style)) break;
    }
    return fields;
  }

  #list(close: string, go: boolean, empties = false): unknown[] {
    const style: Style = { close, mark: undefined, go, raw: false, empties };
    const values: unknown[] = [];
    while (this.#at < this.#text.length) {
      const before = this.#at;
      values.push(this.#value(style, false));
      if (this.#closes(style) || this.#at === before) break;
    }
    return values;
  }

  /** Steps over what parts members, or over the bracket that ends them (true). */
  #closes({ close, go, empties }: Style): boolean {
    const text = this.#text;
    for (; this.#at < text.length; this.#at++) {
      const character = text[this.#at]!;
      if (character === close) {
        this.#at++;
        return true;
      }
      if (character === ';') this.#seen.add('semicolon');
      if (!/[\s,;|]/.test(character)) return false;
      if ((go && character === ' ') || (empties && character === ',')) {
        this.#at++;
        return false;
      }
    }
    return true;
  }

  #value(style: Style, named: boolean): unknown {
    const text = this.#text;
    const from = this.#at;
    // Go writes nothing between an empty text's name and the next.
    if (style.go && (text[from] === ' ' || text[from] === style.close)) return '';
    while (this.#at < text.length && /[ \t]/.test(text[this.#at]!)) this.#at++;
    if (named && text[this.#at] === '\n' && !this.#opensBelow()) return '';
    this.#space();
    if (this.#at >= text.length || text[this.#at] === style.close || /[,;|]/.test(text[this.#at]!)) return '';
    SIZED_TEXT.lastIndex = this.#at;
    const sized = SIZED_TEXT.exec(text);
    if (sized) {
      this.#at += sized[0].length;
      return this.#sized(Number(/\d+/.exec(sized[0])![0]));
    }
    const quoted = this.#quoted(style);
    if (quoted !== undefined) return quoted;
    const end = jsonEnd(text, this.#at);
    if (end >= 0 && this.#ends(end, style, named)) {
      const json = text.slice(this.#at, end);
      this.#at = end;
      return json[0] === '{' && json.length > 2 ? json : JSON.parse(json);
    }
    // JSON that is cut off or broken is still a text that was printed.
    if (named && text[this.#at] === '{') {
      const inside = memberAt(text, this.#at + 1);
      if (inside?.quote === '"' && inside.mark === ':') return this.#rest(style, named);
    }
    NOT_SHOWN.lastIndex = this.#at;
    const name = NOT_SHOWN.exec(text)?.[0];
    if (name !== undefined) {
      this.#at += name.length;
      return name;
    }
    const back = this.#at;
    const container = this.#typed() ?? this.#bracketed('');
    if (container !== undefined && (this.#text[this.#at] === undefined || this.#ends(this.#at, style, named)))
      return container;
    this.#at = back;
    return printedScalar(this.#rest(style, named));
  }

  /** Whether the value stands in the lines below its name: a bracket, or what var_dump writes. */
  #opensBelow(): boolean {
    return /^\s*(?:[{(]|\[(?![\w"'.$:-]+\]\s*=>)|array ?\(|string\(|int\(|bool\(|float\(|NULL|object\()/.test(
      this.#text.slice(this.#at, this.#at + 200),
    );
  }

  /** The text of so many bytes between two quotes, which may stand in it too. */
  #sized(bytes: number): string {
    const text = this.#text;
    const from = this.#at + 1;
    let end = Math.min(from + bytes, text.length);
    while (end > from && utf8Length(text, from, end) > bytes) end--;
    this.#at = Math.min(end + 1, text.length);
    return text.slice(from, end);
  }

  #quoted(style: Style): string | undefined {
    const text = this.#text;
    let at = this.#at;
    if (/[@brbuf]/.test(text[at]!) && /["']/.test(text[at + 1] ?? '')) at++;
    const quote = text[at]!;
    if (quote !== '"' && quote !== "'" && quote !== '`') return undefined;
    const raw = style.raw && quote === "'" && !this.#seen.has('semicolon') && !this.#seen.has('php');
    for (let end = at + 1; end < text.length; end++) {
      if (text[end] === '\\' && !raw) {
        end++;
        continue;
      }
      if (
        text[end] !== quote ||
        !/^\s*(?:[,;|)\]}]|$|\n|=>|:)|^ (?=[A-Z]\w*:)/.test(text.slice(end + 1, end + 40))
      )
        continue;
      const value = text.slice(at + 1, end);
      this.#seen.add(quote);
      this.#at = end + 1;
      return raw ? value : unescaped(value);
    }
    return undefined;
  }

  /** Whether what ends at `end` is followed by something that can follow a value. */
  #ends(end: number, { close, go }: Style, named: boolean): boolean {
    const text = this.#text;
    if (go && text[end] === ' ') return true;
    let at = end;
    while (at < text.length && /[ \t]/.test(text[at]!)) at++;
    const next = text[at];
    if (next === undefined || next === close || /[,;|\n\r]/.test(next)) return true;
    return named && close === '' && memberAt(text, at) !== undefined;
  }

  /** A text without quotes, up to what parts it from the next value. */
  #rest({ close, go, mark }: Style, named: boolean): string {
    const text = this.#text;
    const from = this.#at;
    let depth = 0;
    let at = from;
    for (; at < text.length; at++) {
      const character = text[at]!;
      if (depth === 0) {
        if (character === close) break;
        if (named && close === '' && /[\s,;|]/.test(character) && known(memberAt(text, at + 1))) break;
        if (/[,;|\n]/.test(character) && (!named || this.#parts(at, close, mark))) break;
        if (go && character === ' ' && (!named || memberAt(text, at + 1)?.mark === ':')) break;
      }
      if (character in CLOSERS) {
        const end = jsonEnd(text, at);
        if (end >= 0) at = end - 1;
        else depth++;
      } else if (/[}\])]/.test(character) && depth > 0) depth--;
    }
    this.#at = at;
    return text.slice(from, at).trim();
  }

  /** Whether a separator ends the value before it: the next member follows, or the end. */
  #parts(at: number, close: string, mark: PrintedMember['mark'] | undefined): boolean {
    const text = this.#text;
    const next = memberAt(text, at + 1);
    if (next && (mark === undefined || next.mark === mark)) return true;
    let after = at + 1;
    while (after < text.length && /[\s,;]/.test(text[after]!)) after++;
    return after >= text.length || (text[after] === close && close !== '');
  }
}

/** Where no bracket encloses them, only names that messages and signals have part one value from the next. */
function known(member: PrintedMember | undefined): boolean {
  return member !== undefined && KNOWN.test(member.key);
}

const KNOWN =
  /^(?:invite_?id|inviter|invitees?|invitee_?list|group_?id|action_?type|data|invite_?data|time_?out|business_?id|user_?data|sender|user_?id|result|code|desc|ext(?:ension)?|online_?user_?only)$/i;

/** PHP prints lists as maps from 0, 1, 2. */
function listOf(fields: Record<string, unknown>): unknown {
  const keys = Object.keys(fields);
  return keys.length > 0 && keys.every((key, at) => key === String(at)) ? Object.values(fields) : fields;
}

/** Go parts the members of a struct by spaces, everybody else by commas. */
function hasComma(text: string, from: number): boolean {
  for (let at = from; at < text.length && at < from + 400; at++) {
    const character = text[at]!;
    if (character === '\n' || character === ',') return true;
    if (character === ' ') return false;
    if (/[{["']/.test(character)) return false;
  }
  return false;
}
