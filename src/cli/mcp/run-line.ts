import { Readable } from 'node:stream';
import { Chalk } from 'chalk';
import type { Cli } from '../cli.js';
import type { CommandRegistry } from '../command-registry.js';
import { executeLine } from '../execute-line.js';
import type { HubClient } from '../hub/client.js';
import { sharedHub } from '../with-hub.js';

/** What a command line printed, answer and notes in the order they came, and how it ended. */
export interface LineResult {
  text: string;
  exitCode: number;
}

const COLUMNS = 100;

/**
 * Runs a command line and keeps what it prints, without colours.
 * @param argv without the word `sig`
 * @param input what the command reads where it reads its input
 */
export async function runLine(
  outer: Cli,
  registry: CommandRegistry,
  hub: HubClient,
  argv: readonly string[],
  input = '',
): Promise<LineResult> {
  const lines: string[] = [];
  const print = { value: (line: string) => void lines.push(line) };
  const cli: Cli = Object.create(outer, {
    ...{ out: print, note: print, hub: { value: sharedHub(hub) }, columns: { value: COLUMNS } },
    ...{ interactive: { value: false }, terminal: { value: undefined }, ask: { value: undefined } },
    paint: { value: new Chalk({ level: 0 }) },
    stdin: { value: Readable.from([Buffer.from(input)]) },
    json: { value: false, writable: true },
    exitCode: { value: 0, writable: true },
  });
  await executeLine(cli, registry, argv);
  return { text: lines.join('\n'), exitCode: cli.exitCode };
}
