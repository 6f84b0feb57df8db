import { closeSync, openSync, readSync, statSync, watch } from 'node:fs';
import { Command } from 'commander';
import { CODE, USAGE } from '../../../im/error-codes.js';
import { SigError } from '../../../im/sig-error.js';
import { printable } from '../../../text/printable.js';
import type { Cli } from '../../cli.js';
import { examples } from '../../examples.js';
import { paths } from '../../hub/paths.js';

/** Of a long log, no more than this is read (bytes). */
const TAIL = 256 * 1024;

export default function logs(cli: Cli): Command {
  return new Command('logs')
    .description('what the hub in the background has said')
    .option('-n, --lines <n>', 'how many lines, from the end', '100')
    .option('-f, --follow', 'go on as more comes, until Ctrl-C')
    .addHelpText('after', examples(['sig hub logs'], ['sig hub logs --follow']))
    .action(async (options: { lines: string; follow?: boolean }) => {
      const { log } = paths(cli.env);
      const most = Number(options.lines);
      if (!Number.isInteger(most) || most < 0) throw new SigError(USAGE, '--lines takes a number');
      let size: number;
      try {
        size = statSync(log).size;
      } catch {
        throw new SigError(
          CODE.ERR_IO_OPERATION_FAILED,
          `there is no log yet (${log})`,
          'a hub in the background writes one',
        );
      }
      const from = Math.max(0, size - TAIL);
      const lines = read(log, from, size).split('\n');
      if (from > 0) lines.shift();
      if (lines.at(-1) === '') lines.pop();
      for (const line of lines.slice(Math.max(0, lines.length - most))) cli.out(printable(line));
      if (options.follow) await follow(cli, log, size);
    });
}

function read(file: string, from: number, to: number): string {
  const buffer = Buffer.alloc(to - from);
  const handle = openSync(file, 'r');
  try {
    return buffer.toString('utf8', 0, readSync(handle, buffer, 0, buffer.length, from));
  } finally {
    closeSync(handle);
  }
}

function follow(cli: Cli, log: string, from: number): Promise<void> {
  let at = from;
  let rest = '';
  return new Promise((resolve) => {
    const watcher = watch(log, () => {
      const size = statSync(log).size;
      if (size < at) at = 0; // put aside by a new hub
      const lines = (rest + read(log, at, size)).split('\n');
      at = size;
      rest = lines.pop()!;
      for (const line of lines) cli.out(printable(line));
    });
    const release = cli.onInterrupt(() => {
      release();
      watcher.close();
      resolve();
    });
  });
}
