import { PassThrough, Writable } from 'node:stream';
import type { ReadStream, WriteStream } from 'node:tty';
import xterm from '@xterm/headless';
import { Chalk } from 'chalk';
import { asker } from '../../src/cli/ask.js';
import type { Cli, Terminal } from '../../src/cli/cli.js';

export interface ScreenOptions {
  columns?: number;
  rows?: number;
  /** Colours, as chalk counts them. */
  level?: 0 | 1 | 2 | 3;
}

/** A terminal with keys to type on and a screen to look at, both of them streams in this process. */
export class Screen {
  readonly terminal: Terminal;
  /** Whether keys come one by one, as they are pressed. */
  raw = false;
  /** All that was written to it. */
  written = '';
  #keys = new PassThrough();
  #screen: InstanceType<typeof xterm.Terminal>;
  #level: 0 | 1 | 2 | 3;

  constructor({ columns = 80, rows = 60, level = 0 }: ScreenOptions = {}) {
    this.#level = level;
    this.#screen = new xterm.Terminal({ cols: columns, rows, convertEol: true, allowProposedApi: true });
    const input = Object.assign(this.#keys, {
      isTTY: true,
      setRawMode: (raw: boolean) => {
        this.raw = raw;
      },
    });
    const output = new Writable({
      write: (chunk, _, done) => {
        this.written += chunk;
        this.#screen.write(chunk, done);
      },
    });
    // Prompts end the stream that they pipe to, but never the real output.
    Object.assign(output, { isTTY: true, columns, rows, end: () => output });
    this.terminal = { input: input as unknown as ReadStream, output: output as unknown as WriteStream };
  }

  /** What the terminal itself answers, when a program asks for its kind or its cursor. */
  onReply(take: (text: string) => void): void {
    this.#screen.onData(take);
  }

  /** What makes a Cli of this terminal. */
  seat(): Partial<Cli> {
    const { terminal } = this;
    const out = (line: string) => void terminal.output.write(`${line}\n`);
    return {
      ...{ terminal, out, note: out, interactive: true, ask: asker(terminal) },
      ...{ columns: terminal.output.columns, paint: new Chalk({ level: this.#level }) },
      stdin: terminal.input,
    };
  }

  type(keys: string): void {
    this.#keys.write(keys);
  }

  /** What stands there now, without the blank end. */
  async text(): Promise<string> {
    await this.#drawn();
    const { active } = this.#screen.buffer;
    const lines: string[] = [];
    for (let at = 0; at < active.length; at++) lines.push(active.getLine(at)!.translateToString(true));
    return lines.join('\n').trimEnd();
  }

  /** The line with the cursor. */
  async line(): Promise<string> {
    await this.#drawn();
    const { active } = this.#screen.buffer;
    return active.getLine(active.baseY + active.cursorY)!.translateToString(true);
  }

  /** Lets `go` do a step at a time until this shows. @throws Error with what shows instead, after very many steps */
  async until(text: string | RegExp, go: () => Promise<void>): Promise<void> {
    let seen = '';
    for (let step = 0; step < 10_000; step++) {
      seen = await this.text();
      if (typeof text === 'string' ? seen.includes(text) : text.test(seen)) return;
      await go();
    }
    throw new Error(`${text} does not show:\n${seen}`);
  }

  #drawn(): Promise<void> {
    return new Promise((resolve) => this.#screen.write('', resolve));
  }
}
