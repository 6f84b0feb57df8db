import { existsSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { encode as encodeMessage, type Wanted } from '../../decode/encode/encode.js';
import { CALL_MOVES, type CallMoveName, wantedCall } from '../../decode/encode/wanted-call.js';
import { wantedMessages } from '../../decode/encode/wanted-file.js';
import { FORMS } from '../../decode/forms/index.js';
import { USAGE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { realEntropy } from '../../runtime/entropy.js';
import { realClock } from '../../runtime/real-clock.js';
import { ACTION, type Action } from '../../signaling/action.js';
import { didYouMean } from '../../text/did-you-mean.js';
import type { Cli } from '../cli.js';
import { examples } from '../examples.js';
import { readData, readText } from '../input.js';

interface Options {
  from?: string;
  to?: string[];
  inviter?: string;
  group?: string;
  action: Action;
  timeout?: number;
  data?: string;
  id?: string;
  onlineOnly?: boolean;
  pushTitle?: string;
  pushDesc?: string;
  pushExt?: string;
  form: string;
  video?: boolean;
  room?: number;
  seconds?: number;
  userData?: string;
}

export default function encode(cli: Cli): Command {
  return new Command()
    .argument(
      '[form]',
      "form of the message (sig decode --forms), rest for a request, call for a call kit's, or a YAML file",
      'rest',
    )
    .argument('[move]', `with call, what is done in it: ${Object.keys(CALL_MOVES).join(', ')}`)
    .option('--from <user>', 'who sends it')
    .option('--to <user...>', 'the invitees; in an answer, the inviter')
    .option('--inviter <user>', 'who invites, where that is not the sender')
    .option('--group <id>', 'in a group')
    .addOption(new Option('--action <action>', 'what it does').choices(Object.keys(ACTION)).default('invite'))
    .option('--timeout <seconds>', 'how long it rings (30 for an invitation)', seconds)
    .option('--data <data>', 'text, JSON, @file, or - for the input')
    .option('--id <inviteID>', 'ID of the invitation; a new one for invite')
    .option('--online-only', 'for online users only')
    .option('--push-title <text>', 'title of the offline push')
    .option('--push-desc <text>', 'text of the offline push')
    .option('--push-ext <text>', 'ext of the offline push')
    .option('--form <form>', 'with call, the form of the message', 'rest')
    .option('--video', 'with call, a video call; else audio')
    .option('--room <number>', 'with call, the media room (a random one for invite)', whole)
    .option('--seconds <seconds>', 'with call hang-up, how long the talk lasted', seconds)
    .option('--user-data <text>', 'with call invite, for the app')
    .addHelpText(
      'after',
      `${examples(
        ['sig encode rest --from alice --to bob', 'body of a sendmsg request that rings bob'],
        ['sig encode rest --from alice --to bob carol --group g1 --data @call.json'],
        ['sig encode rest --action accept --from bob --to alice --id 51711daa...'],
        [
          'sig encode --action timeout --inviter alice --from alice --to bob --id 0c2f...',
          "the inviter's own time-out",
        ],
        ['sig encode call --from alice --to bob --video --room 71', 'a video call as TUICallKit sends it'],
        ['sig encode call busy --from bob --to alice --id 0c2f... --form signal'],
        ['sig encode call hang-up --from alice --to bob --seconds 65'],
        ['sig encode signal --from alice --to bob', "only what goes into the element's data"],
        ['sig encode call.yaml | sig decode -'],
      )}

A YAML file says the same, for one message or a list:
  - { form: rest, from: alice, to: bob, timeout: 30, data: { call: video } }
  - { form: c-api, action: reject, from: bob, to: alice, id: 51711daa... }`,
    )
    .action((form: string, move: string | undefined, options: Options) => run(cli, form, move, options));
}

async function run(cli: Cli, form: string, move: string | undefined, options: Options): Promise<void> {
  if (form === 'call') {
    checkForm(options.form);
    print(cli, options.form, call(move ?? 'invite', options), false);
    return;
  }
  if (move !== undefined)
    throw new SigError(USAGE, `what is ${move}?`, 'only call takes a second word: sig encode call accept');

  if (form === '-' || existsSync(form)) {
    const messages = wantedMessages(await readText(cli, form), form);
    for (const message of messages) print(cli, message.form ?? 'rest', message.wanted, messages.length > 1);
    return;
  }
  checkForm(form);
  print(cli, form, await wanted(cli, options), false);
}

function checkForm(form: string): void {
  if (form !== 'rest' && !FORMS.some((each) => each.name === form)) {
    const near = didYouMean(form, ['rest', 'call', ...FORMS.map((each) => each.name)]);
    throw new SigError(
      USAGE,
      `${form} is neither a form nor a file`,
      near ? `did you mean: sig encode ${near}` : 'sig decode --forms lists the forms',
    );
  }
}

/** A call kit's signal, from what the options say. */
function call(name: string, options: Options): Wanted {
  const { from, to = [], group, id, room, video, seconds: talk, userData, timeout } = options;
  if (!Object.hasOwn(CALL_MOVES, name)) {
    const near = didYouMean(name, Object.keys(CALL_MOVES));
    throw new SigError(
      USAGE,
      `${name} is nothing that is done in a call`,
      near ? `did you mean: sig encode call ${near}` : `say one of ${Object.keys(CALL_MOVES).join(', ')}`,
    );
  }
  if (from === undefined || to.length === 0)
    throw new SigError(USAGE, 'who calls whom?', 'say --from and --to');
  return wantedCall({
    move: name as CallMoveName,
    from,
    to,
    media: video ? 'video' : 'audio',
    room: room ?? 1 + (realEntropy.uint32() % 2_147_483_646),
    ...(group === undefined ? {} : { group }),
    ...(id === undefined ? {} : { inviteID: id }),
    ...(talk === undefined ? {} : { seconds: talk }),
    ...(userData === undefined ? {} : { userData }),
    ...(timeout === undefined ? {} : { timeout }),
  });
}

async function wanted(cli: Cli, options: Options): Promise<Wanted> {
  const { action, from, to = [], group, timeout, id, onlineOnly, pushTitle, pushDesc, pushExt } = options;
  const answers = action === 'accept' || action === 'reject' || action === 'timeout';
  // The inviter's own time-out names those who have not answered.
  const ownTimeout = action === 'timeout' && from !== undefined && options.inviter === from;
  const inviter = options.inviter ?? (answers ? to[0] : from);
  if (inviter === undefined) {
    throw new SigError(
      USAGE,
      'who invites?',
      answers ? 'name the inviter with --to' : 'name the inviter with --from',
    );
  }
  if (answers && from === undefined)
    throw new SigError(USAGE, 'who answers?', 'name the invitee with --from');
  const push = {
    ...(pushTitle === undefined ? {} : { title: pushTitle }),
    ...(pushDesc === undefined ? {} : { desc: pushDesc }),
    ...(pushExt === undefined ? {} : { ext: pushExt }),
  };
  return {
    action,
    inviter,
    invitees: answers && !ownTimeout ? [from!] : to,
    push,
    ...(from === undefined ? {} : { from }),
    ...(group === undefined ? {} : { group }),
    ...(timeout === undefined ? {} : { timeout }),
    ...(id === undefined ? {} : { inviteID: id }),
    ...(onlineOnly ? { onlineOnly } : {}),
    ...(options.data === undefined ? {} : { data: await readData(cli, options.data) }),
  };
}

/** One message is for reading, and for curl; several are JSON lines. */
function print(cli: Cli, form: string, wanted: Wanted, lines: boolean): void {
  const message = encodeMessage(form, wanted, realClock, realEntropy);
  cli.out(cli.json || lines ? JSON.stringify(message) : JSON.stringify(message, null, 2));
}

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value)) throw new InvalidArgumentError('it must be a whole number');
  return value;
}

function seconds(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('it must be whole seconds');
  return value;
}
