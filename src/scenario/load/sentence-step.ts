import { parseDuration } from '../format/duration.js';
import { FileError } from '../format/file-error.js';
import { issueError } from '../format/issues.js';
import { fit, type Gaps, nearness } from '../format/phrase.js';
import { type PlaceholderScope, substitute } from '../format/placeholders.js';
import { type Sentence, sentenceOf, spanOfWords } from '../format/sentence.js';
import { entryOf, type Leaf, placeOf, plain, type Table, type Tree, textOf } from '../format/tree.js';
import { type PlannedStep, placeAt } from '../plan.js';
import type { StepDefinition } from '../steps/define.js';
import { allSteps } from '../steps/index.js';
import { adverbs } from './adverbs.js';
import type { Vocabulary } from './vocabulary.js';

/** Reads a step that is a sentence. @throws FileError for what is none, or makes no sense */
export function planSentence(
  vocabulary: Vocabulary,
  key: Leaf,
  value: Tree | undefined,
  scope: PlaceholderScope,
): PlannedStep {
  const filled = substitute(key, scope) as Leaf;
  const { sentence, mode, waits } = adverbs(sentenceOf(filled));
  if (sentence.words.length === 0) throw new FileError(key.span, 'an empty step');
  for (const step of allSteps) {
    for (const phrase of step.phrases) {
      const gaps = fit(phrase, sentence);
      if (gaps)
        return plan(vocabulary, step, gaps, {
          key,
          value: value && substitute(value, scope),
          mode,
          waits,
          text: textOf(filled),
        });
    }
  }
  throw unknownStep(vocabulary, sentence);
}

function plan(
  vocabulary: Vocabulary,
  step: StepDefinition,
  gaps: Gaps,
  said: {
    key: Leaf;
    value: Tree | undefined;
    mode: 'once' | 'not' | 'never';
    waits: boolean;
    text: string;
  },
): PlannedStep {
  const { key, mode, waits } = said;
  const tree = optionsTree(step, said.value, key);
  const parsed = step.options.safeParse(plain(tree));
  if (!parsed.success) {
    const missing = step.shorthand !== undefined && said.value === undefined;
    if (missing) throw new FileError(key.span, `"${textOf(key)}" needs a value`, `${textOf(key)}: ...`);
    throw issueError(tree, parsed.error, () => Object.keys(step.options.shape));
  }
  const options = parsed.data as Record<string, unknown>;
  const words: Record<string, unknown> = {};
  for (const [name, gap] of gaps) words[name] = vocabulary.value(gap.type, gap.words);
  for (const [name, { option, type }] of Object.entries(step.defaults)) {
    if (Object.hasOwn(words, name)) continue;
    words[name] = defaults(vocabulary, tree, option, type, key);
  }
  const given = said.value && plain(said.value);
  const place = placeAt(key.span, written(said.text, said.value), said.text, given);
  if (mode !== 'once' && step.kind !== 'expectation')
    throw new FileError(
      key.span,
      `only what is expected can be denied`,
      'leave the step out, or say what must not be seen',
    );
  if (!waits && step.kind !== 'call')
    throw new FileError(key.span, 'only a call can be made without waiting');
  if (!waits && options.keep !== undefined)
    throw new FileError(
      key.span,
      'nothing can be kept of a call that nobody waits for',
      'leave one of the two out',
    );
  if (step.kind === 'call') return { kind: 'call', step, words, options, waits, ...place };
  if (step.kind === 'action') return { kind: 'action', step, words, options, ...place };
  for (const name of ['within', 'at'] as const) checkDuration(tree, options, name);
  return { kind: 'expectation', step, words, options, mode, ...place };
}

function checkDuration(tree: Tree, options: Record<string, unknown>, name: string): void {
  const text = options[name];
  if (text === undefined) return;
  const ms = parseDuration(String(text));
  if (ms === undefined)
    throw new FileError(placeOf(tree, [name]), 'write a time with its unit: 10s, 200ms, 1h30m');
  options[name] = ms;
}

/** A gap that the phrase lacks, from an option; which invitation is clear where there is only one. */
function defaults(
  vocabulary: Vocabulary,
  tree: Tree,
  option: string,
  type: 'user' | 'invitation',
  key: Leaf,
): unknown {
  const value = tree.kind === 'table' ? entryOf(tree, option)?.value : undefined;
  if (value?.kind === 'leaf') return vocabulary.value(type, sentenceOf(value).words);
  if (type === 'user') return undefined;
  if (vocabulary.invitations.size === 1) return [...vocabulary.invitations][0];
  throw new FileError(
    key.span,
    `which invitation? there is ${[...vocabulary.invitations].join(', ')}`,
    `add { ${option}: ... }`,
  );
}

function unknownStep(vocabulary: Vocabulary, sentence: Sentence): FileError {
  const isName = (word: string) => vocabulary.isName(word);
  const near = allSteps
    .flatMap((step) => step.phrases)
    .map((phrase) => nearness(phrase, sentence, isName))
    .reduce((a, b) => (b.distance < a.distance ? b : a));
  const close = near.distance <= Math.max(1.2, sentence.words.length * 0.45);
  const span = close && near.off ? near.off.span : spanOfWords(sentence.words);
  return new FileError(
    span,
    `"${sentence.text}" is no step`,
    close ? `did you mean "${near.meant}"?` : 'every step is listed in docs/scenarios.md, and in sig schema',
  );
}

/** The options as a map; a bare value stands for the step's main option. */
function optionsTree(step: StepDefinition, value: Tree | undefined, key: Leaf): Tree {
  const empty: Table = { kind: 'table', span: key.span, entries: [] };
  if (value === undefined || (value.kind === 'leaf' && value.value === null)) return empty;
  const { shorthand } = step;
  const isOptions =
    value.kind === 'table' &&
    !(
      shorthand !== undefined &&
      !value.entries.some((each) => Object.hasOwn(step.options.shape, textOf(each.key)))
    );
  if (isOptions) return value;
  if (shorthand === undefined)
    throw new FileError(
      value.span,
      `this step takes options in braces`,
      `there is: ${Object.keys(step.options.shape).join(', ')}`,
    );
  return { ...empty, entries: [{ key: { ...key, value: shorthand }, value }] };
}

function written(text: string, value: Tree | undefined): string {
  if (value === undefined || (value.kind === 'leaf' && value.value === null)) return text;
  const { source, start, end } = value.span;
  const first = source.text.slice(start, end).split('\n')[0]!.trim();
  return value.kind === 'leaf'
    ? `${text}: ${textOf(value)}`
    : first.startsWith('{') || first.startsWith('[')
      ? `${text}: ${first}`
      : text;
}
