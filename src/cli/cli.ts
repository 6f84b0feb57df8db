import type { Readable } from 'node:stream';
import type { ReadStream, WriteStream } from 'node:tty';
import type { ChalkInstance } from 'chalk';
import type { Clock } from '../runtime/clock.js';
import type { HubClient } from './hub/client.js';

/** Both sides of a terminal. */
export interface Terminal {
  readonly input: ReadStream;
  readonly output: WriteStream;
}

/**
 * Lends the terminal to a prompt (inquirer's).
 * @returns the answer; undefined when the prompt was left without one
 */
export type Ask = <T>(prompt: (terminal: Terminal) => Promise<T>) => Promise<T | undefined>;

/**
 * What a command has to do with the world: where it reads, prints and ends. The process gives one, the REPL another,
 * a test a third.
 */
export interface Cli {
  /** Prints a line of the answer: what a pipe or a file gets. */
  out(line: string): void;
  /** Prints a line that only a person needs; it never mixes with the answer. */
  note(line: string): void;
  readonly stdin: Readable;
  readonly env: NodeJS.ProcessEnv;
  readonly clock: Clock;
  /** Whether somebody sits at a terminal who can be shown things that move. */
  readonly interactive: boolean;
  /** That terminal; none where `interactive` is false. */
  readonly terminal?: Terminal;
  /** Asks whoever sits there; absent where nobody can be asked. The commands of a REPL may ask, though nothing may move. */
  readonly ask?: Ask;
  /**
   * Has `stop` run when the command is to end before its time: by Ctrl-C or a signal.
   * @returns a function that takes this back
   */
  onInterrupt(stop: (why: string) => void): () => void;
  /** Width of the terminal; 80 where there is none. */
  readonly columns: number;
  /** The answer goes to a file or another program: nobody has a width to keep. */
  readonly piped?: boolean;
  /** Standard error where it is a terminal: there a line can be shown that changes. */
  readonly status?: { readonly columns: number; write(text: string): unknown };
  /** Colours, or none, as the output can show them. */
  readonly paint: ChalkInstance;
  /** Print JSON lines and nothing else (--json). */
  json: boolean;
  /** The hub that the commands of a REPL share; none outside of one. */
  readonly hub?: HubClient;
  /** Whether events are shown by themselves as they come (REPL), so that a command need not show what it caused. */
  readonly showsEvents?: boolean;
  /** Who acts when a command leaves it out: `as alice` in the REPL. */
  readonly actor?: string;
  /** 0 done, 1 failed, 2 wrong usage; `--wait` has its own. */
  exitCode: number;
}
