import { FileError } from '../format/file-error.js';
import { type Header, testbedOf } from '../format/header.js';
import type { SlotType } from '../format/phrase.js';
import { fillIn } from '../format/placeholders.js';
import { spanOfWords, type Word } from '../format/sentence.js';
import { suggestion } from '../format/suggest.js';
import { entryOf, type Table, type Tree, textOf } from '../format/tree.js';
import { METHODS } from '../steps/calls-method.js';
import { EVENTS } from '../steps/hears-event.js';
import { SIGNALS } from '../steps/network.js';
import type { DeviceSpec } from '../testbed/testbed.js';
import { loopRows } from './loops.js';

/** Names that earlier steps have given. */
export interface KnownNames {
  invitations: Iterable<string>;
  groups: Iterable<string>;
  /** What was kept or remembered, by its name. */
  values?: ReadonlyMap<string, unknown>;
}

const DEFAULT_INVITATION = 'call';

const STATES = ['pending', 'accepted', 'rejected', 'cancelled', 'timed out'];

/** The names that the sentences of a scenario may use. */
export class Vocabulary {
  #devices = new Map<string, DeviceSpec[]>();
  #groups: Set<string>;
  #invitations = new Set<string>();
  #later = new Set<string>();
  /** Names of invitations that hold a value which is known only once the scenario runs. */
  #patterns: RegExp[] = [];

  constructor(header: Header, { invitations, groups }: KnownNames) {
    for (const user of testbedOf(header).users) this.#devices.set(user.name, user.devices);
    this.#groups = new Set([...Object.keys(header.groups ?? {}), ...groups]);
    for (const name of invitations) this.#addInvitation(name);
  }

  /** Names whose value is known only once the scenario runs. */
  get later(): ReadonlySet<string> {
    return this.#later;
  }

  get invitations(): ReadonlySet<string> {
    return this.#invitations;
  }

  get users(): string[] {
    return [...this.#devices.keys()];
  }

  isName(word: string): boolean {
    return this.#devices.has(word) || this.#groups.has(word) || this.#invitations.has(word);
  }

  #addInvitation(name: string): void {
    this.#invitations.add(name);
    this.#later.add(name);
  }

  /**
   * Takes in the names that steps give; they may be used above the step that does: "bob never receives call".
   * @param known values of placeholders; loops and tables add theirs
   */
  learn(items: readonly Tree[], known: ReadonlyMap<string, unknown>): void {
    for (const item of items) {
      if (item.kind === 'list') this.learn(item.items, known);
      if (item.kind === 'leaf') this.#learnFromSentence(textOf(item), false);
      if (item.kind !== 'table') continue;
      for (const { key, value } of item.entries) this.#learnFromStep(textOf(key), value, known);
    }
  }

  #learnFromStep(sentence: string, value: Tree, known: ReadonlyMap<string, unknown>): void {
    const rows = loopRows(sentence, value);
    if (rows) {
      for (const { values, steps } of rows) this.learn(steps, new Map([...known, ...values]));
      return;
    }
    if (value.kind === 'list') this.learn(value.items, known);
    if (value.kind === 'table') this.#learnFromOptions(value, sentence === 'remember', known);
    const named = value.kind === 'table' && entryOf(value, 'as') !== undefined;
    this.#learnFromSentence(sentence, named);
  }

  #learnFromSentence(sentence: string, named: boolean): void {
    if (!named && / (invites|calls invite(InGroup)?)\b/.test(sentence))
      this.#addInvitation(DEFAULT_INVITATION);
    const group = / creates group (\S+)/.exec(sentence);
    if (group) this.#groups.add(group[1]!);
  }

  #learnFromOptions(options: Table, all: boolean, known: ReadonlyMap<string, unknown>): void {
    const as = entryOf(options, 'as')?.value;
    if (as?.kind === 'leaf') {
      const name = String(fillIn(textOf(as), known));
      this.#addInvitation(name);
      // What a value will be that is kept or remembered, nobody can tell before the scenario runs.
      if (/<[\w.-]+>/.test(name))
        this.#patterns.push(
          new RegExp(
            `^${name
              .split(/<[\w.-]+>/)
              .map(escapeRegex)
              .join('.+')}$`,
          ),
        );
    }
    const keep = entryOf(options, 'keep')?.value;
    if (keep?.kind === 'table') for (const { key } of keep.entries) this.#later.add(textOf(key));
    if (all) for (const { key } of options.entries) this.#later.add(textOf(key));
  }

  /** What words in a gap of this type mean. @throws FileError for a name that there is not */
  value(type: SlotType, words: Word[]): unknown {
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
        if (this.#patterns.some((each) => each.test(word.text))) return word.text;
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
}

function escapeRegex(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
