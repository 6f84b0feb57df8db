import { Command } from 'commander';
import { act } from '../act.js';
import type { Cli } from '../cli.js';
import { examples } from '../examples.js';
import { type DeviceOptions, deviceOptions, hubOptions, seconds, wishesOf } from '../options.js';
import { withHub } from '../with-hub.js';

interface Options extends DeviceOptions {
  video?: boolean;
  group?: string;
  timeout: number;
  userData?: string;
}

export default function call(cli: Cli): Command {
  const command = new Command()
    .argument('<caller>', 'who calls')
    .argument('<callees...>', 'who is called; several with --group')
    .option('--video', 'a video call; without it an audio call')
    .option('--group <id>', 'call members of this group')
    .option('-t, --timeout <duration>', 'how long the devices ring; 0 for no end', seconds, 30)
    .option('--user-data <text>', 'what goes with the call, for the app');
  return hubOptions(deviceOptions(command))
    .addHelpText(
      'after',
      examples(
        ['sig call alice bob', 'then sig answer bob, sig decline bob, sig hang-up alice'],
        ['sig call alice bob --video --timeout 20'],
        ['sig call alice bob carol --group team'],
      ),
    )
    .action((caller: string, callees: string[], options: Options) =>
      withHub(cli, options, (hub) =>
        act(cli, hub, 'call', {
          ...wishesOf(options),
          ...{ caller, callees, timeout: options.timeout, group: options.group, userData: options.userData },
          media: options.video ? 'video' : 'audio',
        }),
      ),
    );
}
