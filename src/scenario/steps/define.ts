import { z } from 'zod';
import { type Phrase, phrase, type WordsOf } from '../format/phrase.js';
import type { HeardEvent, TestDevice } from '../testbed/test-device.js';
import type { Testbed } from '../testbed/testbed.js';
import type { StartedCall } from '../testbed/tracked-call.js';

interface Common {
  readonly phrases: readonly Phrase[];
  /** One line for the reference and for editors. */
  readonly about: string;
  readonly options: z.ZodObject;
  /** The option that a bare value stands for: `after: 10s`. */
  readonly shorthand: string | undefined;
  /** Options that give a gap's words when the phrase has no such gap: `by` for `whom`. */
  readonly defaults: Readonly<Record<string, { option: string; type: 'user' | 'invitation' }>>;
}

/** A call of the SDK on one device. */
export interface CallStep extends Common {
  readonly kind: 'call';
  /** Makes known an invitation under the name in `as`. */
  readonly invites: boolean;
  make(testbed: Testbed, words: never, options: never): StartedCall;
}

/** Something that must be seen. */
export interface ExpectationStep extends Common {
  readonly kind: 'expectation';
  check(testbed: Testbed, words: never, options: never): StepCheck;
}

/** Anything else: time that passes, faults. */
export interface ActionStep extends Common {
  readonly kind: 'action';
  run(testbed: Testbed, words: never, options: never): Promise<void> | void;
}

export type StepDefinition = CallStep | ExpectationStep | ActionStep;

/** Looks whether an expectation is met by now. */
export type StepCheck = (scope: JudgedScope) => StepJudgement;

export interface JudgedScope {
  /** Events up to this one count only where none after it fits, or not at all where `inOrder`. */
  after(testDevice: TestDevice): number;
  inOrder: boolean;
  /** When it must have come, unix ms; undefined where that does not matter. */
  at: number | undefined;
  /** For "never": one device is enough, and events count that met another expectation. */
  anywhere: boolean;
  /** Of one of several invitees, what counts is his own state. */
  own?: boolean;
}

export type StepJudgement =
  | { met: true; claims: Claim[]; value?: unknown }
  /** What was seen instead; `unknown`: what it is about is not there yet. */
  | { met: false; seen: string; unknown?: boolean };

export interface Claim {
  heard: HeardEvent;
  testDevice: TestDevice | undefined;
}

interface StepSpec<Phrases extends readonly string[], Shape extends z.ZodRawShape> {
  phrases: Phrases;
  about: string;
  options: Shape;
  shorthand?: keyof Shape & string;
  defaults?: Common['defaults'];
}

type Words<Phrases extends readonly string[]> = WordsOf<Phrases[0]>;
type Options<Shape extends z.ZodRawShape> = z.output<z.ZodObject<Shape, z.core.$strict>>;

function common<Phrases extends readonly string[], Shape extends z.ZodRawShape>(
  definition: StepSpec<Phrases, Shape>,
  more: z.ZodRawShape,
): Common {
  return {
    phrases: definition.phrases.map(phrase),
    about: definition.about,
    options: z.strictObject({ ...definition.options, ...more }),
    shorthand: definition.shorthand,
    defaults: definition.defaults ?? {},
  };
}

const keep = z.record(z.string(), z.string()).optional();

/** A placeholder may stand for a number. */
const invitationName = z.union([z.string(), z.number().transform(String)]);

/** What every call takes. */
const CALL_OPTIONS = {
  keep: keep.describe('names for values in what it gives back, by JSON path'),
  fails: z
    .union([z.number().int(), z.literal(true)])
    .optional()
    .describe('the call must fail, with this code (or with any: true)'),
  'may fail': z
    .union([z.number().int(), z.literal(true)])
    .optional()
    .describe('the call may fail, with this code (or with any: true)'),
};

/** What every expectation takes. */
const EXPECTATION_OPTIONS = {
  within: z.string().optional().describe('how long to wait for it; 5s if left out'),
  at: z.string().optional().describe('exactly when it must come, counted from the beginning of the scenario'),
  keep: keep.describe('names for values in it, by JSON path'),
};

/** What may be written as a step's options. */
export type OptionsOf<Step> =
  Step extends Takes<infer Shape> ? z.input<z.ZodObject<Shape, z.core.$strict>> : never;

/** Known to the compiler only. */
export interface Takes<Shape extends z.ZodRawShape> {
  readonly takes?: Shape;
}

export function call<const Phrases extends readonly string[], Shape extends z.ZodRawShape>(
  definition: StepSpec<Phrases, Shape> & {
    invites?: boolean;
    make(testbed: Testbed, words: Words<Phrases>, options: Options<Shape>): StartedCall;
  },
): CallStep & Takes<Shape & typeof CALL_OPTIONS> {
  const as = definition.invites
    ? { as: invitationName.optional().describe('a name for the invitation; call if left out') }
    : {};
  return {
    ...common(definition, { ...CALL_OPTIONS, ...as }),
    kind: 'call',
    invites: definition.invites ?? false,
    make: definition.make as CallStep['make'],
  } as CallStep & Takes<Shape & typeof CALL_OPTIONS>;
}

export function expectation<const Phrases extends readonly string[], Shape extends z.ZodRawShape>(
  definition: StepSpec<Phrases, Shape> & {
    check(testbed: Testbed, words: Words<Phrases>, options: Options<Shape>): StepCheck;
  },
): ExpectationStep & Takes<Shape & typeof EXPECTATION_OPTIONS> {
  return {
    ...common(definition, EXPECTATION_OPTIONS),
    kind: 'expectation',
    check: definition.check as ExpectationStep['check'],
  } as ExpectationStep & Takes<Shape & typeof EXPECTATION_OPTIONS>;
}

export function action<const Phrases extends readonly string[], Shape extends z.ZodRawShape>(
  definition: StepSpec<Phrases, Shape> & {
    run(testbed: Testbed, words: Words<Phrases>, options: Options<Shape>): Promise<void> | void;
  },
): ActionStep & Takes<Shape> {
  const step: ActionStep = {
    ...common(definition, {}),
    kind: 'action',
    run: definition.run as ActionStep['run'],
  };
  return step as ActionStep & Takes<Shape>;
}
