import { formatDuration } from '../format/duration.js';
import { FileError } from '../format/file-error.js';
import { type Header, header, testbedOf } from '../format/header.js';
import type { StepText } from '../format/write.js';
import { loadStep } from '../load.js';
import type { PlannedBlock, PlannedStep } from '../plan.js';
import { type Failure, Player } from '../play.js';
import { DEFAULT_SEED } from '../run.js';
import type { HeardEvent, TestDevice } from '../testbed/test-device.js';
import { Testbed } from '../testbed/testbed.js';
import { heardLine } from './heard-lines.js';
import type { RecordedNames, SentenceNames } from './names.js';
import { line, type Script, type ScriptLine } from './script.js';
import { headerOf, paced, stepOf } from './script-text.js';

/** A script that passes, and how many lines had to change for that. */
export interface CheckedScript {
  script: Script;
  /** Lines that go another way when they are played again. */
  differing: number;
}

/**
 * Plays a script on virtual time until it passes: what goes another way than in the session is changed to what happens, and
 * says so in a comment. What devices hear of which the recording has no word (real apps, plain messages) is added.
 */
export async function checkByReplay(
  script: Script,
  names: RecordedNames,
  roundedMs: number,
): Promise<CheckedScript> {
  const lines = script.lines.map((each) => ({
    ...each,
    options: { ...each.options },
    remarks: [...each.remarks],
  }));
  const changes = new Map<ScriptLine, number>();
  // Each round changes one line, and each line is changed three times at most: then it is left out.
  while (true) {
    const replay = new ScriptReplay({ ...script, lines }, names);
    const failure = await replay.play(roundedMs);
    if (!failure) {
      const ended = replay.endedWith(script.quietMs);
      return { script: { ...script, lines: [...replay.lines, ...ended] }, differing: changes.size };
    }
    const which = lines[failure.line]!;
    const before = changes.get(which) ?? 0;
    changes.set(which, before + 1);
    if (before < 2) change(which, failure);
    else drop(which, failure);
  }
}

/** What a step's line says of a call's error. */
const CODE = /^(?:\w+ failed with )?(-?\d+) /;

/** Makes a line say what happens when it is played again. */
function change(which: ScriptLine, failure: Failure): void {
  const { seen } = failure;
  const code = CODE.exec(seen);
  const { fails } = which.options;
  if (which.role === 'does' && code) {
    which.remarks.push(fails === undefined ? 'In the session this succeeded.' : `In the session: ${fails}.`);
    which.options.fails = Number(code[1]);
  } else if (which.role === 'does' && fails !== undefined && / succeeded$/.test(seen)) {
    which.remarks.push(`In the session this failed with ${fails}.`);
    delete which.options.fails;
  } else drop(which, failure);
}

/** Keeps a line as a comment only. */
function drop(which: ScriptLine, { seen }: Failure): void {
  which.dropped = true;
  which.remarks = [`In the session: ${which.says}. Played again: ${seen}`];
}

/** One replay of a script on a testbed. */
class ScriptReplay {
  /** The lines played, and those for what was heard beside. */
  readonly lines: ScriptLine[] = [];
  #script: Script;
  #names: RecordedNames;
  #header: Header;
  #testbed: Testbed | undefined;
  #heardOf = new Map<TestDevice, number>();

  constructor(script: Script, names: RecordedNames) {
    this.#script = script;
    this.#names = names;
    this.#header = header.parse(headerOf(script));
  }

  /** @returns the first failure, its line being the line's index in the script */
  async play(roundedMs: number): Promise<Failure | undefined> {
    const testbed = await Testbed.open(testbedOf(this.#header), { seed: DEFAULT_SEED });
    this.#testbed = testbed;
    const player = new Player(testbed);
    const { lines } = this.#script;
    try {
      for (const part of paced(lines, roundedMs)) {
        if ('after' in part) {
          await player.step(this.#planned({ after: formatDuration(part.after) }, -1));
          this.#listen(part.at);
          continue;
        }
        const step = this.#plan(part.lines);
        if ('line' in step) return step;
        if (step.planned) await player.step(step.planned);
        if (player.failures[0]) return player.failures[0];
        this.lines.push(...part.lines);
        this.#listen(part.lines[0]!.at);
      }
      return undefined;
    } finally {
      testbed.close();
    }
  }

  /** @returns how it ends: with nothing else, where that is so */
  endedWith(quietMs: number): ScriptLine[] {
    const left = this.#testbed!.devices.some((testDevice) =>
      testDevice.heard.some((each) => !each.claimed && !each.quiet),
    );
    if (left) return [];
    const last = this.lines.at(-1)?.at;
    const seconds = Math.floor(quietMs / 1000);
    const options = seconds === 0 ? {} : { time: `${seconds}s` };
    return [line('sees', last, seconds === 0 ? 'nothing else happens' : 'nothing else happens for', options)];
  }

  #plan(lines: readonly ScriptLine[]): { planned: PlannedStep | undefined } | Failure {
    const kept: PlannedStep[] = [];
    for (const each of lines) {
      if (each.dropped) continue;
      const index = this.#script.lines.indexOf(each);
      try {
        kept.push(this.#planned(stepOf(each), index));
      } catch (thrown) {
        if (!(thrown instanceof FileError)) throw thrown;
        return { line: index, step: each.says, expected: each.says, seen: thrown.message };
      }
    }
    const [first] = kept;
    if (kept.length < 2) return { planned: first };
    const text = 'at the same time';
    const branches = kept.map((each) => [each]);
    const block = { kind: 'block', order: 'together', branches, text, said: text } as const;
    return { planned: { ...this.#planned({ after: '0s' }, -1), ...block } as PlannedBlock };
  }

  #planned(step: StepText, index: number): PlannedStep {
    const [[sentence, options]] = (typeof step === 'string' ? [[step, undefined]] : Object.entries(step)) as [
      [string, unknown],
    ];
    return {
      ...loadStep(
        this.#header,
        { invitations: this.#names.invitations(), groups: this.#testbed!.groups },
        sentence,
        options,
      ),
      line: index,
    };
  }

  /** Makes lines of what was heard beside by devices of whose listeners the recording has no word. */
  #listen(at: number | undefined): void {
    const testbed = this.#testbed!;
    // On the testbed everybody has the name already that the script gives them.
    const names: SentenceNames = {
      user: (name) => name,
      group: (name) => name,
      invitation: (inviteID) => testbed.invitationName(inviteID),
      knowsInvitation: (inviteID) => [...testbed.invitations.values()].includes(inviteID),
    };
    for (const { name, devices } of this.#script.users) {
      for (const testDevice of testbed.devicesOf(name)) {
        const device = devices.find((each) => each.name === testDevice.device)!;
        const from = this.#heardOf.get(testDevice) ?? 0;
        this.#heardOf.set(testDevice, testDevice.heard.length);
        for (const heard of testDevice.heard.slice(from)) {
          const deaf = !device.heard || isMessage(heard);
          if (!deaf || heard.claimed || heard.quiet) continue;
          const who = devices.length > 1 ? `${name}'s ${device.name}` : name;
          const seen = heardLine(names, { who, at, name: heard.name, args: heard.args });
          if (!seen) continue;
          heard.claimed = true;
          this.lines.push(seen);
        }
      }
    }
  }
}

function isMessage({ name }: HeardEvent): boolean {
  return name.startsWith('onRecv');
}
