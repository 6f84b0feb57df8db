import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { Command } from 'commander';
import type { EventFilter } from '../../gateway/control/events.js';
import { CODE, USAGE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { writeFileInFolders } from '../../scenario/file-problem.js';
import { type Recording, recordTrace, type TraceRecording } from '../../scenario/record/record.js';
import type { RecordedSetting } from '../../scenario/record/recorded-users.js';
import type { TraceEvent } from '../../trace/event.js';
import type { Cli } from '../cli.js';
import { examples } from '../examples.js';
import type { HubClient } from '../hub/client.js';
import type { HubChoice } from '../hub/open-hub.js';
import { hubOptions, milliseconds } from '../options.js';
import { printNote } from '../print/output.js';
import { readTrace } from '../read-trace.js';
import { withHub } from '../with-hub.js';

interface Options extends HubChoice {
  untilIdle?: number;
  /** Milliseconds; true for all that the hub remembers. */
  past?: number | true;
  from?: string;
  name?: string;
  force?: boolean;
}

export default function record(cli: Cli): Command {
  const command = new Command()
    .argument('<file>', 'the scenario to write, like call.sig.yaml; - prints it')
    .option(
      '--until-idle <duration>',
      'end when nothing has happened for so long, once something has',
      milliseconds,
    )
    .option(
      '--past [duration]',
      'what has happened already: all the hub remembers, or the last 10m',
      milliseconds,
    )
    .option('--from <trace>', 'a trace that was kept (sig watch --json), in place of a hub')
    .option('--name <text>', "the scenario's name; the file's if left out")
    .option('--force', 'write over a file that is there');
  return hubOptions(command)
    .addHelpText(
      'after',
      examples(
        [
          'sig record call.sig.yaml',
          'all that happens on the hub, until Ctrl-C; then: sig run call.sig.yaml',
        ],
        ['sig record call.sig.yaml --until-idle 10s', 'for scripts: ends by itself'],
        ['sig record call.sig.yaml --past 5m', 'what you have just done'],
        ['sig record call.sig.yaml --from trace.ndjson'],
      ),
    )
    .addHelpText(
      'after',
      `
Virtual users are recorded with all that they called and were told, users of real SDKs and of backends by their messages.
The scenario is played before it is written, so that it passes; what goes another way then says so in a comment.`,
    )
    .action((file: string, options: Options) => run(cli, file, options));
}

async function run(cli: Cli, file: string, options: Options): Promise<void> {
  if (file !== '-' && existsSync(file) && !options.force)
    throw new SigError(USAGE, `${file} is there already`, 'choose another name, or --force');
  const { events, ...rest } = await gather(cli, file, options);
  const title = options.name || titleOf(file);
  const recording = await recordTrace(events, { title, ...rest });
  if (!recording) {
    throw new SigError(
      CODE.ERR_INVALID_PARAMETERS,
      'nothing happened that a scenario could do again, and nothing is written',
      'invite somebody while it records, or take what has happened with --past',
    );
  }
  if (file === '-') cli.out(recording.text.trimEnd());
  else {
    writeFileInFolders(file, recording.text);
    report(cli, file, title, recording);
  }
  if (!recording.passes) cli.exitCode = 1;
}

/** `busy line` for `calls/busy-line.sig.yaml`. */
function titleOf(file: string): string {
  const words = basename(file)
    .replace(/(\.sig)?\.ya?ml$/, '')
    .replace(/[-_]+/g, ' ')
    .trim();
  return words === '' ? 'a recorded session' : words;
}

function report(cli: Cli, file: string, title: string, { text: _, ...recording }: Recording): void {
  if (cli.json) {
    cli.out(JSON.stringify({ file, scenario: title, ...recording }));
    return;
  }
  const { steps, users, invitations, differing, notes } = recording;
  const counts = [counted(steps, 'step'), counted(users, 'user'), counted(invitations, 'invitation')];
  cli.out(`${file} is written: ${counts.join(', ')}; run it with: sig run ${file}`);
  if (differing > 0)
    cli.note(
      `${counted(differing, 'step')} went another way when it was played again: see the comments in the file`,
    );
  for (const note of notes) printNote(cli, note);
  if (!/\.sig\.ya?ml$/.test(file))
    printNote(cli, 'sig run finds it in a folder only if its name ends in .sig.yaml');
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

type Gathered = RecordedSetting & Pick<TraceRecording, 'endedAt'> & { events: TraceEvent[] };

async function gather(cli: Cli, file: string, options: Options): Promise<Gathered> {
  const { untilIdle, past, from, name: _, force: __, ...choice } = options;
  if (from !== undefined) return { events: readTrace(from) };
  return withHub(cli, choice, (hub) => {
    // A REPL's own commands wait for this one: there, what has happened is meant.
    if (past !== undefined || cli.hub) return gatherPast(cli, hub, past ?? true);
    return gatherLive(cli, hub, file, untilIdle);
  });
}

/** The hub writes what it remembers in one go: a pause means that this was it. */
const PAUSE_MS = 300;

async function gatherPast(cli: Cli, hub: HubClient, past: number | true): Promise<Gathered> {
  const after = await surroundings(hub);
  const listening = listen(cli, hub, { since: 0 }, PAUSE_MS);
  listening.startIdling();
  await listening.done;
  const from = past === true ? Number.NEGATIVE_INFINITY : cli.clock.now() - past;
  return { events: listening.events.filter((event) => event.at >= from), ...(after ? { after } : {}) };
}

async function gatherLive(
  cli: Cli,
  hub: HubClient,
  file: string,
  untilIdle: number | undefined,
): Promise<Gathered> {
  const before = await surroundings(hub);
  const listening = listen(cli, hub, {}, untilIdle);
  const takeBack = cli.onInterrupt(listening.stop);
  const end = untilIdle === undefined ? 'Ctrl-C' : `Ctrl-C, or ${untilIdle / 1000} s without an event,`;
  printNote(cli, `recording; ${end} writes ${file}`);
  try {
    await listening.done;
  } finally {
    takeBack();
  }
  const endedAt = cli.clock.now();
  const after = await surroundings(hub);
  return { events: listening.events, endedAt, ...(before ? { before } : {}), ...(after ? { after } : {}) };
}

interface Listening {
  events: TraceEvent[];
  /** Resolves when it was stopped, nothing came for the time asked for, or the hub is gone. */
  done: Promise<void>;
  stop: () => void;
  /** Counts the time without an event from now on, and not from the first event. */
  startIdling: () => void;
}

function listen(cli: Cli, hub: HubClient, filter: EventFilter, idleMs: number | undefined): Listening {
  const events: TraceEvent[] = [];
  let waiting = () => {};
  const startIdling = () => {
    waiting();
    if (idleMs !== undefined) waiting = cli.clock.setTimer(idleMs, () => stream.stop());
  };
  const stream = hub.events(filter, {
    event(event) {
      events.push(event);
      startIdling();
    },
  });
  const done = stream.done.catch((thrown) => {
    // What was recorded until then is worth keeping.
    if (events.length === 0) throw thrown;
    cli.note(`${SigError.from(thrown).message}; the recording ends here`);
  });
  return { events, done: done.finally(() => waiting()), stop: () => stream.stop(), startIdling };
}

/** Who and what is there now; undefined when the hub is gone. */
async function surroundings(hub: HubClient): Promise<NonNullable<RecordedSetting['before']> | undefined> {
  try {
    const users = await hub.call('listUsers', {});
    const groups = await hub.call('listGroups', {});
    return {
      devices: users.flatMap(({ user, devices }) => devices.map((device) => ({ user, ...device }))),
      groups: groups.map(({ groupID, type, owner, members }) => ({
        name: groupID,
        type,
        members: [owner, ...members.filter((member) => member !== owner)],
      })),
    };
  } catch (thrown) {
    if (
      SigError.from(thrown).code === CODE.ERR_SDK_NET_DISCONNECT ||
      SigError.from(thrown).code === CODE.ERR_SDK_NET_CONN_REFUSE
    )
      return undefined;
    throw thrown;
  }
}
