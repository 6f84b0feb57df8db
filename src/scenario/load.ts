import type { DeviceSpec } from './bench/bench.js';
import { parseDuration } from './format/duration.js';
import { FileError } from './format/file-error.js';
import { benchOf, type Header, header, headerKeys, userEntries } from './format/header.js';
import { issueError } from './format/issues.js';
import { fit, type Gaps, nearness, type SlotType } from './format/phrase.js';
import { type Scope, substitute } from './format/placeholders.js';
import { type Sentence, sentenceOf, spanOfWords, type Word } from './format/sentence.js';
import { Source, type Span } from './format/source.js';
import { suggestion } from './format/suggest.js';
import {
  type Entry,
  entryOf,
  type Leaf,
  parseTrees,
  placeOf,
  plain,
  type Table,
  type Tree,
  textOf,
} from './format/tree.js';
import type { PlannedBlock, PlannedStep, Scenario } from './plan.js';
import { METHODS } from './steps/calls-method.js';
import type { StepDefinition } from './steps/define.js';
import { EVENTS } from './steps/hears-event.js';
import { allSteps } from './steps/index.js';
import { SIGNALS } from './steps/network.js';

/** What a file holds, and what is wrong in it. */
export interface Loaded {
  scenarios: Scenario[];
  errors: FileError[];
}

/** Reads a scenario file: one or more YAML documents, a scenario each. */
export function loadScenarios(file: string, text: string): Loaded {
  const loaded: Loaded = { scenarios: [], errors: [] };
  const source = new Source(file, text);
  try {
    const trees = parseTrees(source);
    if (trees.length === 0)
      throw new FileError(
        { source, start: 0, end: 0 },
        'the file holds no scenario',
        'sig init writes a first one',
      );
    for (const tree of trees) loadDocument(tree, loaded);
  } catch (thrown) {
    if (!(thrown instanceof FileError)) throw thrown;
    loaded.errors.push(thrown);
  }
  return loaded;
}

function loadDocument(tree: Tree, loaded: Loaded): void {
  if (tree.kind !== 'table')
    throw new FileError(tree.span, 'a scenario is a map', 'begin with "scenario: what it shows"');
  const stepsEntry = entryOf(tree, 'steps');
  const head: Table = { ...tree, entries: tree.entries.filter((entry) => entry !== stepsEntry) };
  const parsed = header.safeParse(plain(head));
  if (!parsed.success) throw issueError(head, parsed.error, headerKeys);
  if (stepsEntry?.value.kind !== 'list')
    throw new FileError(
      stepsEntry?.key.span ?? firstLine(tree),
      'a scenario needs steps: a list of them',
      '- alice invites bob',
    );
  checkHeader(head, parsed.data);
  const rows = parsed.data.examples ?? [undefined];
  for (const row of rows) {
    const before = loaded.errors.length;
    const steps = new StepsLoader(parsed.data, row, loaded.errors).loadSteps(stepsEntry.value.items);
    if (loaded.errors.length > before) return;
    loaded.scenarios.push(scenarioOf(tree, parsed.data, row, steps));
  }
}

function firstLine({ span }: Tree): Span {
  return { ...span, end: span.start + 1 };
}

function scenarioOf(
  tree: Table,
  head: Header,
  row: Record<string, unknown> | undefined,
  steps: PlannedStep[],
): Scenario {
  const { scenario: name, tags = [], explore = {}, seed } = head;
  const { span } = entryOf(tree, 'scenario')!.key;
  return {
    name: nameOf(name, row),
    file: span.source.file,
    line: span.source.position(span.start).line,
    tags,
    bench: benchOf(head),
    steps,
    seed,
    explore: { ...explore, delay: exploreDelay(tree, explore.delay) },
  };
}

function exploreDelay(tree: Table, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ms = parseDuration(text);
  if (ms !== undefined) return ms;
  throw new FileError(placeOf(tree, ['explore', 'delay']), 'write a time with its unit: 1s');
}

/** Names that earlier steps have given. */
export interface KnownNames {
  invitations: Iterable<string>;
  groups: Iterable<string>;
}

