import { Chalk, type ColorSupportLevel } from 'chalk';
import type { Cli } from './cli.js';

/** The Cli of this process. */
export function processCli(argv: readonly string[]): Cli {
  const { stdout, stderr, stdin, env } = process;
  // A reader that has seen enough (`sig list | head`) is no failure.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  return {
    out: (line) => stdout.write(`${line}\n`),
    note: (line) => stderr.write(`${line}\n`),
    stdin,
    env,
    interactive: stdin.isTTY === true && stdout.isTTY === true,
    get columns() {
      return stdout.columns || Number(env.COLUMNS) || 80;
    },
    paint: new Chalk({ level: colorLevel(argv) }),
    json: false,
    exitCode: 0,
  };
}

/** NO_COLOR and --no-color are wishes; FORCE_COLOR is one too; else colours are for terminals. */
function colorLevel(argv: readonly string[]): ColorSupportLevel {
  const { env, stdout } = process;
  if (env.NO_COLOR || argv.includes('--no-color') || env.TERM === 'dumb') return 0;
  if (env.FORCE_COLOR) return FORCED[env.FORCE_COLOR] ?? 1;
  if (!stdout.isTTY) return 0;
  const depth = stdout.getColorDepth();
  return depth >= 24 ? 3 : depth >= 8 ? 2 : 1;
}

const FORCED: Record<string, ColorSupportLevel> = { 0: 0, false: 0, 1: 1, 2: 2, 3: 3 };
