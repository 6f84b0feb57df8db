import { SigError } from '../../im/sig-error.js';
import { printable } from '../../text/printable.js';
import type { Cli } from '../cli.js';

/**
 * Says what failed, why, and what to do next; as JSON, `{"error":{code,name,message,hint}}` on the answer's side.
 * @param thrown what was caught: a fault of our own shows where it came from
 */
export function printError(cli: Cli, error: SigError, thrown?: unknown): void {
  if (cli.json) {
    cli.out(JSON.stringify({ error }));
    return;
  }
  const { paint } = cli;
  const code = error.code === -4 ? '' : paint.dim(` (${error.code} ${error.name})`);
  // What follows is indented: nobody can forge a line of their own.
  cli.note(`${paint.red('✗')} ${printableLines(error.message)}${code}`);
  if (error.hint) cli.note(`  ${printableLines(error.hint)}`);
  if (thrown instanceof Error && !(thrown instanceof SigError) && cli.env.SIG_DEBUG) {
    cli.note(paint.dim(thrown.stack ?? ''));
  }
}

function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n  ');
}