/**
 * Reads one step that belongs to no file, as code says it.
 * @throws FileError with the sentence underlined
 */
export function loadStep(head: Header, known: KnownNames, sentence: string, options: unknown): PlannedStep {
  const step = options === undefined ? sentence : { [sentence]: options };
  const [list] = parseTrees(new Source('step', JSON.stringify([step]))) as [Tree & { kind: 'list' }];
  const errors: FileError[] = [];
  const [planned] = new StepsLoader(head, undefined, errors, known).loadSteps(list.items);
  if (!planned) throw errors[0]!;
  return planned;
}

/** What zod cannot see: names that must be known. */
function checkHeader(head: Table, { users, groups = {} }: Header): void {
  const known = new Set<string>();
  for (const [name] of userEntries(users)) {
    if (known.has(name)) throw new FileError(placeOf(head, ['users']), `${name} is there twice`);
    known.add(name);
  }
  for (const [name, group] of Object.entries(groups)) {
    const members = Array.isArray(group) ? group : group.members;
    for (const [index, member] of members.entries()) {
      if (known.has(member)) continue;
      const path = Array.isArray(group) ? [index] : ['members', index];
      throw new FileError(
        placeOf(head, ['groups', name, ...path]),
        `${member} is no user of this scenario`,
        suggestion(member, [...known]),
      );
    }
  }
}

/** Reads the steps of one document for one row of its examples. */
class StepsLoader {
  #header: Header;
  #row: Record<string, unknown> | undefined;
  #errors: FileError[];
  #devices = new Map<string, DeviceSpec[]>();
  #groups: Set<string>;
  #invitations = new Set<string>();
  #later = new Set<string>();

  constructor(
    header: Header,
    row: Record<string, unknown> | undefined,
    errors: FileError[],
    { invitations, groups }: KnownNames = { invitations: [], groups: [] },
  ) {
    this.#header = header;
    this.#row = row;
    this.#errors = errors;
    this.#groups = new Set([...Object.keys(header.groups ?? {}), ...groups]);
    for (const name of invitations) {
      this.#invitations.add(name);
      this.#later.add(name);
    }
  }

