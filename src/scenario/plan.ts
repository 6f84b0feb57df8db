import type { Span } from './format/source.js';
import type { ActionStep, CallStep, ExpectationStep } from './steps/define.js';
import type { TestbedSpec } from './testbed/testbed.js';

/** A scenario read from a file, ready to run. */
export interface Scenario {
  name: string;
  file: string;
  /** Where it begins, from 1. */
  line: number;
  tags: string[];
  testbed: TestbedSpec;
  steps: PlannedStep[];
  /** Invitation names in it, and values that its examples gave. */
  seed: number | undefined;
  /** Of the header: they hold from the beginning on. */
  invariants: PlannedInvariant[];
  explore: ExploreSettings;
}

export interface ExploreSettings {
  orders?: number | undefined;
  faults?: number | undefined;
  /** How long something may be on its way, in milliseconds. */
  delay?: number | undefined;
}

interface Placed {
  /** As it stands in the file, on one line. */
  text: string;
  /** The sentence alone, without what follows the colon. */
  said: string;
  /** What follows the colon, as it is written, with placeholders filled in. */
  given: unknown;
  span: Span;
  line: number;
}

/** Where a step stands, and how it is written there. */
export function placeAt(span: Span, text: string, said = text, given?: unknown): Placed {
  return { text, said, given, span, line: span.source.position(span.start).line };
}

export type StepWords = Readonly<Record<string, unknown>>;

export interface PlannedCall extends Placed {
  kind: 'call';
  step: CallStep;
  words: StepWords;
  options: Record<string, unknown>;
  /** Whether the scenario goes on before the call has come to an end. */
  waits: boolean;
}

export interface PlannedExpectation extends Placed {
  kind: 'expectation';
  step: ExpectationStep;
  words: StepWords;
  options: Record<string, unknown>;
  /** once: it must come; not: it must not come within a time; never: not in the whole scenario. */
  mode: 'once' | 'not' | 'never';
}

export interface PlannedAction extends Placed {
  kind: 'action';
  step: ActionStep;
  words: StepWords;
  options: Record<string, unknown>;
}

export interface PlannedBlock extends Placed {
  kind: 'block';
  /** together: all branches at the same time; any order, this order: of what is expected, over all devices. */
  order: 'together' | 'any order' | 'this order';
  branches: PlannedStep[][];
}

/** What holds of a whole run: as many of these expectations are met as it says, or no device hears two ends. */
export type InvariantClaim =
  | { kind: 'count'; least: number; most: number; of: readonly PlannedExpectation[] }
  /** Of one invitation, or of each. */
  | { kind: 'one end'; call: string | undefined };

export interface PlannedInvariant extends Placed {
  kind: 'invariant';
  /** always, never: at every moment from here on; eventually: in the end. */
  when: 'always' | 'never' | 'eventually';
  claim: InvariantClaim;
}

export type PlannedStep = PlannedCall | PlannedExpectation | PlannedAction | PlannedBlock | PlannedInvariant;

/** Every step of a list, those in blocks too. */
export function* everyStep(steps: readonly PlannedStep[]): Generator<PlannedStep> {
  for (const step of steps) {
    yield step;
    if (step.kind === 'block') for (const branch of step.branches) yield* everyStep(branch);
  }
}
