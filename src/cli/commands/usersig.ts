import { Command, InvalidArgumentError } from 'commander';
import { signUserSig } from '../../hub/accounts/usersig.js';
import { USAGE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import type { Cli } from '../cli.js';
import { examples } from '../examples.js';

interface Options {
  sdkappid: number;
  key?: string;
  expire: number;
}

export default function usersig(cli: Cli): Command {
  return new Command()
    .argument('<user>', 'whose')
    .requiredOption('--sdkappid <id>', 'the SDKAppID it is for', number)
    .option('--key <secret>', 'the key that the hub verifies with (or SIG_KEY)')
    .option('--expire <seconds>', 'how long it is good', number, 86400)
    .addHelpText('after', examples(['sig usersig alice --sdkappid 1400000001 --key SECRET']))
    .action((user: string, options: Options) => {
      const secret = options.key ?? cli.env.SIG_KEY;
      if (!secret) throw new SigError(USAGE, 'a key is needed to sign with', 'give --key, or set SIG_KEY');
      const now = Math.floor(cli.clock.now() / 1000);
      const userSig = signUserSig({ sdkAppID: options.sdkappid, secret }, user, options.expire, now);
      cli.out(cli.json ? JSON.stringify({ result: { user, userSig } }) : userSig);
    });
}

function number(text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new InvalidArgumentError('it must be a number');
  return Number(text);
}
