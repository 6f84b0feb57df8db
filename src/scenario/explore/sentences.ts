import type { HeldFrame } from '../../hub/network/faulty-network.js';
import { frameSubject } from '../../hub/network/frame-subject.js';
import { formatDuration } from '../format/duration.js';
import type { StepText } from '../format/write.js';
import type { PlannedBlock, PlannedCall, PlannedInvariant, PlannedStep } from '../plan.js';
import { frameWord } from '../steps/deliveries.js';
import type { Testbed } from '../testbed/testbed.js';

/** Whom a sentence means: `bob`, or `bob's pad` where bob has more than one device. */
export function spokenName(testbed: Testbed, { user, device }: { user: string; device: string }): string {
  return testbed.devicesOf(user).length > 1 ? `${user}'s ${device}` : user;
}

/** `bob's accept reaches the hub`, `the accept reaches alice`, `the answer to its accept reaches bob`. */
export function deliverySentence(testbed: Testbed, { frame }: HeldFrame): string {
  const subject = frameSubject(frame);
  const word = frameWord(subject);
  const who = spokenName(testbed, frame);
  if (frame.direction === 'up') return `${who}'s ${word} reaches the hub`;
  return subject.answer ? `the answer to its ${word} reaches ${who}` : `the ${word} reaches ${who}`;
}

export function afterText(ms: number): StepText {
  return { after: formatDuration(ms) };
}

/** A step as its file says it. */
export function stepText(step: PlannedStep): StepText {
  if (step.kind === 'invariant') return { [step.when]: statementText(step) };
  if (step.kind === 'block') return { [step.said]: step.branches.map((branch) => branchText(branch)) };
  return step.given === undefined || step.given === null ? step.said : { [step.said]: step.given };
}

/** What must hold, as it stands under `always`, `never` or `eventually`. */
export function statementText({ said, given }: PlannedInvariant): string | Record<string, unknown> {
  return given === undefined || given === null ? said : { [said]: given };
}

function branchText(branch: PlannedBlock['branches'][number]): unknown {
  return branch.length === 1 ? stepText(branch[0]!) : branch.map(stepText);
}

/** A call as it stands in the file of one order: it may fail, and nobody waits for it if `waits` is false. */
export function callText(step: PlannedCall, waits: boolean): StepText {
  const sentence = step.said.replace(/ without waiting$/, '');
  const { fails: _, ...options } = optionsOf(step);
  return { [waits ? sentence : `${sentence} without waiting`]: { ...options, 'may fail': true } };
}

/** The options as they are written, a bare value under its option's name. */
function optionsOf({ given, step }: PlannedCall): Record<string, unknown> {
  if (given === undefined || given === null) return {};
  const isMap = typeof given === 'object' && !Array.isArray(given);
  const names = Object.keys(step.options.shape);
  if (isMap && (step.shorthand === undefined || Object.keys(given).some((key) => names.includes(key))))
    return given as Record<string, unknown>;
  return step.shorthand === undefined ? {} : { [step.shorthand]: given };
}
