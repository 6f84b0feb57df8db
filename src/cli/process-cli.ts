import type { WriteStream } from 'node:tty';
import { Chalk, type ColorSupportLevel } from 'chalk';
import { realClock } from '../runtime/real-clock.js';
import { asker } from './ask.js';
import type { Cli, Terminal } from './cli.js';
import { lineWriter } from './line-writer.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The Cli of this process. */
export function processCli(argv: readonly string[]): Cli {
  const { stdout, stderr, stdin, env } = process;
  // A reader that has seen enough (`sig list | head`) is no failure.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  // Prompts take their colours from the environment alone.
  if (argv.includes('--no-color')) env.NO_COLOR = '1';
  const terminal = stdin.isTTY && stdout.isTTY ? { input: stdin, output: stdout } : undefined;
  const level = colorLevel(env, stdout);
  const cli: Cli = {
    out: lineWriter(stdout, () => (cli.json ? 'json' : level > 0 ? 'colors' : 'plain')),
    note: lineWriter(stderr, () => (level > 0 ? 'colors' : 'plain')),
    stdin,
    env,
    clock: realClock,
    interactive: terminal !== undefined,
    ...(terminal && atTerminal(terminal)),
    get columns() {
      return stdout.columns || Number(env.COLUMNS) || 80;
    },
    piped: !stdout.isTTY && !env.COLUMNS,
    ...(stderr.isTTY && { status: stderr }),
    paint: new Chalk({ level }),
    onInterrupt(stop) {
      // More than one may come of one key: to a whole group of processes, and passed on by one of them.
      for (const signal of SIGNALS) process.on(signal, stop);
      return () => {
        for (const signal of SIGNALS) process.off(signal, stop);
      };
    },
    json: false,
    exitCode: 0,
  };
  return cli;
}

function atTerminal(terminal: Terminal): Pick<Cli, 'terminal' | 'ask'> {
  return { terminal, ask: asker(terminal) };
}

/** NO_COLOR is a wish; FORCE_COLOR is one too; else colours are for terminals. */
function colorLevel(env: NodeJS.ProcessEnv, stdout: WriteStream): ColorSupportLevel {
  if (env.NO_COLOR || env.TERM === 'dumb') return 0;
  if (env.FORCE_COLOR) return FORCED[env.FORCE_COLOR] ?? 1;
  if (!stdout.isTTY) return 0;
  const depth = stdout.getColorDepth();
  return depth >= 24 ? 3 : depth >= 8 ? 2 : 1;
}

const FORCED: Record<string, ColorSupportLevel> = { 0: 0, false: 0, 1: 1, 2: 2, 3: 3 };
