import { Argument, Command } from 'commander';
import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import type { Cli } from '../cli.js';
import { examples } from '../examples.js';
import { reachableHost } from '../sdk/reachable-host.js';
import { SDK_SNIPPETS, type SdkPlatform } from '../sdk/snippets.js';
import { withHub } from '../with-hub.js';

const ABOUT = `
The vendor's native SDKs (6.2 and later) can be pointed at a server of one's own with setCustomServerInfo. What is printed
goes into a debug build, before the SDK is initialized. An Android emulator reaches this machine as 10.0.2.2, which is
filled in; a phone needs a hub that was started with --host 0.0.0.0.`;

export default function sdk(cli: Cli): Command {
  return new Command()
    .addArgument(new Argument('<platform>', "the app's platform").choices(Object.keys(SDK_SNIPPETS)))
    .option('--address <host>', 'where the app finds this machine (default: as the hub is bound)')
    .option('--hub <url>', 'a hub elsewhere (or SIG_HUB)')
    .addHelpText('after', ABOUT)
    .addHelpText('after', examples(['sig sdk android'], ['sig sdk ios --address 192.168.1.20']))
    .action(async (platform: SdkPlatform, options: { address?: string; hub?: string }) => {
      const { native } = await withHub(cli, options, (hub) => hub.call('status', {}));
      if (!native)
        throw new SigError(CODE.ERR_SDK_INVALID_OPERATION, 'this hub has no endpoint for native SDKs');
      const { loopback, text } = SDK_SNIPPETS[platform];
      const host = options.address ?? reachableHost(native.host, loopback);
      const target = { ...native, host };
      cli.out(cli.json ? JSON.stringify({ result: { ...target, snippet: text(target) } }) : text(target));
    });
}
