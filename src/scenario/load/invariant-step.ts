import { FileError } from '../format/file-error.js';
import type { PlaceholderScope } from '../format/placeholders.js';
import { substitute } from '../format/placeholders.js';
import { type Leaf, plain, type Tree, textOf } from '../format/tree.js';
import { type InvariantClaim, type PlannedExpectation, type PlannedInvariant, placeAt } from '../plan.js';
import { thirdPerson } from './adverbs.js';
import { planSentence } from './sentence-step.js';
import type { Vocabulary } from './vocabulary.js';

/** Keys of a header, and steps, that hold of a whole run. */
export const INVARIANT_WORDS: ReadonlySet<string> = new Set(['always', 'never', 'eventually']);

/** Reads what stands under `always`, `never` or `eventually`: a statement, a list of them, or statements with options. */
export function planInvariants(
  vocabulary: Vocabulary,
  when: PlannedInvariant['when'],
  value: Tree,
  scope: PlaceholderScope,
): PlannedInvariant[] {
  if (value.kind === 'list')
    return value.items.flatMap((item) => planInvariants(vocabulary, when, item, scope));
  if (value.kind === 'table')
    return value.entries.map((entry) => planOne(vocabulary, when, entry.key, entry.value, scope));
  return [planOne(vocabulary, when, value, undefined, scope)];
}

function planOne(
  vocabulary: Vocabulary,
  when: PlannedInvariant['when'],
  key: Leaf,
  options: Tree | undefined,
  scope: PlaceholderScope,
): PlannedInvariant {
  const filled = substitute(key, scope) as Leaf;
  const text = textOf(filled);
  if (text === '') throw new FileError(key.span, `${when} what?`, `${when}: everyone agrees on call`);
  return {
    kind: 'invariant',
    when,
    claim: claimOf(vocabulary, filled, options, scope),
    ...placeAt(key.span, `${when}: ${text}`, text, options && plain(substitute(options, scope))),
  };
}

const ONE_END = /^each device hears at most one end(?: of (\S+))?$/;

function claimOf(
  vocabulary: Vocabulary,
  key: Leaf,
  options: Tree | undefined,
  scope: PlaceholderScope,
): InvariantClaim {
  const text = textOf(key);
  const ends = ONE_END.exec(text);
  if (ends) {
    const call = ends[1];
    if (call !== undefined) vocabulary.value('invitation', [{ text: call, span: key.span }]);
    return { kind: 'one end', call };
  }
  const counted = quantified(vocabulary, text);
  if (!counted)
    return { kind: 'count', least: 1, most: 1, of: [expectation(vocabulary, key, options, scope)] };
  const { subjects, rest, least, most } = counted;
  if (subjects.length === 0) throw new FileError(key.span, `of whom? "${text}" names no user`);
  const of = subjects.map((who) => {
    const sentence = { ...key, value: `${who} ${rest}`, lettersAt: undefined };
    return expectation(vocabulary, sentence, options, scope);
  });
  return { kind: 'count', least, most: Math.min(most, of.length), of };
}

function expectation(
  vocabulary: Vocabulary,
  key: Leaf,
  options: Tree | undefined,
  scope: PlaceholderScope,
): PlannedExpectation {
  const planned = planSentence(vocabulary, key, options, scope);
  if (planned.kind === 'expectation' && planned.mode === 'once') return planned;
  throw new FileError(
    key.span,
    'only what is expected can hold always, never or in the end',
    'bob believes call is accepted',
  );
}

const NUMBERS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

const BOUNDED = /^(at most|at least|exactly) (\w+) of (.+)$/;

interface Quantified {
  least: number;
  most: number;
  subjects: string[];
  rest: string;
}

/** `at most one of a1, a2 and a3 believes ...`, `none of ...`, `nobody believes ...`; undefined for a plain sentence. */
function quantified(vocabulary: Vocabulary, text: string): Quantified | undefined {
  const bounded = BOUNDED.exec(text);
  if (bounded) {
    const [, bound, word, of] = bounded as unknown as [string, string, string, string];
    const number = NUMBERS.includes(word) ? NUMBERS.indexOf(word) : Number(word);
    if (!Number.isInteger(number)) return undefined;
    const least = bound === 'at most' ? 0 : number;
    return {
      ...subjectsOf(vocabulary, of),
      least,
      most: bound === 'at least' ? Number.POSITIVE_INFINITY : number,
    };
  }
  const whole = /^(none|all|each) of (.+)$/.exec(text);
  if (whole) return quantity(whole[1] === 'none', subjectsOf(vocabulary, whole[2]!));
  const everybody = /^(nobody|everybody|each user) (.+)$/.exec(text);
  if (!everybody) return undefined;
  return quantity(everybody[1] === 'nobody', {
    subjects: vocabulary.users,
    rest: spoken(everybody[2]!.split(' ')),
  });
}

function quantity(none: boolean, of: Pick<Quantified, 'subjects' | 'rest'>): Quantified {
  const count = of.subjects.length;
  return { ...of, least: none ? 0 : count, most: none ? 0 : count };
}

/** The names at the beginning, each a user or a user's device, and what is said of them. */
function subjectsOf(vocabulary: Vocabulary, text: string): Pick<Quantified, 'subjects' | 'rest'> {
  const words = text.split(/\s+/);
  const subjects: string[] = [];
  let at = 0;
  while (at < words.length) {
    const word = words[at]!;
    const name = word.replace(/,$/, '');
    if (name === 'and' || name === 'or') at++;
    else if (vocabulary.users.includes(name)) {
      subjects.push(name);
      at++;
    } else if (/'s$/.test(word) && vocabulary.users.includes(word.slice(0, -2)) && at + 1 < words.length) {
      subjects.push(`${word} ${words[at + 1]!.replace(/,$/, '')}`);
      at += 2;
    } else break;
  }
  return { subjects, rest: spoken(words.slice(at)) };
}

/** Of several, people say "believe". */
function spoken([verb = '', ...rest]: string[]): string {
  return [thirdPerson(verb), ...rest].join(' ');
}
