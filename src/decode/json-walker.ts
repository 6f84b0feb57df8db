import { type Fields, isFields } from './fields.js';
import type { Found } from './forms/form.js';
import { handedOver, ownNames, signalingInfoOfSDK } from './forms/handed-over.js';
import { formOf } from './forms/index.js';
import { payload } from './forms/payload.js';
import { bare } from './forms/signal.js';
import { mentionsSignal } from './mentions-signal.js';
import type { Print, PrintKind } from './prints/print.js';
import { readPrint } from './prints/read-print.js';
import { type Repair, repair } from './repair.js';
import { type Oddity, salvage } from './salvage.js';
import type { Part } from './split/part.js';

/** A name or an index on the way to a value. */
export type PathStep = string | number;

/** What a walk tells of each message. */
export interface MessageHit {
  found: Found;
  path: string;
  /** The way to it in the outermost text; for one in a text within, the way to that text. */
  steps: readonly PathStep[];
  /** The message's own text, where it is a whole JSON text by itself. */
  text: string | undefined;
  after: string;
  /** Whether that text is JSON as it stands. */
  sound: boolean;
  /** The objects around it in its text, the nearest last. */
  around: readonly Fields[];
  /** Whose print it is; undefined for JSON. */
  print: PrintKind | undefined;
  /** What was undone to read the text. */
  repairs: readonly Repair[];
  /** Where the text around breaks off or makes no sense; undefined if all of it could be read. */
  broken: Oddity | undefined;
}

/** Where a text within another text stands. */
export interface TextOrigin {
  /** The way to it in the outermost text. */
  steps: readonly PathStep[];
  around: readonly Fields[];
}

export interface WalkVisitor {
  message(hit: MessageHit): void;
  /** Whether an object that is no message is an app's own payload. */
  isPayload(object: Fields): boolean;
  /** A text within a value that is no JSON as it stands, but may hold some. */
  embedded(text: string, path: string, origin: TextOrigin): void;
}

/** A text without its comments, as far as they are no part of a URL. */
function withoutComments(text: string): string {
  return text.includes('//') ? text.replace(/(?<!:)\/\/[^\n]*/g, '') : text;
}

/** Both words of a signal, as names of something: code that merely reads them is none. */
const WANTS_TO_BE_SIGNAL = /^(?=[\s\S]*inviteID\W{0,8}[:=](?!=))(?=[\s\S]*actionType\W{0,8}[:=](?!=))/;

