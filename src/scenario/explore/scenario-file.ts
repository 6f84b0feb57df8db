import { APP_SETTING_NAMES, spacedName } from '../../hub/core/app-settings.js';
import { blankControls } from '../../text/printable.js';
import { type StepText, writeScenario, writtenCast } from '../format/write.js';
import type { Scenario } from '../plan.js';
import type { TestbedSpec } from '../testbed/testbed.js';
import { exploredBlock } from './explored-block.js';
import type { InterleavingResult } from './interleaving-result.js';
import { statementText, stepText } from './sentences.js';

/**
 * One order as a scenario file of its own: the steps up to the block, then what happens when, then what should hold.
 * `sig run` fails on it if the order breaks an invariant, and passes if not.
 */
export function scenarioFileOf(scenario: Scenario, run: InterleavingResult): string {
  const head = {
    scenario: `${scenario.name}: one order that sig explore found`,
    ...headOf(scenario),
    ...invariantsOf(scenario),
  };
  const steps: StepText[] = [
    ...scenario.steps.slice(0, exploredBlock(scenario)).map(stepText),
    ...run.script,
    ...expectations(run),
  ];
  return `${comment(run)}${writeScenario(head, steps)}`;
}

/** What should hold in the end. */
export function expectations(run: Pick<InterleavingResult, 'known' | 'events' | 'names'>): string[] {
  const { known } = run;
  return [
    ...known.map((name) => `everyone agrees on ${name}`),
    ...known.filter((name) => endsByItself(run, name)).map((name) => `${name} is over for everyone`),
  ];
}

export function comment({ broken }: Pick<InterleavingResult, 'broken'>): string {
  if (!broken) return '# No invariant is broken: sig run passes.\n';
  return `# sig run fails on it. ${blankControls(`${broken.invariant}: ${broken.text.split('\n')[0]}`)}\n`;
}

/** Whether an invitation has a time-out. */
function endsByItself(run: Pick<InterleavingResult, 'events' | 'names'>, name: string): boolean {
  return run.events.some(
    (event) =>
      event.kind === 'call' &&
      event.inviteID !== undefined &&
      run.names.get(event.inviteID) === name &&
      Number(event.args.timeout) > 0,
  );
}

/** The scenario's own invariants, by the word that they stand under. */
export function invariantsOf({ invariants }: Scenario): Record<string, unknown> {
  const byWord = Map.groupBy(invariants, ({ when }) => when);
  return Object.fromEntries([...byWord].map(([when, own]) => [when, own.map(statementText)]));
}

function headOf({ testbed, seed }: Scenario): Record<string, unknown> {
  const hub = hubOf(testbed.settings);
  return {
    ...writtenCast(testbed.users, testbed.groups),
    ...(Object.keys(hub).length > 0 ? { hub } : {}),
    ...(seed === undefined ? {} : { seed }),
  };
}

export function hubOf(settings: TestbedSpec['settings']): Record<string, unknown> {
  const given = APP_SETTING_NAMES.filter((name) => settings[name] !== undefined);
  return Object.fromEntries(given.map((name) => [spacedName(name), settings[name]]));
}
