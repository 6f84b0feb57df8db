/** Takes the text of an input: whole lines, or (`cut`) parts of one so long that it is not held. */
export interface LineTaker {
  feed(text: string, ascii: boolean, cut?: boolean): void;
  end(): void;
}

/** A line of which this many characters are here is cut on. */
const LONG_LINE = 1024 * 1024;

/** Turns text that comes in any pieces into whole lines, and parts of very long ones. */
export class TextFeed {
  #lines: LineTaker;
  /** The beginning of a line whose end has not come. */
  #rest = '';
  #restASCII = true;

  constructor(lines: LineTaker) {
    this.#lines = lines;
  }

  write(text: string, ascii: boolean): void {
    if (text === '') return;
    let from = 0;
    if (this.#rest !== '') {
      // The line that began before is fed by itself, so that the bulk is never copied.
      const first = text.indexOf('\n');
      from = first < 0 ? text.length : first + 1;
      this.#rest += text.slice(0, from);
      this.#restASCII &&= ascii;
      if (first < 0) {
        if (this.#rest.length > LONG_LINE) this.#giveRest(true);
        return;
      }
      this.#giveRest(false);
    }
    const end = text.lastIndexOf('\n') + 1;
    if (end > from) this.#lines.feed(from === 0 && end === text.length ? text : text.slice(from, end), ascii);
    this.#rest = end > from ? text.slice(end) : text.slice(from);
    this.#restASCII = ascii;
  }

  end(): void {
    if (this.#rest !== '') this.#giveRest(false);
    this.#lines.end();
  }

  #giveRest(cut: boolean): void {
    const text = this.#rest;
    this.#rest = '';
    this.#lines.feed(text, this.#restASCII, cut);
    this.#restASCII = true;
  }
}
