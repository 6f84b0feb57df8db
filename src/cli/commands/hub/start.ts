import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { APP_SETTINGS } from '../../../hub/core/app-settings.js';
import { CODE } from '../../../im/error-codes.js';
import { SigError } from '../../../im/sig-error.js';
import type { Cli } from '../../cli.js';
import { examples } from '../../examples.js';
import { type Paths, paths } from '../../hub/paths.js';
import type { ServeOptions } from '../../hub/serve.js';
import { keptArguments, startInBackground } from '../../hub/start-background.js';
import { readOptions } from '../../hub/state.js';
import { startedLine } from '../../print/hub.js';

interface Options extends ServeOptions {
  foreground?: boolean;
}

const SEED = `
A seed is YAML or JSON:
  users: [alice, { id: bob, nick: Bob, online: true }, mallory]
  groups: [{ id: team, type: Work, name: Team, owner: alice, members: [bob] }]
  friends: [[alice, bob]]
  blocked: [{ by: bob, user: mallory }]
  messages:
    - { from: alice, to: bob, text: hi, ago: 10m }
    - { from: alice, group: team, custom: { any: json } }
    - { from: alice, to: bob, signal: { action: invite, id: call-1, timeout: 600 } }`;

export default function start(cli: Cli): Command {
  return new Command('start')
    .description('start a hub, in the background or in this terminal')
    .option('--foreground', 'run in this terminal, until Ctrl-C or SIGTERM')
    .option('--port <n>', 'port of all its endpoints (default: 7447, or any if that is taken)', port)
    .option('--host <address>', 'address to bind; others than loopback let the network in')
    .option('--native-port <n>', 'port for native SDKs (default: 7448, or the next that is free)', port)
    .option('--native-key <file>', 'private key for native SDKs, 48 hex digits (default: a well-known one)')
    .option('--memory', 'keep nothing on disk')
    .option('--seed <file>', 'what it holds when new and after a reset (YAML or JSON)')
    .option(
      '--config <file>',
      "what is set in the vendor's console (YAML or JSON; sig hub settings lists it)",
    )
    .option('--strict-accounts', 'only imported users exist; else the first log-in makes one')
    .option('--friends-only', 'only friends may send to each other')
    .addOption(
      new Option(
        '--login-policy <policy>',
        'which log-ins of one user may stand side by side (default: platform)',
      ).choices(APP_SETTINGS.loginPolicy.schema.options),
    )
    .option('--key <secret>', 'verify UserSigs with this key (or SIG_KEY); needs --sdkappid')
    .option('--sdkappid <id>', 'the SDKAppID that UserSigs must be for', number)
    .option('--admin <users...>', 'who may call by REST (default: administrator; without a key anyone)')
    .option('--webhook <url>', 'post the callbacks of the vendor to this URL')
    .option('--allow-host <names...>', 'host names, beside those of this machine, that may reach it')
    .option('--token <token>', 'what the control endpoint wants to see (or SIG_TOKEN; default: a random one)')
    .addOption(new Option('--report-on-fd3').hideHelp())
    .addHelpText('after', SEED)
    .addHelpText(
      'after',
      examples(
        ['sig hub start --seed team.yaml', 'begin with users, groups and messages'],
        ['sig hub start --foreground --port 7447 --memory', 'for containers and test runners'],
        ['sig hub start --sdkappid 1400000001 --key SECRET', 'UserSigs must be right'],
      ),
    )
    .action(async (options: Options, command: Command) => {
      const args = startArguments(command);
      const where = paths(cli.env);
      if (args.length > 0) noteOpening(cli, where, options);
      const kept = args.length > 0 ? [] : keptArguments(where, cli.env);
      if (options.foreground) {
        const { serve } = await import('../../hub/serve.js');
        if (kept.length > 0) await start(cli).parseAsync(['--foreground', ...kept], { from: 'user' });
        else await serve(cli, options, args);
        return;
      }
      const { state, own } = await startInBackground(where, args.length > 0 ? args : kept);
      if (own) cli.json ? cli.out(JSON.stringify({ result: state })) : cli.note(startedLine(cli, state));
      else if (args.length > 0) {
        throw new SigError(
          CODE.ERR_SDK_INVALID_OPERATION,
          `a hub runs already (pid ${state.pid}, port ${state.port}), perhaps with other options`,
          'sig hub stop ends it',
        );
      } else if (cli.json) cli.out(JSON.stringify({ result: state }));
      else cli.note(`a hub runs already at ${state.host}:${state.port} (pid ${state.pid})`);
    });
}

/** Nobody takes the check of UserSigs away without knowing. */
function noteOpening(cli: Cli, where: Paths, { key, reportOnFd3 }: Options): void {
  const before = readOptions(where);
  if (!before || key || cli.env.SIG_KEY || cli.json || reportOnFd3) return;
  if (before.keyFromEnvironment || before.args.includes('--key')) {
    cli.note("this home's hub had a key before; without --key any UserSig is taken now");
  }
}

/** The line again, as a hub in the background gets it: without what is only for this command, and with absolute paths. */
function startArguments(command: Command): string[] {
  const args: string[] = [];
  for (const { long, attributeName, required, variadic } of command.options.map((option) => ({
    ...{ long: option.long, required: option.required, variadic: option.variadic },
    attributeName: option.attributeName(),
  }))) {
    if (!long || NOT_PASSED_ON.has(long)) continue;
    if (command.getOptionValueSource(attributeName) !== 'cli') continue;
    const value = command.getOptionValue(attributeName);
    if (!required) args.push(long);
    else if (variadic) args.push(long, ...(value as string[]));
    else args.push(long, FILES.has(long) ? resolve(String(value)) : String(value));
  }
  return args;
}

const FILES = new Set(['--seed', '--config', '--native-key']);

const NOT_PASSED_ON = new Set(['--foreground', '--report-on-fd3', '--json', '--no-color']);

function port(text: string): number {
  const value = number(text);
  if (value > 65535) throw new InvalidArgumentError('a port is a number up to 65535');
  return value;
}

function number(text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new InvalidArgumentError('it must be a number');
  return Number(text);
}
