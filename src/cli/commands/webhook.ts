import { Command, InvalidArgumentError } from 'commander';
import { type ReceivedCallback, WebhookReceiver } from '../../gateway/webhook/receiver.js';
import type { MsgElement } from '../../im/elements.js';
import { actionName } from '../../signaling/action.js';
import { dialects } from '../../signaling/dialects/index.js';
import { signalOf } from '../../signaling/read-wire.js';
import type { Cli } from '../cli.js';
import { examples } from '../examples.js';

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
        onCallback: (callback) => cli.out(cli.json ? JSON.stringify(callback) : line(callback)),
        onBroken: (error) => cli.note(`not a callback: ${error.message}`),
      });
      const url = await receiver.listen();
      cli.note(`listening at ${url}; sig hub start --webhook ${url} posts here; Ctrl-C ends it`);
      await new Promise<void>((resolve) => process.once('SIGINT', () => resolve()));
      await receiver.close();
    });
  return command.addHelpText('after', examples(['sig webhook listen --port 8089']));
}

function wholeNumber(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('It is not a whole number.');
  return Number(text);
}

/** One callback in a line: what, who, to whom, and the signal in its message if there is one. */
export function line({ command, body }: ReceivedCallback): string {
  const { From_Account, To_Account, GroupId, Info } = body;
  const from = From_Account ?? body.Operator_Account ?? '';
  const to = To_Account ?? GroupId ?? '';
  const who = Info ? JSON.stringify(Info) : `${from} -> ${to}`;
  return `${command}  ${who}${signalText(body)}`;
}

function signalText(body: Record<string, unknown>): string {
  const elements = Array.isArray(body.MsgBody)
    ? (body.MsgBody as MsgElement[]).filter((each) => each?.MsgContent)
    : [];
  const cloud = typeof body.CloudCustomData === 'string' ? body.CloudCustomData : '';
  const info = signalOf(dialects.web, elements, cloud);
  if (!info) return elements.length > 0 ? `  ${JSON.stringify(elements)}` : '';
  return `  ${actionName(info.actionType) ?? 'signal'} ${info.inviteID} data ${JSON.stringify(info.data)}`;
}
