import { z } from 'zod';
import type { Bench } from '../bench/bench.js';
import type { CallMade } from '../bench/call.js';
import type { Heard, Seat } from '../bench/seat.js';
import { type Phrase, phrase, type WordsOf } from '../format/phrase.js';

interface Common {
  readonly phrases: readonly Phrase[];
  /** One line for the reference and for editors. */
  readonly about: string;
  readonly options: z.ZodObject;
  /** The option that a bare value stands for: `after: 10s`. */
  readonly bare: string | undefined;
  /** Options that give a gap's words when the phrase has no such gap: `by` for `whom`. */
  readonly fill: Readonly<Record<string, { option: string; type: 'user' | 'invitation' }>>;
}

/** A call of the SDK on one device. */
export interface CallStep extends Common {
  readonly kind: 'call';
  /** Makes known an invitation under the name in `as`. */
  readonly invites: boolean;
  make(bench: Bench, words: never, options: never): CallMade;
}

/** Something that must be seen. */
export interface ExpectationStep extends Common {
  readonly kind: 'expectation';
  check(bench: Bench, words: never, options: never): Check;
}

/** Anything else: time that passes, faults. */
export interface DeedStep extends Common {
  readonly kind: 'deed';
  run(bench: Bench, words: never, options: never): Promise<void> | void;
}

export type StepDefinition = CallStep | ExpectationStep | DeedStep;

/** Looks whether an expectation is met by now. */
export type Check = (scope: Scope) => Finding;

export interface Scope {
  /** Events up to this one don't count. */
  after(seat: Seat): number;
  /** For "never": one device is enough, and events count that met another expectation. */
  anywhere: boolean;
}

export type Finding =
  | { met: true; claims: Claim[]; value?: unknown }
  /** What was seen instead. */
  | { met: false; seen: string };

export interface Claim {
  heard: Heard;
  seat: Seat | undefined;
}

interface Saying<Say extends readonly string[], Shape extends z.ZodRawShape> {
  say: Say;
  about: string;
  options: Shape;
  bare?: keyof Shape & string;
  fill?: Common['fill'];
}

type Words<Say extends readonly string[]> = WordsOf<Say[0]>;
type Options<Shape extends z.ZodRawShape> = z.output<z.ZodObject<Shape, z.core.$strict>>;

function common<Say extends readonly string[], Shape extends z.ZodRawShape>(
  saying: Saying<Say, Shape>,
  more: z.ZodRawShape,
): Common {
  return {
    phrases: saying.say.map(phrase),
    about: saying.about,
    options: z.strictObject({ ...saying.options, ...more }),
    bare: saying.bare,
    fill: saying.fill ?? {},
  };
}

const keep = z.record(z.string(), z.string()).optional();

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

export function call<const Say extends readonly string[], Shape extends z.ZodRawShape>(
  saying: Saying<Say, Shape> & {
    invites?: boolean;
    make(bench: Bench, words: Words<Say>, options: Options<Shape>): CallMade;
  },
): CallStep {
  const as = saying.invites
    ? { as: z.string().optional().describe('a name for the invitation; call if left out') }
    : {};
  return {
    ...common(saying, { ...CALL_OPTIONS, ...as }),
    kind: 'call',
    invites: saying.invites ?? false,
    make: saying.make as CallStep['make'],
  };
}

export function expectation<const Say extends readonly string[], Shape extends z.ZodRawShape>(
  saying: Saying<Say, Shape> & {
    check(bench: Bench, words: Words<Say>, options: Options<Shape>): Check;
  },
): ExpectationStep {
  return {
    ...common(saying, EXPECTATION_OPTIONS),
    kind: 'expectation',
    check: saying.check as ExpectationStep['check'],
  };
}

export function deed<const Say extends readonly string[], Shape extends z.ZodRawShape>(
  saying: Saying<Say, Shape> & {
    run(bench: Bench, words: Words<Say>, options: Options<Shape>): Promise<void> | void;
  },
): DeedStep {
  return { ...common(saying, {}), kind: 'deed', run: saying.run as DeedStep['run'] };
}