/** JSON whose quotes are escaped or written as entities: not to be mended, but to be decoded. */
const ENCODED = /^[{[]\s*(?:[{[]\s*)?(?:\\+"|""\w|&(?:quot|#34|#x22);)/i;

const MAX_DEPTH = 64;

/** Goes through one JSON text and tells of every message in it, in order. */
export class JSONWalker {
  #visitor: WalkVisitor;
  #path: PathStep[] = [];
  #around: Fields[] = [];
  #prefix: string;
  /** The way to this text, and what is around it, where it is within another. */
  #origin: TextOrigin | undefined;
  #root: unknown;
  #text: string | undefined;
  #after: string;
  #sound = true;
  #print: PrintKind | undefined;
  /** What was undone to read the text. */
  repairs: readonly Repair[] = [];
  #brokenAt: Oddity | undefined;
  /** How many messages were told of. */
  messages = 0;
  /** Why a text was none that could be used. */
  why = 'no JSON';

  /** @param prefix what stands before this text's own path: `base64|` */
  constructor(visitor: WalkVisitor, prefix = '', after = '', origin?: TextOrigin) {
    this.#visitor = visitor;
    this.#prefix = prefix;
    this.#after = after;
    this.#origin = origin;
  }

  /**
   * @param strict only JSON will do
   * @returns whether the text was JSON, or held a message nevertheless
   */
  text(text: string, strict = false): boolean {
    this.#text = text;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return !strict && this.#broken(text);
    }
    this.#root = value;
    this.#visit(value);
    return true;
  }

  /** Text that no parser takes: read as it was meant, if it says anything of signals. */
  #broken(text: string): boolean {
    if (ENCODED.test(text)) return false;
    if (!mentionsSignal(text)) {
      this.why = 'no JSON, and no word of a signal or a message in it';
      return false;
    }
    const print = readPrint(text);
    if (print) {
      if (this.print(print)) return true;
      this.#print = undefined;
    }
    if (text.includes('\n') && !mentionsSignal(withoutComments(text))) return false;
    this.#sound = false;
    const { value, oddities } = salvage(text);
    this.#brokenAt = oddities.find(({ kind }) => kind === 'broken' || kind === 'truncated');
    const repaired = repair(text);
    if (repaired) {
      this.#brokenAt = undefined;
      this.repairs = [...this.repairs, ...repaired.repairs];
    }
    this.#root = repaired ? repaired.value : value;
    this.#visit(this.#root);
    if (this.messages > 0) return true;
    this.why = this.#brokenAt
      ? `its JSON ${this.#brokenAt.kind === 'truncated' ? 'ends too early' : 'breaks off'} at character ${this.#brokenAt.at}, before anything of a message`
      : 'none of its keys are those of a message, a signal or a known payload';
    if (!WANTS_TO_BE_SIGNAL.test(text)) return false;
    // Nothing could be made of it, but it wants to be a signal: the SDKs would be given this text.
    this.#tell(bare(isFields(this.#root) ? this.#root : {}, text));
    return true;
  }

  /** Goes through what a program printed. @returns whether a message was in it */
  print({ value, kind }: Print): boolean {
    this.#print = kind;
    this.#root = value;
    this.#visit(value);
    return this.messages > 0;
  }

  /** Goes through entries of an array in a large text. */
  part({ value, way, lag, repeats }: Part): void {
    if (!repeats) {
      this.#visit(value);
      return;
    }
    this.#resume(value, way, lag, 0);
  }

  /** Down the way to the array, through its entries, and back up through what follows on each step. */
  #resume(value: unknown, way: PathStep[], lag: number[], step: number): void {
    const behind = lag[step] ?? 0;
    if (step === way.length) {
      if (Array.isArray(value)) this.#entries(value, 0, behind);
      return;
    }
    const key = way[step]!;
    if (Array.isArray(value)) {
      this.#path.push((key as number) + behind);
      this.#resume(value[key as number], way, lag, step + 1);
      this.#path.pop();
      this.#entries(value, (key as number) + 1, behind);
    } else if (isFields(value)) {
      this.#around.push(value);
      this.#path.push(key);
      this.#resume(value[key], way, lag, step + 1);
      this.#path.pop();
      const keys = Object.keys(value);
      for (const later of keys.slice(keys.indexOf(String(key)) + 1)) this.#member(later, value[later]);
      this.#around.pop();
    }
  }

  #visit(value: unknown): void {
    if (typeof value === 'object') {
      if (value === null || this.#path.length > MAX_DEPTH) return;
      if (Array.isArray(value)) this.#entries(value, 0, 0);
      else this.#object(value as Fields);
    } else if (typeof value === 'string' && value.length > 20) {
      this.#string(value);
    }
  }

  #entries(values: unknown[], from: number, behind: number): void {
    for (let i = from; i < values.length; i++) {
      this.#path.push(i + behind);
      this.#visit(values[i]);
      this.#path.pop();
    }
  }

  #object(object: Fields): void {
    const form = formOf(object, this.#around);
    if (form) {
      const found = form.read(object, this.#around);
      // A signal of its own text keeps that text: its numbers, its repeated keys, what follows it.
      if (form.name === 'signal' && this.#print) {
        const fields = ownNames(object);
        const own = fields.businessID === undefined ? signalingInfoOfSDK : form;
        this.#tell(handedOver(own, object, fields, printed(this.#print)));
        return;
      }
      if (form.name === 'signal' && object === this.#root && this.#text !== undefined) {
        found.elements[0]!.data = this.#text + gluedTo(this.#after);
      }
      this.#tell(found);
      return;
    }
    // Of code that makes one, only the beginning can be read.
    if (!this.#brokenAt && this.#visitor.isPayload(object)) {
      this.#tell(payload.read(object, this.#around));
      return;
    }
    this.#around.push(object);
    for (const key in object) this.#member(key, object[key]);
    this.#around.pop();
  }

  #member(key: string, value: unknown): void {
    if (typeof value !== 'object' && typeof value !== 'string') return;
    this.#path.push(key);
    this.#visit(value);
    this.#path.pop();
  }

  #string(value: string): void {
    const first = value.charCodeAt(0);
    const last = value.charCodeAt(value.length - 1);
    if ((first === 0x7b && last === 0x7d) || (first === 0x5b && last === 0x5d)) {
      const inner = new JSONWalker(this.#visitor, `${this.#where()}|`, '', this.#here());
      const used = inner.text(value);
      this.messages += inner.messages;
      if (used) return;
    }
    this.#visitor.embedded(value, `${this.#where()}|`, this.#here());
  }

  #tell(found: Found): void {
    this.messages++;
    const whole = found.raw === this.#root || this.#path.length === 0;
    this.#visitor.message({
      found,
      path: this.#where(),
      steps: this.#origin?.steps ?? this.#path,
      text: whole && !this.#print ? this.#text : undefined,
      after: whole ? this.#after : '',
      sound: this.#sound,
      print: this.#print,
      repairs: this.repairs,
      broken: this.#brokenAt,
      around: this.#origin ? [...this.#origin.around, ...this.#around] : this.#around,
    });
  }

  /** Where a text that is looked at now stands. */
  #here(): TextOrigin {
    if (!this.#origin) return { steps: [...this.#path], around: [...this.#around] };
    return { steps: this.#origin.steps, around: [...this.#origin.around, ...this.#around] };
  }

  #where(): string {
    let path = `${this.#prefix}$`;
    for (const step of this.#path) {
      if (typeof step === 'number') path += `[${step}]`;
      else path += /^[\w$-]+$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
    }
    return path;
  }
}

/** Why no SDK is asked about a signal that was printed. */
function printed({ title }: PrintKind): string {
  return `a print, not the text that was sent (${title.replace(/:.*/, '')})`;
}

/** What follows a text so closely that it was one with it, and not the next word of a log. */
function gluedTo(after: string): string {
  return /^[\p{L}\p{N}_}\]]/u.test(after) ? after : '';
}
