import { clearScreenDown, createInterface, cursorTo, type Interface, moveCursor } from 'node:readline';
import type { ReadStream } from 'node:tty';
import { safeForTerminal } from '../../text/printable.js';
import { asker } from '../ask.js';
import type { Ask, Terminal } from '../cli.js';
import { type History, MOST_HISTORY } from './history.js';
import { TypeAhead } from './type-ahead.js';

/** The words that may stand at the end of a line, and the part of the line that they would replace. */
export type Completer = (line: string) => Promise<[string[], string]>;

export interface PromptOptions {
  complete: Completer;
  history: History;
  /** Ctrl-C while a line runs. */
  onInterrupt(): void;
}

/** A line to type on at the bottom of a terminal; what is printed meanwhile comes out above it. */
export class Prompt {
  #terminal: Terminal;
  #input: TypeAhead;
  #lines: Interface;
  #take: ((line: string | undefined) => void) | undefined;
  /** Lines that wait while the terminal is lent. */
  #held: string[] | undefined;

  constructor(terminal: Terminal, { complete, history, onInterrupt }: PromptOptions) {
    this.#terminal = terminal;
    this.#input = new TypeAhead(terminal.input, onInterrupt);
    this.#lines = createInterface({
      ...{ input: this.#input as unknown as ReadStream, output: terminal.output, terminal: true },
      ...{ history: history.read(), historySize: MOST_HISTORY, removeHistoryDuplicates: true },
      // A line feed that follows a carriage return belongs to it, however long the line before it ran.
      crlfDelay: Number.POSITIVE_INFINITY,
      completer: (line: string, done: (error: null, found: [string[], string]) => void) => {
        this.#input.shut();
        complete(line).then((found) => {
          done(null, found);
          if (this.#take) this.#input.open();
        });
      },
    });
    this.#lines.on('line', (line) => {
      history.add(line);
      this.#end(line);
    });
    this.#lines.on('close', () => this.#end(undefined));
    this.#lines.on('SIGINT', () => this.#abandon());
    this.#input.attach();
  }

  /** The next line that is typed; '' when it was abandoned with Ctrl-C; undefined at the end (Ctrl-D). */
  read(prompt: string): Promise<string | undefined> {
    return new Promise((resolve) => {
      this.#take = resolve;
      this.#lines.setPrompt(prompt);
      this.#lines.prompt();
      this.#input.open();
    });
  }

  /** Prints above the line being typed, which stays as it is. */
  print(text: string): void {
    const line = safeForTerminal(text, true);
    if (this.#held) {
      this.#held.push(line);
      return;
    }
    const { output } = this.#terminal;
    if (!this.#take) {
      output.write(`${line}\n`);
      return;
    }
    moveCursor(output, 0, -this.#lines.getCursorPos().rows);
    cursorTo(output, 0);
    clearScreenDown(output);
    output.write(`${line}\n`);
    // Where the cursor stood before says nothing any more.
    Object.assign(this.#lines, { prevRows: 0 });
    this.#lines.prompt(true);
  }

  /** Lends the terminal to a prompt of another kind; what is printed meanwhile comes out after it. */
  readonly ask: Ask = async (prompt) => {
    this.#input.detach();
    this.#held = [];
    try {
      return await asker(this.#terminal)(prompt);
    } finally {
      const held = this.#held;
      this.#held = undefined;
      for (const line of held) this.print(line);
      this.#input.attach();
    }
  };

  /** Empties the screen. */
  clear(): void {
    const { output } = this.#terminal;
    cursorTo(output, 0, 0);
    clearScreenDown(output);
  }

  close(): void {
    this.#lines.close();
    this.#input.detach();
  }

  #end(line: string | undefined): void {
    this.#input.shut();
    const take = this.#take;
    this.#take = undefined;
    take?.(line);
  }

  #abandon(): void {
    const typed = this.#lines.line !== '';
    this.#terminal.output.write(typed ? '^C\n' : '\n(.exit or Ctrl-D leaves)\n');
    Object.assign(this.#lines, { line: '', cursor: 0 });
    this.#end('');
  }
}
