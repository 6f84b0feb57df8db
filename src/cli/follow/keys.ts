import type { ReadStream } from 'node:tty';

/** Reads single keys of a terminal, until stopped; Ctrl-C comes as `\x03`. */
export class Keys {
  #input: ReadStream;
  #onKey: (key: string) => void;
  #listen = (chunk: Buffer) => {
    const text = chunk.toString('utf8');
    // An arrow or another key with a sequence of its own: its letters mean nothing.
    if (text.startsWith('\x1b')) return;
    for (const key of text) this.#onKey(key);
  };

  constructor(input: ReadStream, onKey: (key: string) => void) {
    this.#input = input;
    this.#onKey = onKey;
  }

  start(): void {
    this.#input.setRawMode(true);
    this.#input.on('data', this.#listen);
    this.#input.resume();
  }

  /**
   * Has `leave` run when Esc is pressed while somebody else reads the keys.
   * @returns a function that takes this back
   */
  onEscape(leave: () => void): () => void {
    const listen = (chunk: Buffer) => {
      if (chunk.toString('utf8') === '\x1b') leave();
    };
    this.#input.on('data', listen);
    return () => this.#input.off('data', listen);
  }

  /** Gives the terminal back, as it was. */
  stop(): void {
    this.#input.off('data', this.#listen);
    this.#input.setRawMode(false);
    this.#input.pause();
  }
}