  loadSteps(items: readonly Tree[]): PlannedStep[] {
    for (const user of benchOf(this.#header).users) this.#devices.set(user.name, user.devices);
    const known = new Map(Object.entries({ ...this.#header.variables, ...this.#row }));
    this.#findNames(items);
    return this.#steps(items, { known, later: this.#later });
  }

  /** Names may be used above the step that gives them: "bob never receives call". */
  #findNames(items: readonly Tree[]): void {
    for (const item of items) {
      if (item.kind === 'list') this.#findNames(item.items);
      if (item.kind === 'leaf') this.#findNamesInSentence(textOf(item), false);
      if (item.kind !== 'table') continue;
      for (const { key, value } of item.entries) {
        if (value.kind === 'list') this.#findNames(value.items);
        if (value.kind === 'table') this.#findNamesIn(value, textOf(key) === 'remember');
        const named = value.kind === 'table' && entryOf(value, 'as') !== undefined;
        this.#findNamesInSentence(textOf(key), named);
      }
    }
  }

  #findNamesInSentence(sentence: string, named: boolean): void {
    if (!named && / (invites|calls invite(InGroup)?)\b/.test(sentence)) {
      this.#invitations.add(DEFAULT_INVITATION);
      this.#later.add(DEFAULT_INVITATION);
    }
    const group = / creates group (\S+)/.exec(sentence);
    if (group) this.#groups.add(group[1]!);
  }

  #findNamesIn(options: Table, all: boolean): void {
    const as = entryOf(options, 'as')?.value;
    if (as?.kind === 'leaf') {
      this.#invitations.add(textOf(as));
      this.#later.add(textOf(as));
    }
    const keep = entryOf(options, 'keep')?.value;
    if (keep?.kind === 'table') for (const { key } of keep.entries) this.#later.add(textOf(key));
    if (all) for (const { key } of options.entries) this.#later.add(textOf(key));
    const nested = entryOf(options, 'do')?.value;
    if (nested?.kind === 'list') this.#findNames(nested.items);
  }

  #steps(items: readonly Tree[], scope: Scope): PlannedStep[] {
    const steps: PlannedStep[] = [];
    for (const item of items) {
      try {
        steps.push(...this.#step(item, scope));
      } catch (thrown) {
        if (!(thrown instanceof FileError)) throw thrown;
        this.#errors.push(thrown);
      }
    }
    return steps;
  }

  #step(item: Tree, scope: Scope): PlannedStep[] {
    if (item.kind === 'list')
      throw new FileError(firstLine(item), 'a list is no step', 'one dash for each step');
    if (item.kind === 'leaf') return [this.#sentence(item, undefined, scope)];
    const [first, second] = item.entries;
    if (!first) throw new FileError(item.span, 'an empty step');
    if (second) {
      throw new FileError(
        second.key.span,
        `"${textOf(second.key)}" stands beside the step "${textOf(first.key)}"`,
        isLoneKey(first)
          ? 'indent it two blanks more, so that it belongs to the step'
          : 'begin each step with a dash',
      );
    }
    const word = textOf(first.key);
    const order = BLOCKS.get(word);
    if (order) return [this.#block(first, order, scope)];
    const loop = /^for each (\w+) in (.+)$/.exec(word);
    if (loop) return this.#loop(first, loop[1]!, loop[2]!.split(/\s*,\s*/), scope);
    if (word === 'for each') return this.#table(first, scope);
    return [this.#sentence(first.key, first.value, scope)];
  }

  #block(entry: Entry, order: PlannedBlock['order'], scope: Scope): PlannedBlock {
    if (entry.value.kind !== 'list')
      throw new FileError(entry.key.span, `"${textOf(entry.key)}" needs a list of steps`);
    const branches = entry.value.items.map((item) =>
      this.#steps(item.kind === 'list' ? item.items : [item], scope),
    );
    if (order !== 'together') {
      for (const step of branches.flat()) {
        if (step.kind !== 'expectation' || step.mode !== 'once')
          this.#errors.push(
            new FileError(
              step.span,
              `"${textOf(entry.key)}" orders what is expected; this is no expectation`,
            ),
          );
      }
    }
    return { kind: 'block', order, branches, ...this.#place(entry.key.span, textOf(entry.key)) };
  }

  #loop(entry: Entry, name: string, values: string[], scope: Scope): PlannedStep[] {
    const { value } = entry;
    if (value.kind !== 'list') throw new FileError(entry.key.span, 'a loop needs a list of steps');
    return values.flatMap((each) => this.#steps(value.items, within(scope, { [name]: each })));
  }

  #table({ key, value }: Entry, scope: Scope): PlannedStep[] {
    const rows = value.kind === 'table' ? entryOf(value, 'of')?.value : undefined;
    const steps = value.kind === 'table' ? entryOf(value, 'do')?.value : undefined;
    if (rows?.kind !== 'list' || steps?.kind !== 'list')
      throw new FileError(
        key.span,
        '"for each" needs rows in "of" and steps in "do"',
        'for each: { of: [{ who: bob }], do: [...] }',
      );
    return rows.items.flatMap((row) => {
      const values = plain(substitute(row, scope));
      if (row.kind !== 'table')
        throw new FileError(row.span, 'a row is a map: { who: bob, answer: accepts }');
      return this.#steps(steps.items, within(scope, values as Record<string, unknown>));
    });
  }

  #place(span: Span, text: string, said = text, given?: unknown) {
    return { text, said, given, span, line: span.source.position(span.start).line };
  }

  #sentence(key: Leaf, value: Tree | undefined, scope: Scope): PlannedStep {
    const filled = substitute(key, scope) as Leaf;
    const { sentence, mode, waits } = adverbs(sentenceOf(filled));
    if (sentence.words.length === 0) throw new FileError(key.span, 'an empty step');
    for (const step of allSteps) {
      for (const phrase of step.phrases) {
        const gaps = fit(phrase, sentence);
        if (gaps)
          return this.#plan(step, gaps, {
            key,
            value: value && substitute(value, scope),
            mode,
            waits,
            text: textOf(filled),
          });
      }
    }
    throw this.#unknownStep(sentence);
  }

  #plan(
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
      const missing = step.bare !== undefined && said.value === undefined;
      if (missing) throw new FileError(key.span, `"${textOf(key)}" needs a value`, `${textOf(key)}: ...`);
      throw issueError(tree, parsed.error, () => Object.keys(step.options.shape));
    }
    const options = parsed.data as Record<string, unknown>;
    const words: Record<string, unknown> = {};
    for (const [name, gap] of gaps) words[name] = this.#value(gap.type, gap.words);
    for (const [name, { option, type }] of Object.entries(step.fill)) {
      if (Object.hasOwn(words, name)) continue;
      words[name] = this.#fill(tree, option, type, key);
    }
    const given = said.value && plain(said.value);
    const place = this.#place(key.span, written(said.text, said.value), said.text, given);
    if (mode !== 'once' && step.kind !== 'expectation')
      throw new FileError(
        key.span,
        `only what is expected can be denied`,
        'leave the step out, or say what must not be seen',
      );
    if (!waits && step.kind !== 'call')
      throw new FileError(key.span, 'only a call can be made without waiting');
    if (step.kind === 'call') return { kind: 'call', step, words, options, waits, ...place };
    if (step.kind === 'deed') return { kind: 'deed', step, words, options, ...place };
    for (const name of ['within', 'at'] as const) this.#checkDuration(tree, options, name);
    return { kind: 'expectation', step, words, options, mode, ...place };
  }

  #checkDuration(tree: Tree, options: Record<string, unknown>, name: string): void {
    const text = options[name];
    if (text === undefined) return;
    const ms = parseDuration(String(text));
    if (ms === undefined)
      throw new FileError(placeOf(tree, [name]), 'write a time with its unit: 10s, 200ms, 1h30m');
    options[name] = ms;
  }

  /** A gap that the phrase lacks, from an option; which invitation is clear where there is only one. */
  #fill(tree: Tree, option: string, type: 'user' | 'invitation', key: Leaf): unknown {
    const value = tree.kind === 'table' ? entryOf(tree, option)?.value : undefined;
    if (value?.kind === 'leaf') return this.#value(type, sentenceOf(value).words);
    if (type === 'user') return undefined;
    if (this.#invitations.size === 1) return [...this.#invitations][0];
    throw new FileError(
      key.span,
      `which invitation? there is ${[...this.#invitations].join(', ')}`,
      `add { ${option}: ... }`,
    );
  }

  #value(type: SlotType, words: Word[]): unknown {
    const [word] = words as [Word];
    switch (type) {
      case 'device': {
        const user = this.#known(word, [...this.#devices.keys()], 'no user of this scenario');
        if (!words[1]) return { user, device: undefined };
        const devices = this.#devices.get(user)!.map((each) => each.name);
        return { user, device: this.#known(words[1], devices, `no device of ${user}`) };
      }
      case 'user':
        return this.#known(word, [...this.#devices.keys()], 'no user of this scenario');
      case 'users':
        return words.map((each) => this.#known(each, [...this.#devices.keys()], 'no user of this scenario'));
      case 'group':
        return this.#known(word, [...this.#groups], 'no group of this scenario');
      case 'invitation':
        return this.#known(word, [...this.#invitations], 'the name of no invitation');
      case 'event':
        return this.#known(word, EVENTS, 'no event of the SDK');
      case 'method':
        return this.#known(word, METHODS, 'no method of the SDK');
      case 'signal':
        return this.#known(word, [...SIGNALS, 'request'], 'no kind of signal');
      case 'state':
        return this.#known(
          { text: words.map((each) => each.text).join(' '), span: spanOfWords(words) },
          STATES,
          'no state of an invitation',
        );
      case 'word':
        return word.text;
    }
  }

  #known(word: Word, candidates: readonly string[], complaint: string): string {
    if (candidates.includes(word.text)) return word.text;
    throw new FileError(word.span, `"${word.text}" is ${complaint}`, suggestion(word.text, candidates));
  }

  #unknownStep(sentence: Sentence): FileError {
    const isName = (word: string) =>
      this.#devices.has(word) || this.#groups.has(word) || this.#invitations.has(word);
    const near = allSteps
      .flatMap((step) => step.phrases)
      .map((phrase) => nearness(phrase, sentence, isName))
      .reduce((a, b) => (b.distance < a.distance ? b : a));
    const close = near.distance <= Math.max(1.2, sentence.words.length * 0.45);
    const span = close && near.off ? near.off.span : spanOfWords(sentence.words);
    return new FileError(
      span,
      `"${sentence.text}" is no step`,
      close
        ? `did you mean "${near.meant}"?`
        : 'every step is listed in docs/scenarios.md, and in sig schema',
    );
  }
}

