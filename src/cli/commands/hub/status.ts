import { Command } from 'commander';
import type { HubStatus } from '../../../gateway/control/protocol.js';
import type { Cli } from '../../cli.js';
import { examples } from '../../examples.js';
import type { HubChoice } from '../../hub/open-hub.js';
import { duration } from '../../print/duration.js';
import { withRunningHub } from '../../with-hub.js';

export default function status(cli: Cli): Command {
  return new Command('status')
    .description('whether a hub runs, where, and what it holds; exit code 1 when none does')
    .option('--hub <url>', 'a hub elsewhere (or SIG_HUB)')
    .addHelpText('after', examples(['sig hub status'], ['sig hub status --json']))
    .action(async (choice: HubChoice) => {
      const found = await withRunningHub(cli, choice, (hub) => hub.call('status', {}));
      if (!found) cli.exitCode = 1;
      if (cli.json) cli.out(JSON.stringify({ result: found ?? null }));
      else for (const line of found ? lines(cli, found) : ['no hub runs']) cli.out(line);
    });
}

function endpoints(at: string): [string, string][] {
  return [
    ['apps', `proxyServer: 'ws://${at}'`],
    ['backends', `http://${at}/v4/...`],
  ];
}

function nativeLine({ native }: HubStatus): [string, string][] {
  return native ? [['native', `${native.host}:${native.port} (sig sdk android, ios, ...)`]] : [];
}

function lines({ paint, clock }: Cli, found: HubStatus): string[] {
  const { address, users, online, groups, live } = found;
  const at = address ? `${address.host}:${address.port}` : 'no port';
  const up = duration(clock.now() - found.startedAt);
  const facts: [string, string][] = [
    ['hub', `${at}, pid ${found.pid}, up ${up}, siglab ${found.version}`],
    ...(address ? endpoints(at) : []),
    ...nativeLine(found),
    ['store', found.store === 'memory' ? 'in memory: gone when it stops' : found.store],
    ['users', `${users}, ${online} online`],
    ['groups', String(groups)],
    ['invitations', `${live} pending`],
    ['UserSig', found.verifiesUserSig ? 'verified' : 'any is taken'],
    ['accounts', found.strictAccounts ? 'imported ones only' : 'made at first log-in'],
  ];
  return facts.map(([name, text]) => `${paint.dim(name.padEnd(11))}  ${text}`);
}
