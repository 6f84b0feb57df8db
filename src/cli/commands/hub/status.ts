import { Command } from 'commander';
import type { HubStatus } from '../../../gateway/control/protocol.js';
import type { Cli } from '../../cli.js';
import { examples } from '../../examples.js';
import { NoHubError } from '../../hub/http-client.js';
import { runningHub } from '../../hub/open-hub.js';
import { duration } from '../../print/duration.js';

export default function status(cli: Cli): Command {
  return new Command('status')
    .description('whether a hub runs, where, and what it holds; exit code 1 when none does')
    .option('--hub <url>', 'a hub elsewhere (or SIG_HUB)')
    .addHelpText('after', examples(['sig hub status'], ['sig hub status --json']))
    .action(async (options: { hub?: string }) => {
      const client = runningHub(cli, options);
      const found = await client?.call('status', {}).catch((thrown) => {
        if (thrown instanceof NoHubError) return undefined;
        throw thrown;
      });
      await client?.close();
      if (!found) {
        cli.exitCode = 1;
        cli.json ? cli.out(JSON.stringify({ result: null })) : cli.out('no hub runs');
      } else if (cli.json) cli.out(JSON.stringify({ result: found }));
      else for (const line of lines(cli, found)) cli.out(line);
    });
}

function doors(at: string): [string, string][] {
  return [
    ['apps', `proxyServer: 'ws://${at}'`],
    ['backends', `http://${at}/v4/...`],
  ];
}

function lines({ paint, clock }: Cli, found: HubStatus): string[] {
  const { address, users, online, groups, live } = found;
  const at = address ? `${address.host}:${address.port}` : 'no port';
  const up = duration(clock.now() - found.startedAt);
  const facts: [string, string][] = [
    ['hub', `${at}, pid ${found.pid}, up ${up}, siglab ${found.version}`],
    ...(address ? doors(at) : []),
    ['store', found.store === 'memory' ? 'in memory: gone when it stops' : found.store],
    ['users', `${users}, ${online} online`],
    ['groups', String(groups)],
    ['invitations', `${live} pending`],
    ['UserSig', found.verifiesUserSig ? 'verified' : 'any is taken'],
    ['accounts', found.strictAccounts ? 'imported ones only' : 'made at first log-in'],
  ];
  return facts.map(([name, text]) => `${paint.dim(name.padEnd(11))}  ${text}`);
}