const DEFAULT_INVITATION = 'call';

const STATES = ['pending', 'accepted', 'rejected', 'cancelled', 'timed out'];

/** Steps that hold other steps. */
export const BLOCKS: ReadonlyMap<string, PlannedBlock['order']> = new Map([
  ['at the same time', 'together'],
  ['parallel', 'together'],
  ['in any order', 'any order'],
  ['in this order', 'this order'],
  ['then', 'this order'],
]);

const INFINITIVES: Readonly<Record<string, string>> = {
  receive: 'receives',
  see: 'sees',
  hear: 'hears',
  get: 'gets',
  believe: 'believes',
  agree: 'agrees',
};

/** Takes out what says how a step is meant: "never", "does not", "without waiting". */
function adverbs(sentence: Sentence): { sentence: Sentence; mode: 'once' | 'not' | 'never'; waits: boolean } {
  let { words } = sentence;
  let mode: 'once' | 'not' | 'never' = 'once';
  const never = words.findIndex((word) => word.text === 'never');
  if (never > 0) {
    mode = 'never';
    words = words.filter((_, index) => index !== never);
  }
  const not = words.findIndex(
    (word, index) => word.text === "doesn't" || (word.text === 'does' && words[index + 1]?.text === 'not'),
  );
  if (not > 0) {
    mode = 'not';
    const after = not + (words[not]!.text === 'does' ? 2 : 1);
    const verb = words[after];
    const spoken = verb && { ...verb, text: INFINITIVES[verb.text] ?? verb.text };
    words = [...words.slice(0, not), ...(spoken ? [spoken] : []), ...words.slice(after + 1)];
  }
  const waits = !(words.at(-2)?.text === 'without' && words.at(-1)?.text === 'waiting');
  if (!waits) words = words.slice(0, -2);
  return { sentence: { ...sentence, words, text: words.map((word) => word.text).join(' ') }, mode, waits };
}

