import type { InvitationHistory } from '../../decode/timeline/invitation-history.js';
import type { TraceEvent } from '../../trace/event.js';
import { loadScenarios } from '../load.js';
import { runScenario } from '../run.js';
import { historyScript } from './history-script.js';
import type { RecordedNames } from './names.js';
import type { RecordedSetting } from './recorded-users.js';
import { checkByReplay } from './replay-check.js';
import type { Script } from './script.js';
import { ROUNDED_MS, scriptText } from './script-text.js';
import { readTrace } from './trace-script.js';

/** A scenario file made of what has happened. */
export interface Recording {
  text: string;
  steps: number;
  users: number;
  invitations: number;
  /** Steps that go another way when they are played again; each says so in a comment. */
  differing: number;
  /** What is left out, and why. */
  notes: readonly string[];
  /** Whether what is written has passed. */
  passes: boolean;
}

export interface TraceRecording extends RecordedSetting {
  /** The scenario's name. */
  title: string;
  /** When it was no more listened, unix ms; default: with the last event. */
  endedAt?: number;
}

/**
 * Makes a scenario of a trace, and plays it.
 * @returns undefined when nothing in it can be played again
 */
export async function recordTrace(
  events: readonly TraceEvent[],
  { title, endedAt, ...surroundings }: TraceRecording,
): Promise<Recording | undefined> {
  const reset = events.findLastIndex(isReset);
  // What was known before a reset is so no more.
  const { before: _, ...since } = surroundings;
  const { script, names } = readTrace(
    title,
    events.slice(reset + 1),
    reset < 0 ? surroundings : since,
    endedAt,
  );
  return script.lines.length === 0 ? undefined : finish(script, names);
}

/** Whether all that the hub held was put aside: what came before has nothing to do with what comes after. */
function isReset(event: TraceEvent): boolean {
  return event.kind === 'note' && /^(reset to|restored from) /.test(event.text);
}

/** Makes a scenario of what logs tell of one invitation, and plays it. */
export async function recordHistory(history: InvitationHistory): Promise<Recording> {
  const { script, names } = historyScript(history);
  return finish(script, names);
}

/** Rounds times where the same happens with rounded ones. */
async function finish(script: Script, names: RecordedNames): Promise<Recording> {
  let roundedMs = ROUNDED_MS;
  let best = await checkByReplay(script, names, roundedMs);
  if (best.differing > 0) {
    const exact = await checkByReplay(script, names, 1);
    if (exact.differing < best.differing) {
      best = exact;
      roundedMs = 1;
    }
  }
  const text = scriptText(best.script, roundedMs);
  const fault = await faultOf(text);
  return {
    text,
    steps: best.script.lines.filter((line) => !line.dropped).length,
    users: script.users.length,
    invitations: names.invitations().length,
    differing: best.differing,
    notes: fault === undefined ? script.notes : [...script.notes, fault],
    passes: fault === undefined,
  };
}

/** Reads and plays what is written, as `sig run` will. @returns what does not pass, which is a fault of this code */
async function faultOf(text: string): Promise<string | undefined> {
  const { scenarios, errors } = loadScenarios('recording', text);
  if (errors[0]) return `it cannot be read: ${errors[0].message} (line ${errors[0].line})`;
  for (const scenario of scenarios) {
    const [failure] = (await runScenario(scenario)).failures;
    if (failure) return `it does not pass: line ${failure.line}, ${failure.step}`;
  }
  return undefined;
}
