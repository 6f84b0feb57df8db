import { Command } from 'commander';
import { USAGE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { act } from '../act.js';
import type { Cli } from '../cli.js';
import { examples } from '../examples.js';
import { readData } from '../input.js';
import { type DeviceOptions, deviceOptions, hubOptions, wishesOf } from '../options.js';
import { withHub } from '../with-hub.js';

interface Options extends DeviceOptions {
  group?: boolean;
  custom?: string;
  onlineOnly?: boolean;
}

export default function send(cli: Cli): Command {
  const command = new Command()
    .argument('<user>', 'who sends')
    .argument('<peer>', 'to whom: a user, or a group with --group')
    .argument('[text...]', 'what')
    .option('--group', 'the receiver is a group')
    .option('--custom <data>', 'a custom element instead of a text: JSON, any text, @file, or -')
    .option('--online-only', 'reach only who is online now, and leave nothing in any history');
  return hubOptions(deviceOptions(command))
    .addHelpText(
      'after',
      examples(
        ['sig send alice bob hello there'],
        [`sig send alice bob --custom '{"businessID":"av_call"}'`],
        ['sig send alice team hello all --group'],
      ),
    )
    .action(async (from: string, to: string, words: string[], options: Options) => {
      if (words.length > 0 === (options.custom !== undefined)) {
        throw new SigError(USAGE, 'a message is a text, or --custom data', 'sig send alice bob hello');
      }
      const custom = options.custom === undefined ? undefined : await readData(cli, options.custom);
      await withHub(cli, options, (hub) =>
        act(cli, hub, 'send', {
          ...wishesOf(options),
          ...{ from, custom, text: words.join(' '), onlineUserOnly: options.onlineOnly ?? false },
          ...(options.group ? { group: to } : { to }),
        }),
      );
    });
}
