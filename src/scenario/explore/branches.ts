import { formatDuration } from '../format/duration.js';
import type { PlannedAction, PlannedCall, PlannedStep } from '../plan.js';
import { hubRestarts, hubStarts, hubStops, startsAgain } from '../steps/faults.js';
import { logsIn } from '../steps/logs-in.js';
import { after } from '../steps/time.js';

/** The same steps with those taken apart in the middle of which time passes, so that other things can happen there. */
export function withoutHiddenTime(steps: readonly PlannedStep[]): PlannedStep[] {
  return steps.flatMap((step): PlannedStep[] => {
    if (step.kind !== 'action') return [step];
    if (step.step === hubRestarts) return restart(step);
    if (step.step === startsAgain && step.options['log in'] !== false) return start(step);
    return [step];
  });
}

function restart(step: PlannedAction): PlannedAction[] {
  const time = (step.options.after as number | undefined) ?? 1000;
  return [
    { ...step, step: hubStops, options: {}, ...said('the hub stops') },
    { ...step, step: after, options: { time }, ...said('after', formatDuration(time)) },
    { ...step, step: hubStarts, options: {}, ...said('the hub starts again') },
  ];
}

function start(step: PlannedAction): PlannedStep[] {
  const options = { 'log in': false };
  const who = step.said.replace(/ starts again$/, '');
  const login: PlannedCall = {
    ...step,
    kind: 'call',
    step: logsIn,
    options: {},
    waits: true,
    ...said(`${who} logs in`),
  };
  return [{ ...step, options, ...said(step.said, options) }, login];
}

function said(sentence: string, given?: unknown) {
  return { text: sentence, said: sentence, given };
}
