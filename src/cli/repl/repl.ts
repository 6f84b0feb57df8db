import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { looksLikePayload } from '../../decode/mentions-signal.js';
import { USAGE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { isUserID, userIDError } from '../../im/user-id.js';
import { didYouMean } from '../../text/did-you-mean.js';
import { printable } from '../../text/printable.js';
import { wrapText } from '../../text/width.js';
import type { Cli, Terminal } from '../cli.js';
import type { CommandRegistry } from '../command-registry.js';
import { complete } from '../completion/complete.js';
import { executeLine } from '../execute-line.js';
import { overview } from '../help.js';
import type { HubClient } from '../hub/client.js';
import { makeHome, paths } from '../hub/paths.js';
import { printError } from '../print/error.js';
import { eventLines } from '../print/event.js';
import { printNote } from '../print/output.js';
import { sharedHub } from '../with-hub.js';
import { EventFeed } from './event-feed.js';
import { History } from './history.js';
import { Prompt } from './prompt.js';
import { splitWords, withActor } from './words.js';

const BANNER = 'sig: commands without the word sig; Tab completes, .help helps, .exit leaves';

const ABOUT = 'In here commands go without the word sig; JSON or a line of a log that is pasted is decoded.';

const HELP = `  as USER         who acts where nobody is named
  as              nobody does
  clear           an empty screen (or Ctrl-L)
  .help           this; help COMMAND tells how one is used
  .exit           leave (or Ctrl-D)`;

/** Words that mean something only here; with a dot before them or without. */
const OWN_WORDS = ['as', 'clear', 'help', 'exit'];

/** The commands of sig at a prompt, over one hub. From a pipe, line by line, without one. */
export class Repl {
  #outer: Cli;
  #cli: Cli;
  #hub: HubClient;
  #registry: CommandRegistry;
  #prompt: Prompt | undefined;
  #feed: EventFeed;
  #stops = new Set<(why: string) => void>();
  #interrupted = false;
  #actor: string | undefined;
  #pasted = '';
  #left = false;

  constructor(cli: Cli, hub: HubClient, registry: CommandRegistry) {
    this.#registry = registry;
    this.#hub = sharedHub(hub);
    const print = (plain: (line: string) => void) => (line: string) =>
      this.#prompt ? this.#prompt.print(line) : plain(line);
    this.#outer = cli;
    this.#feed = new EventFeed(this.#hub, {
      event: (event) => {
        for (const line of eventLines(this.#cli, event)) this.#cli.out(line);
      },
      broken: (error) => printNote(this.#cli, `events stop here: ${error.message}`),
    });
    // Commands print through the REPL, share its hub, and draw nothing that moves: the terminal is the REPL's.
    this.#cli = Object.create(cli, {
      out: { value: print(cli.out) },
      note: { value: print(cli.note) },
      hub: { value: this.#hub },
      showsEvents: { get: () => this.#feed.live },
      interactive: { value: false },
      terminal: { value: undefined },
      ask: { get: () => this.#prompt?.ask },
      onInterrupt: {
        value: (stop: (why: string) => void) => {
          this.#stops.add(stop);
          if (this.#interrupted) queueMicrotask(() => stop('SIGINT'));
          return () => this.#stops.delete(stop);
        },
      },
      json: { value: cli.json, writable: true },
      exitCode: { value: 0, writable: true },
    });
  }

  /** From a pipe: every line in turn. @returns the exit code of the first that failed, or 0 */
  async runScript(): Promise<number> {
    const lines = createInterface({ input: this.#outer.stdin });
    let failed = 0;
    const release = this.#outer.onInterrupt(() => {
      failed = 1;
      this.#left = true;
      this.#interrupt();
      lines.close();
    });
    try {
      for await (const line of lines) {
        await this.#take(line);
        failed ||= this.#cli.exitCode;
        if (this.#left) break;
      }
      await this.#decodePasted();
    } finally {
      release();
    }
    return failed || this.#cli.exitCode;
  }

  /** At a terminal, until it is left. */
  async runPrompt(terminal: Terminal): Promise<void> {
    await this.#hub.call('names', {});
    const where = paths(this.#outer.env);
    makeHome(where);
    const prompt = new Prompt(terminal, {
      complete: (line) => this.#complete(line),
      history: new History(where.history),
      onInterrupt: () => this.#interrupt(),
    });
    this.#prompt = prompt;
    const { paint } = this.#cli;
    for (const line of wrapText(BANNER, this.#cli.columns)) prompt.print(paint.dim(line));
    try {
      while (!this.#left) {
        await this.#feed.start();
        const line = await prompt.read(
          this.#pasted === '' ? `${paint.cyan(this.#actor ?? 'sig')}> ` : '... ',
        );
        if (line === undefined) break;
        if (line === '' && this.#pasted !== '') this.#pasted = '';
        else await this.#take(line);
      }
    } finally {
      prompt.close();
      this.#prompt = undefined;
      this.#feed.stop();
    }
  }

  /** Ends what runs; what is only about to wait, as soon as it would. */
  #interrupt(): void {
    this.#interrupted = true;
    for (const stop of this.#stops) stop('SIGINT');
  }

  async #take(line: string): Promise<void> {
    this.#cli.exitCode = 0;
    this.#interrupted = false;
    if (this.#pasted !== '' || /^\s*[[{]/.test(line)) {
      this.#pasted += `${line}\n`;
      if (line.trim() === '' || isWhole(this.#pasted)) await this.#decodePasted();
      return;
    }
    if (this.#isPayload(line)) {
      this.#pasted = line;
      await this.#decodePasted();
      return;
    }
    const words = splitWords(line);
    if (words[0] === 'sig') words.shift();
    const [first] = words;
    if (first === undefined || first.startsWith('#')) return;
    try {
      await this.#obey(first.replace(/^\./, ''), words.slice(1), words);
    } catch (thrown) {
      const error = SigError.from(thrown);
      this.#cli.exitCode = error.code === USAGE ? 2 : 1;
      printError(this.#cli, error, thrown);
    }
  }

  async #obey(first: string, rest: string[], words: string[]): Promise<void> {
    if (first === 'exit' || first === 'quit') this.#left = true;
    else if (first === 'help') await this.#help(rest);
    else if (first === 'clear') this.#prompt?.clear();
    else if (first === 'as') await this.#as(rest);
    else if (first === 'repl') throw new SigError(USAGE, 'this is the REPL already');
    else if (!this.#registry.find(words[0]!)) throw this.#unknown(words[0]!);
    else await this.#run(await this.#acted(words));
  }

  async #help(topic: string[]): Promise<void> {
    if (topic.length > 0) await this.#run([...topic, '--help']);
    else
      this.#cli.out(
        [overview(this.#cli, this.#registry), '', ...wrapText(ABOUT, this.#cli.columns), HELP].join('\n'),
      );
  }

  #unknown(word: string): SigError {
    const near = didYouMean(word.replace(/^\./, ''), [
      ...OWN_WORDS,
      ...this.#registry.listed.map(({ name }) => name),
    ]);
    const meant = near && (this.#registry.find(near) ? `sig ${near}` : near);
    return new SigError(
      USAGE,
      `there is no ${word.startsWith('.') ? '' : 'command '}${word}`,
      meant ? `did you mean: ${meant}` : '.help tells what there is',
    );
  }

  async #run(words: readonly string[]): Promise<void> {
    const json = this.#outer.json && !words.includes('--json') ? ['--json'] : [];
    await executeLine(this.#cli, this.#registry, [...words.slice(0, 1), ...json, ...words.slice(1)]);
  }

  /** @throws SigError for what can be no user; the actor stays who it was */
  async #as([user, ...more]: string[]): Promise<void> {
    if (more.length > 0) throw new SigError(USAGE, 'only one user can act', 'as USER, or as alone: nobody');
    if (user !== undefined && !isUserID(user)) throw userIDError(user);
    this.#actor = user;
    if (user === undefined) return;
    const users = await this.#users();
    if (users.includes(user)) return;
    const near = didYouMean(user, users);
    this.#cli.note(printable(`${user} is new here${near ? ` (did you mean ${near}?)` : ''}`));
  }

  async #acted(words: string[]): Promise<string[]> {
    return this.#actor === undefined ? words : withActor(words, this.#actor, await this.#users());
  }

  async #users(): Promise<string[]> {
    const { users } = await this.#hub.call('names', {});
    return users;
  }

  async #decodePasted(): Promise<void> {
    const text = this.#pasted;
    if (text === '') return;
    this.#pasted = '';
    const reader: Cli = Object.create(this.#cli, { stdin: { value: Readable.from([Buffer.from(text)]) } });
    await executeLine(reader, this.#registry, this.#outer.json ? ['decode', '-', '--json'] : ['decode', '-']);
    this.#cli.exitCode = reader.exitCode;
  }

  async #complete(line: string): Promise<[string[], string]> {
    const words = splitWords(line);
    if (words.length === 0 || /\s$/.test(line)) words.push('');
    if (words[0] === 'sig' && words.length > 1) words.shift();
    const current = words.at(-1)!;
    const dot = current.startsWith('.') ? '.' : '';
    const own = words.length === 1 ? OWN_WORDS.map((word) => dot + word) : [];
    const found = new Set(own.filter((word) => word.startsWith(current)));
    for (const asked of this.#meanings(words)) {
      const candidates = await complete(this.#cli, this.#registry, asked, this.#hub).catch(() => []);
      for (const { word } of candidates) found.add(word);
    }
    return [[...found].map((word) => `${word} `), current];
  }

  /** Something that was copied from elsewhere, and no command. */
  #isPayload(line: string): boolean {
    const [first = ''] = line.trim().split(/\s/, 1);
    if (first.startsWith('#') || first === 'sig' || this.#registry.find(first)) return false;
    return looksLikePayload(line);
  }

  /** A line that names nobody may be one in which the actor is left out. */
  #meanings(words: string[]): string[][] {
    const [name = '', ...rest] = words;
    if (name === 'as') return rest.length > 1 ? [] : [['accept', ...rest]];
    if (name === 'help') return [rest];
    if (this.#actor === undefined || rest.length === 0) return [words];
    return [words, [name, this.#actor, ...rest]];
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
