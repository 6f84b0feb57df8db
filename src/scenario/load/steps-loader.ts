import { FileError } from '../format/file-error.js';
import type { Header } from '../format/header.js';
import { type PlaceholderScope, substitute } from '../format/placeholders.js';
import { firstLetter } from '../format/source.js';
import { entryOf, plain, type Table, type Tree, type TreeEntry, textOf } from '../format/tree.js';
import { type PlannedBlock, type PlannedInvariant, type PlannedStep, placeAt } from '../plan.js';
import { BLOCKS } from './blocks.js';
import { withoutConsequences } from './consequences.js';
import { INVARIANT_WORDS, planInvariants } from './invariant-step.js';
import { LOOP } from './loops.js';
import { planSentence } from './sentence-step.js';
import { type KnownNames, Vocabulary } from './vocabulary.js';

/** Reads the steps of one document for one row of its examples. */
export class StepsLoader {
  #header: Header;
  #row: Record<string, unknown> | undefined;
  #errors: FileError[];
  #found: FileError[] = [];
  #values: ReadonlyMap<string, unknown>;
  #vocabulary: Vocabulary;

  /** @param errors what is wrong is added to these */
  constructor(
    header: Header,
    row: Record<string, unknown> | undefined,
    errors: FileError[],
    known: KnownNames = { invitations: [], groups: [] },
  ) {
    this.#header = header;
    this.#row = row;
    this.#errors = errors;
    this.#vocabulary = new Vocabulary(header, known);
    this.#values = known.values ?? new Map();
  }

  /** Those of the header, once the steps are read. */
  invariants: PlannedInvariant[] = [];

  /** @param head of the document: its invariants are read too */
  loadSteps(items: readonly Tree[], head?: Table): PlannedStep[] {
    const given = Object.entries({ ...this.#header.variables, ...this.#row });
    const known = new Map([...this.#values, ...given]);
    this.#vocabulary.learn(items, known);
    const scope = { known, later: this.#vocabulary.later };
    const steps = this.#steps(items, scope);
    if (head) this.#readInvariants(head, scope);
    this.#errors.push(...withoutConsequences(this.#found));
    return steps;
  }

  #readInvariants(head: Table, scope: PlaceholderScope): void {
    const own = head.entries.filter(({ key }) => INVARIANT_WORDS.has(textOf(key)));
    this.invariants = this.#steps(
      own.map((entry): Table => ({ ...head, entries: [entry] })),
      scope,
    ).filter((step) => step.kind === 'invariant');
  }

  #steps(items: readonly Tree[], scope: PlaceholderScope): PlannedStep[] {
    const steps: PlannedStep[] = [];
    for (const item of items) {
      try {
        steps.push(...this.#step(item, scope));
      } catch (thrown) {
        if (!(thrown instanceof FileError)) throw thrown;
        this.#found.push(thrown);
      }
    }
    return steps;
  }

  #step(item: Tree, scope: PlaceholderScope): PlannedStep[] {
    if (item.kind === 'list')
      throw new FileError(firstLetter(item.span), 'a list is no step', 'one dash for each step');
    if (item.kind === 'leaf') return [planSentence(this.#vocabulary, item, undefined, scope)];
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
    const loop = LOOP.exec(word);
    if (loop) return this.#loop(first, loop[1]!, loop[2]!.split(/\s*,\s*/), scope);
    if (word === 'for each') return this.#table(first, scope);
    if (isInvariantWord(word)) return planInvariants(this.#vocabulary, word, first.value, scope);
    return [planSentence(this.#vocabulary, first.key, first.value, scope)];
  }

  #block(entry: TreeEntry, order: PlannedBlock['order'], scope: PlaceholderScope): PlannedBlock {
    if (entry.value.kind !== 'list')
      throw new FileError(entry.key.span, `"${textOf(entry.key)}" needs a list of steps`);
    const branches = entry.value.items.map((item) =>
      this.#steps(item.kind === 'list' ? item.items : [item], scope),
    );
    if (order !== 'together') {
      for (const step of branches.flat()) {
        if (step.kind !== 'expectation' || step.mode !== 'once')
          this.#found.push(
            new FileError(
              step.span,
              `"${textOf(entry.key)}" orders what is expected; this is no expectation`,
            ),
          );
      }
    }
    return { kind: 'block', order, branches, ...placeAt(entry.key.span, textOf(entry.key)) };
  }

  #loop(entry: TreeEntry, name: string, values: string[], scope: PlaceholderScope): PlannedStep[] {
    const { value } = entry;
    if (value.kind !== 'list') throw new FileError(entry.key.span, 'a loop needs a list of steps');
    return values.flatMap((each) => this.#steps(value.items, within(scope, { [name]: each })));
  }

  #table({ key, value }: TreeEntry, scope: PlaceholderScope): PlannedStep[] {
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
}

function isInvariantWord(word: string): word is PlannedInvariant['when'] {
  return INVARIANT_WORDS.has(word);
}

function isLoneKey({ value }: TreeEntry): boolean {
  return value.kind === 'leaf' && value.value === null;
}

function within(scope: PlaceholderScope, values: Record<string, unknown>): PlaceholderScope {
  return { ...scope, known: new Map([...scope.known, ...Object.entries(values)]) };
}
