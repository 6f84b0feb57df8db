import { Command, InvalidArgumentError } from 'commander';
import { WebhookReceiver } from '../../gateway/webhook/receiver.js';
import { printable } from '../../text/printable.js';
import type { Cli } from '../cli.js';
import { examples } from '../examples.js';
import { callbackLine } from '../print/callback.js';

/** `sig webhook listen`: an app's backend that prints each callback and lets everything pass, or refuses it. */
export default function webhook(cli: Cli): Command {
  const command = new Command();
  command
    .command('listen')
    .description('take callbacks, print them decoded, and answer them')
    .option('--port <port>', 'port to listen on (default: any free one)', wholeNumber, 0)
    .option(
      '--refuse <code>',
      'answer before-send callbacks with this ErrorCode: 1, or 120001 to 130000',
      wholeNumber,
      0,
    )
    .addHelpText(
      'after',
      examples(['sig webhook listen --port 8089'], ['sig hub start --webhook http://127.0.0.1:8089/']),
    )
    .action(async ({ port, refuse }: { port: number; refuse: number }) => {
      const receiver = new WebhookReceiver({
        port,
        beforeSend: refuse,
        onCallback: (callback) => cli.out(cli.json ? JSON.stringify({ callback }) : callbackLine(callback)),
        onBroken: (error) => cli.note(`not a callback: ${printable(error.message)}`),
      });
      const url = await receiver.listen();
      if (cli.json) cli.out(JSON.stringify({ ready: { url } }));
      cli.note(`listening at ${url}; sig hub start --webhook ${url} posts here; Ctrl-C ends it`);
      await new Promise<void>((resolve) => process.once('SIGINT', () => resolve()));
      await receiver.close();
    });
  return command.addHelpText('after', examples(['sig webhook listen --port 8089']));
}

function wholeNumber(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('it is not a whole number');
  return Number(text);
}
