import { version } from './version.js';

/**
 * The whole command line.
 * @param argv what follows `sig`
 * @returns the exit code: 0 done, 1 failed, 2 wrong usage; `--wait` has its own
 */
export async function main(argv: readonly string[]): Promise<number> {
  const [first] = argv;
  // Asked for by scripts and editors all day: answered before anything else is loaded.
  if (first === '--version' || first === '-V' || first === '-v') {
    process.stdout.write(`${version()}\n`);
    return 0;
  }
  const { processCli } = await import('./process-cli.js');
  const { COMMANDS } = await import('./commands/registry.js');
  const cli = processCli(argv);
  if (first === undefined && cli.interactive) argv = ['repl'];
  else if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    const topic = first === 'help' ? argv.slice(1) : [];
    if (topic.length === 0) {
      const { overview } = await import('./help.js');
      cli.out(overview(cli, COMMANDS));
      return 0;
    }
    argv = [...topic, '--help'];
  }
  const { executeLine } = await import('./execute-line.js');
  await executeLine(cli, COMMANDS, argv);
  return cli.exitCode;
}
