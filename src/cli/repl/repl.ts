import { appendFileSync, readFileSync } from 'node:fs';
import { clearScreenDown, createInterface, cursorTo, type Interface, moveCursor } from 'node:readline';
import { Readable } from 'node:stream';
import type { Cli } from '../cli.js';
import { complete } from '../completion/complete.js';
import { overview } from '../help.js';
import type { HubClient } from '../hub/client.js';
import { makeHome, paths } from '../hub/paths.js';
import { eventLines } from '../print/event.js';
import { run } from '../run.js';
import { splitWords, withActor } from './words.js';

const MOST_HISTORY = 1000;

const HELP = `
In here commands go without the word sig; JSON that is pasted is decoded.
  as USER    who acts when a command names nobody; as alone: nobody
  .help      this
  .exit      leave (or Ctrl-D)`;

/** The commands of sig at a prompt, over one hub. From a pipe, line by line, without one. */
export class Repl {
  #cli: Cli;
  #hub: HubClient;
  #actor: string | undefined;
  #lines: Interface | undefined;
  #prompting = false;
  #pasted = '';
  #left = false;

  constructor(cli: Cli, hub: HubClient) {
    this.#hub = { call: hub.call.bind(hub), events: hub.events.bind(hub), close: async () => {} };
    // Commands print through the REPL, share its hub, and ask nothing: the prompt is the REPL's.
    this.#cli = Object.create(cli, {
      out: { value: (line: string) => this.#print(line, cli.out) },
      note: { value: (line: string) => this.#print(line, cli.interactive ? cli.out : cli.note) },
      hub: { value: this.#hub },
      showsEvents: { value: cli.interactive },
      interactive: { value: false },
      json: { value: false, writable: true },
      exitCode: { value: 0, writable: true },
    });
  }

  /** From a pipe: every line in turn. @returns the exit code of the first that failed, or 0 */
  async runScript(): Promise<number> {
    let failed = 0;
    for await (const line of createInterface({ input: this.#cli.stdin })) {
      if (this.#left) break;
      await this.#take(line);
      failed ||= this.#cli.exitCode;
    }
    return failed;
  }

  /** At a terminal, until it is left. */
  async runPrompt(): Promise<void> {
    await this.#hub.call('names', {});
    const stream = this.#hub.events(
      {},
      {
        event: (event) => {
          for (const line of eventLines(this.#cli, event)) this.#cli.out(line);
        },
      },
    );
    stream.done.catch((thrown) => this.#cli.note(`events stop here: ${thrown.message}`));
    const where = paths(this.#cli.env);
    makeHome(where);
    const lines = createInterface({
      ...{ input: process.stdin, output: process.stdout, terminal: true },
      ...{ history: readHistory(where.history), historySize: MOST_HISTORY, removeHistoryDuplicates: true },
      completer: (line: string, done: (error: null, found: [string[], string]) => void) => {
        this.#complete(line).then((found) => done(null, found));
      },
    });
    this.#lines = lines;
    this.#print(
      this.#cli.paint.dim('sig: commands without the word sig; Tab completes, .help helps, .exit leaves'),
    );
    this.#prompt();
    for await (const line of lines) {
      this.#prompting = false;
      if (line.trim() !== '') appendFileSync(where.history, `${line}\n`, { mode: 0o600 });
      await this.#take(line);
      if (this.#left) break;
      this.#prompt();
    }
    lines.close();
    stream.stop();
  }

  #prompt(): void {
    const { paint } = this.#cli;
    this.#lines?.setPrompt(this.#pasted === '' ? `${paint.cyan(this.#actor ?? 'sig')}> ` : '... ');
    this.#prompting = true;
    this.#lines?.prompt();
  }

  /** Prints above the line being typed, which stays as it is. */
  #print(line: string, plain: (line: string) => void = this.#cli.out): void {
    const lines = this.#lines;
    if (!lines || !this.#prompting) {
      plain(line);
      return;
    }
    const { rows } = lines.getCursorPos();
    moveCursor(process.stdout, 0, -rows);
    cursorTo(process.stdout, 0);
    clearScreenDown(process.stdout);
    plain(line);
    // Where the cursor stood before says nothing any more.
    Object.assign(lines, { prevRows: 0 });
    lines.prompt(true);
  }

  async #take(line: string): Promise<void> {
    this.#cli.exitCode = 0;
    if (this.#pasted !== '' || /^\s*[[{]/.test(line)) {
      this.#pasted += `${line}\n`;
      if (line.trim() !== '' && !isWhole(this.#pasted)) return;
      const text = this.#pasted;
      this.#pasted = '';
      const reader: Cli = Object.create(this.#cli, { stdin: { value: Readable.from([Buffer.from(text)]) } });
      await run(reader, ['decode', '-']);
      this.#cli.exitCode = reader.exitCode;
      return;
    }
    const words = splitWords(line);
    const [first] = words;
    if (first === undefined || first.startsWith('#')) return;
    if (first === '.exit' || first === 'exit' || first === 'quit') this.#left = true;
    else if (first === '.help' || first === 'help') this.#cli.out(`${overview(this.#cli)}\n${HELP}`);
    else if (first === 'as') this.#actor = words[1];
    else await run(this.#cli, await this.#acted(words[0] === 'sig' ? words.slice(1) : words));
  }

  async #acted(words: string[]): Promise<string[]> {
    if (this.#actor === undefined) return words;
    const { users } = await this.#hub.call<{ users: string[] }>('names', {});
    return withActor(words, this.#actor, users);
  }

  async #complete(line: string): Promise<[string[], string]> {
    const words = splitWords(line);
    if (words.length === 0 || /\s$/.test(line)) words.push('');
    const current = words.at(-1)!;
    const own = words.length === 1 ? ['as', '.help', '.exit'].filter((word) => word.startsWith(current)) : [];
    const asked = words[0] === 'as' ? ['accept', current] : words;
    const found = await complete(this.#cli, asked, this.#hub).catch(() => []);
    return [[...found.map(({ word }) => `${word} `), ...own.map((word) => `${word} `)], current];
  }
}

function isWhole(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Newest first, as readline wants it. */
function readHistory(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n').filter(Boolean).slice(-MOST_HISTORY).reverse();
  } catch {
    return [];
  }
}