/** The options as a map; a bare value stands for the step's main option. */
function optionsTree(step: StepDefinition, value: Tree | undefined, key: Leaf): Tree {
  const empty: Table = { kind: 'table', span: key.span, entries: [] };
  if (value === undefined || (value.kind === 'leaf' && value.value === null)) return empty;
  const { bare } = step;
  const isOptions =
    value.kind === 'table' &&
    !(
      bare !== undefined && !value.entries.some((each) => Object.hasOwn(step.options.shape, textOf(each.key)))
    );
  if (isOptions) return value;
  if (bare === undefined)
    throw new FileError(
      value.span,
      `this step takes options in braces`,
      `there is: ${Object.keys(step.options.shape).join(', ')}`,
    );
  return { ...empty, entries: [{ key: { ...key, value: bare }, value }] };
}

function isLoneKey({ value }: Entry): boolean {
  return value.kind === 'leaf' && value.value === null;
}

function within(scope: Scope, values: Record<string, unknown>): Scope {
  return { ...scope, known: new Map([...scope.known, ...Object.entries(values)]) };
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

function nameOf(name: string, row: Record<string, unknown> | undefined): string {
  if (!row) return name;
  const filled = name.replace(/<([\w.-]+)>/g, (text, key: string) => (key in row ? String(row[key]) : text));
  if (filled !== name) return filled;
  return `${name} (${Object.entries(row)
    .map(([key, value]) => `${key} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ')})`;
}
