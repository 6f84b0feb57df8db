import { parseDuration } from './format/duration.js';
import { FileError } from './format/file-error.js';
import { type Header, header, headerKeys, testbedOf, userEntries } from './format/header.js';
import { issueError } from './format/issues.js';
import { firstLetter, Source } from './format/source.js';
import { suggestion } from './format/suggest.js';
import { entryOf, parseTrees, placeOf, plain, type Table, type Tree } from './format/tree.js';
import { StepsLoader } from './load/steps-loader.js';
import type { KnownNames } from './load/vocabulary.js';
import type { PlannedInvariant, PlannedStep, Scenario } from './plan.js';

/** What a file holds, and what is wrong in it. */
export interface Loaded {
  scenarios: Scenario[];
  errors: FileError[];
  /** What is allowed, and probably not meant. */
  warnings: FileError[];
  /** How many scenarios it holds, right or wrong, those of examples counted once. */
  documents: number;
}

/** Reads a scenario file: one or more YAML documents, a scenario each. */
export function loadScenarios(file: string, text: string): Loaded {
  const loaded: Loaded = { scenarios: [], errors: [], warnings: [], documents: 1 };
  const source = new Source(file, text);
  try {
    const trees = parseTrees(source);
    if (trees.length === 0)
      throw new FileError(
        { source, start: 0, end: 0 },
        'the file holds no scenario',
        'sig init writes a first one',
      );
    loaded.documents = trees.length;
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
  const read = readHeader(head);
  if (stepsEntry?.value.kind !== 'list')
    throw new FileError(
      stepsEntry?.key.span ?? firstLetter(tree.span),
      'a scenario needs steps: a list of them',
      '- alice invites bob',
    );
  warnOfComment(head, loaded);
  const rows = read.examples ?? [undefined];
  for (const row of rows) {
    const before = loaded.errors.length;
    const loader = new StepsLoader(read, row, loaded.errors);
    const steps = loader.loadSteps(stepsEntry.value.items, head);
    if (loaded.errors.length > before) return;
    loaded.scenarios.push(scenarioOf(tree, read, row, steps, loader.invariants));
  }
}

function scenarioOf(
  tree: Table,
  head: Header,
  row: Record<string, unknown> | undefined,
  steps: PlannedStep[],
  invariants: PlannedInvariant[],
): Scenario {
  const { scenario: name, tags = [], explore = {}, seed } = head;
  const { span } = entryOf(tree, 'scenario')!.key;
  return {
    name: nameOf(name, row),
    file: span.source.file,
    line: span.source.position(span.start).line,
    tags,
    testbed: testbedOf(head),
    steps,
    invariants,
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

/** Who takes part, as code says it. @throws FileError */
export function headerOf(setting: Readonly<Record<string, unknown>>): Header {
  const [tree] = parseTrees(new Source('lab', JSON.stringify(setting))) as [Table];
  return readHeader(tree);
}

function readHeader(head: Table): Header {
  const parsed = header.safeParse(plain(head));
  if (!parsed.success) throw issueError(head, parsed.error, headerKeys);
  checkHeader(head, parsed.data);
  return parsed.data;
}

/** YAML takes what follows a blank and a `#` for a comment: of `scenario: bug #12` nothing is left but `bug`. */
function warnOfComment(head: Table, loaded: Loaded): void {
  const { span } = entryOf(head, 'scenario')!.value;
  const rest = /^[ \t]+#[^\n]*/.exec(span.source.text.slice(span.end));
  if (!rest || /^["']/.test(span.source.text.slice(span.start))) return;
  const start = span.end + rest[0].indexOf('#');
  loaded.warnings.push(
    new FileError(
      { ...span, start, end: span.end + rest[0].length },
      'a blank and # begin a comment in YAML: the name of the scenario ends before it',
      'put the name in quotes',
    ),
  );
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

function nameOf(name: string, row: Record<string, unknown> | undefined): string {
  if (!row) return name;
  const filled = name.replace(/<([\w.-]+)>/g, (text, key: string) => (key in row ? String(row[key]) : text));
  if (filled !== name) return filled;
  return `${name} (${Object.entries(row)
    .map(([key, value]) => `${key} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ')})`;
}
