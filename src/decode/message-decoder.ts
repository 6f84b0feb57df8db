import { BUSINESS_SCHEMAS } from './business/index.js';
import { BusinessSchemas } from './business/payload.js';
import type { BusinessSchema } from './business/schema.js';
import type { Fields } from './fields.js';
import { InspectedMessage } from './inspected-message.js';
import type { MessageHit } from './json-walker.js';
import { judge } from './judge.js';
import type { DecodedLine } from './line.js';
import { MessageFinder, type MessageTaker } from './message-finder.js';
import type { Position } from './source-map.js';
import { plainText, type Unpacked } from './split/blob-text.js';
import type { LineTaker } from './split/text-feed.js';
import { utf8Length } from './utf8.js';
import { WorkBudget } from './work-budget.js';

export interface DecodeOptions {
  /** Name shown for the input. */
  file?: string;
  /** The user's own business schemas, tried before the known ones. */
  schemas?: readonly BusinessSchema[];
  /** Where the input begins in its file, if that is not its beginning: line from 1, byte from 0. */
  line?: number;
  byte?: number;
}

/** What a message's line says besides it. */
export interface Surroundings {
  walked: MessageHit;
  /** What stands before the message on its line: in a log, the time. */
  before: string;
}

/** What a decoder saw, for a person who got nothing out. */
export interface DecodeCounts {
  messages: number;
  /** Lines in which nothing was found. */
  other: number;
  /** Texts that were JSON, messages or not. */
  texts: number;
  bytes: number;
  /** Not all was read: what was packed or wrapped in the input comes to far more than honest payloads do. */
  exceeded: boolean;
  /** The first texts in which no message was, and why that is. */
  unread?: Unread[];
}

/** More are not told of. */
const MAX_UNREAD = 3;

/** A text that is no message in any form, and why. */
export interface Unread {
  line: number;
  /** How it begins. */
  text: string;
  why: string;
}

/**
 * Finds every message in what it is fed, in whatever form, and tells of each. Holds a few megabytes at most, however
 * much it is fed.
 */
export class MessageDecoder implements MessageTaker {
  readonly counts: DecodeCounts = { messages: 0, other: 0, texts: 0, bytes: 0, exceeded: false };
  readonly work = new WorkBudget();
  #schemas: BusinessSchemas;
  #file: string;
  #line: number;
  #byte: number;
  #tell: (line: DecodedLine, surroundings: Surroundings) => void;

  /** @param tell called for each message, in order */
  constructor(tell: (line: DecodedLine, surroundings: Surroundings) => void, options: DecodeOptions = {}) {
    this.#tell = tell;
    this.#file = options.file ?? '-';
    this.#line = options.line ?? 1;
    this.#byte = options.byte ?? 0;
    this.#schemas = new BusinessSchemas([...(options.schemas ?? []), ...BUSINESS_SCHEMAS]);
  }

  /** Reads one text. */
  text(text: string): DecodeCounts {
    const bytes = utf8Length(text);
    this.counts.bytes += bytes;
    const lines = this.lines('', 0, false);
    lines.feed(text, bytes === text.length);
    lines.end();
    return this.ended();
  }

  /** What was seen, when all has been fed. */
  protected ended(): DecodeCounts {
    this.counts.exceeded = this.work.exceeded;
    return this.counts;
  }

  /** Without Node there is nothing that unpacks at once. */
  unpack(bytes: Uint8Array, _budget: WorkBudget): Unpacked | undefined {
    return plainText(bytes);
  }

  /** @param prefix what the text was packed in, as paths say it; @param byte where it begins; @param wide UTF-16 */
  lines(prefix: string, byte: number, wide: boolean): LineTaker {
    return new MessageFinder(
      this,
      this.work,
      { file: this.#file, line: this.#line, byte: this.#byte + byte },
      { prefix, wide },
    );
  }

  unread(text: string, line: number, why: string): void {
    const { counts } = this;
    counts.unread ??= [];
    if (counts.unread.length < MAX_UNREAD) counts.unread.push({ line, text: text.slice(0, 200).trim(), why });
  }

  isPayload(object: Fields): boolean {
    return this.#schemas.names(object);
  }

  /** Judges a message that was found, and tells of it. */
  message(walked: MessageHit, { file, line, byte }: Position, before: string): void {
    this.counts.messages++;
    const subject = new InspectedMessage(walked);
    this.#tell(judge(subject, { file, line, byte, path: walked.path }, this.#schemas), { walked, before });
  }
}
