import { Command, InvalidArgumentError } from 'commander';
import { USAGE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { act } from '../act.js';
import type { Cli } from '../cli.js';
import { examples } from '../examples.js';
import type { HubChoice } from '../hub/open-hub.js';
import { hubOptions, milliseconds } from '../options.js';
import { conditionsText } from '../print/conditions.js';
import { withHub } from '../with-hub.js';

interface Options extends HubChoice {
  device?: string;
  latency?: number;
  jitter?: number;
  loss?: number;
  duplicate?: number;
  down?: boolean;
  for?: number;
  reset?: boolean;
}

export default function network(cli: Cli): Command {
  const command = new Command('network')
    .description("make the network of a user's devices bad, or perfect again; those of real apps too")
    .argument('<user>', 'whose')
    .option('--device <name>', 'only this device of the user')
    .option('--latency <duration>', 'how long a frame takes: 2s, 300ms', milliseconds)
    .option('--jitter <duration>', 'by how much that varies', milliseconds)
    .option('--loss <chance>', 'how many frames are lost: 10%', chance)
    .option('--duplicate <chance>', 'how many arrive twice: 5%', chance)
    .option('--down', 'nothing gets through, and what is connected is cut')
    .option('--for <duration>', 'for so long; else until --reset', milliseconds)
    .option('--reset', 'make it perfect again');
  return hubOptions(command)
    .addHelpText(
      'after',
      examples(
        ['sig network bob --latency 2s --jitter 300ms --loss 10%'],
        ['sig network bob --down --for 10s'],
        ['sig network bob --reset'],
      ),
    )
    .action((user: string, options: Options) =>
      withHub(cli, options, (hub) => {
        const { device, latency, jitter, loss, duplicate, down, for: forMs, reset } = options;
        const conditions = { latency, jitter, loss, duplicate, down };
        const whose = device === undefined ? user : `${user}/${device}`;
        if (reset) {
          const words = () => `${whose}: network: perfect`;
          return act(cli, hub, 'resetNetwork', { user, device }, words);
        }
        if (Object.values(conditions).every((value) => value === undefined)) {
          throw new SigError(
            USAGE,
            'how bad is the network to be?',
            'sig network --help shows what it can be',
          );
        }
        const words = () => `${whose}: ${conditionsText(conditions)}`;
        return act(cli, hub, 'setNetwork', { user, device, ...conditions, forMs }, words);
      }),
    );
}

function chance(text: string): number {
  const value = /^\d+(\.\d+)?%$/.test(text) ? Number.parseFloat(text) / 100 : Number.NaN;
  if (!(value <= 1)) throw new InvalidArgumentError('it looks like 10%, and is at most 100%');
  return value;
}
