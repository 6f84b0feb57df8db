import type { PathStep } from './json-walker.js';
import {
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  NEWLINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from './split/characters.js';

interface Container {
  array: boolean;
  index: number;
  key: string;
}

/** Finds where values stand in a JSON text, for paths asked in the order of the text: one pass for all of them. */
export class JSONLocator {
  #text: string;
  #at = 0;
  #lines = 0;
  #open: Container[] = [];
  /** The next text is a key. */
  #keyNext = false;
  /** A value may begin here. */
  #valueNext = true;

  constructor(text: string) {
    this.#text = text;
  }

  /** @returns index of the value's first character, and how many lines ended before it; undefined if it is not there */
  find(steps: readonly PathStep[]): { at: number; lines: number } | undefined {
    const text = this.#text;
    for (; this.#at < text.length; this.#at++) {
      const code = text.charCodeAt(this.#at);
      if (code === 0x20 || code === 0x0d || code === 0x09) continue;
      if (code === NEWLINE) {
        this.#lines++;
        continue;
      }
      if (this.#keyNext && code === QUOTE) {
        this.#key();
        continue;
      }
      if (this.#valueNext && code !== CLOSE_BRACKET && code !== CLOSE_BRACE) {
        if (this.#is(steps)) return { at: this.#at, lines: this.#lines };
        this.#valueNext = false;
      }
      this.#step(code);
    }
    return undefined;
  }

  #step(code: number): void {
    const top = this.#open[this.#open.length - 1];
    switch (code) {
      case OPEN_BRACE:
      case OPEN_BRACKET:
        this.#open.push({ array: code === OPEN_BRACKET, index: 0, key: '' });
        this.#keyNext = code === OPEN_BRACE;
        this.#valueNext = code === OPEN_BRACKET;
        break;
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        this.#open.pop();
        this.#keyNext = this.#valueNext = false;
        break;
      case COMMA:
        if (!top) break;
        top.index++;
        this.#keyNext = !top.array;
        this.#valueNext = top.array;
        break;
      case QUOTE:
        this.#string();
        break;
    }
  }

  #key(): void {
    const start = this.#at;
    this.#string();
    const top = this.#open[this.#open.length - 1]!;
    const raw = this.#text.slice(start, this.#at + 1);
    top.key = raw.includes('\\') ? parsed(raw) : raw.slice(1, -1);
    const colon = this.#text.indexOf(':', this.#at);
    this.#at = colon < 0 ? this.#text.length : colon;
    this.#keyNext = false;
    this.#valueNext = true;
  }

  /** Moves to the quote that closes the text which begins here. */
  #string(): void {
    const text = this.#text;
    for (this.#at++; this.#at < text.length; this.#at++) {
      const code = text.charCodeAt(this.#at);
      if (code === QUOTE) return;
      if (code === BACKSLASH) this.#at++;
      else if (code === NEWLINE) this.#lines++;
    }
  }

  #is(steps: readonly PathStep[]): boolean {
    const open = this.#open;
    if (open.length !== steps.length) return false;
    for (let i = open.length - 1; i >= 0; i--) {
      const { array, index, key } = open[i]!;
      if ((array ? index : key) !== steps[i]) return false;
    }
    return true;
  }
}

function parsed(raw: string): string {
  try {
    return JSON.parse(raw);
  } catch {
    return raw;
  }
}
