import { EventEmitter } from 'node:events';
import { StringDecoder } from 'node:string_decoder';
import type { ReadStream } from 'node:tty';

/** After these keys something may have to be done before the next one counts: a command, or a completion. */
const STEP = /[\r\n\t]/;
const CTRL_C = '\x03';

/**
 * What is typed, handed on only while somebody waits for it. So a pasted script runs line by line, and a word typed after
 * Tab comes after what Tab completes.
 */
export class TypeAhead extends EventEmitter {
  readonly isTTY = true;
  #terminal: ReadStream;
  #decoder = new StringDecoder('utf8');
  #waiting = '';
  #open = false;
  #onInterrupt: () => void;

  /** @param onInterrupt Ctrl-C was pressed while nothing is handed on */
  constructor(terminal: ReadStream, onInterrupt: () => void) {
    super();
    this.#terminal = terminal;
    terminal.once('end', () => this.emit('end'));
    this.#onInterrupt = onInterrupt;
  }

  /** Begins to listen to the terminal. */
  attach(): void {
    this.#terminal.on('data', this.#hear);
    this.#terminal.setRawMode(true);
    this.#terminal.resume();
  }

  /** Leaves the terminal to others. */
  detach(): void {
    this.#terminal.off('data', this.#hear);
    this.#terminal.setRawMode(false);
    this.#terminal.pause();
  }

  open(): void {
    this.#open = true;
    this.#flow();
  }

  shut(): void {
    this.#open = false;
  }

  // What a reader of lines expects of its input; the terminal itself is attached and detached above.
  setRawMode(): void {}
  resume(): void {}
  pause(): void {}

  #hear = (chunk: Buffer) => {
    this.#waiting += this.#decoder.write(chunk);
    const interrupt = this.#waiting.lastIndexOf(CTRL_C);
    if (!this.#open && interrupt !== -1) {
      this.#waiting = this.#waiting.slice(interrupt + 1);
      this.#onInterrupt();
    }
    this.#flow();
  };

  #flow(): void {
    while (this.#open && this.#waiting !== '') {
      const step = this.#waiting.search(STEP);
      const end = step === -1 ? this.#waiting.length : step + 1;
      const piece = this.#waiting.slice(0, end);
      this.#waiting = this.#waiting.slice(end);
      this.emit('data', Buffer.from(piece));
    }
  }
}
