import { editDistance } from '../../text/did-you-mean.js';
import type { Sentence, Word } from './sentence.js';

/** What may stand in a phrase's gap. */
export interface SlotTypes {
  /** `bob`, or `bob's pad` */
  device: DeviceName;
  user: string;
  /** `bob`, `bob and carol`, `bob, carol and dave` */
  users: string[];
  group: string;
  /** An invitation's name, given by `as`. */
  invitation: string;
  word: string;
  /** A listener's method. */
  event: string;
  /** A method of the SDK. */
  method: string;
  /** invite, cancel, accept ... */
  signal: string;
  /** `accepted`, `timed out` */
  state: string;
}

export type SlotType = keyof SlotTypes;

/** A user's device, or with no device named whichever fits: the only one, each that is logged in, the first. */
export interface DeviceName {
  user: string;
  device: string | undefined;
}

/** The words of a phrase by the names of its gaps: `{who:device} invites {whom:users}`. */
export type WordsOf<Phrase extends string> =
  Phrase extends `${string}{${infer Name}:${infer Type}}${infer Rest}`
    ? { [key in Name]: Type extends SlotType ? SlotTypes[Type] : never } & WordsOf<Rest>
    : unknown;

type Token =
  | { kind: 'literal'; text: string }
  | { kind: 'slot'; name: string; type: SlotType; possessive: boolean };

/** A phrase taken apart. */
export interface Phrase {
  readonly text: string;
  readonly tokens: readonly Token[];
}

export function phrase(text: string): Phrase {
  const tokens = text.split(' ').map((token): Token => {
    const slot = /^\{(\w+):(\w+)\}('s)?$/.exec(token);
    if (!slot) return { kind: 'literal', text: token };
    return { kind: 'slot', name: slot[1]!, type: slot[2] as SlotType, possessive: slot[3] !== undefined };
  });
  return { text, tokens };
}

/** The words in each gap. */
export type Gaps = Map<string, { type: SlotType; words: Word[] }>;

/** Fits a sentence to a phrase; undefined when it does not. */
export function fit({ tokens }: Phrase, { words }: Sentence): Gaps | undefined {
  // Most sentences fit most phrases not at all: say so at once.
  if (words.length < tokens.length) return undefined;
  const last = tokens.at(-1)!;
  if (last.kind === 'literal' && last.text !== words.at(-1)?.text) return undefined;
  const gaps: Gaps = new Map();
  return fitFrom(tokens, 0, words, 0, gaps) ? gaps : undefined;
}

function fitFrom(
  tokens: readonly Token[],
  t: number,
  words: readonly Word[],
  w: number,
  gaps: Gaps,
): boolean {
  const token = tokens[t];
  if (!token) return w === words.length;
  const word = words[w];
  if (!word) return false;
  if (token.kind === 'literal') return word.text === token.text && fitFrom(tokens, t + 1, words, w + 1, gaps);
  const most =
    token.type === 'users' ? words.length - w : token.type === 'device' || token.type === 'state' ? 2 : 1;
  for (let count = 1; count <= most; count++) {
    const taken = take(token.type, token.possessive, words.slice(w, w + count));
    if (taken && fitFrom(tokens, t + 1, words, w + count, gaps)) {
      gaps.set(token.name, { type: token.type, words: taken });
      return true;
    }
  }
  return false;
}

const OWNERS = /'s$/;

function take(type: SlotType, possessive: boolean, words: Word[]): Word[] | undefined {
  let taken = words;
  if (possessive) {
    const last = words.at(-1)!;
    if (!OWNERS.test(last.text)) return undefined;
    taken = [...words.slice(0, -1), { ...last, text: last.text.slice(0, -2), span: shorter(last.span, 2) }];
  }
  if (type === 'device' && taken.length === 2) {
    const [owner, device] = taken as [Word, Word];
    if (!OWNERS.test(owner.text)) return undefined;
    return [{ ...owner, text: owner.text.slice(0, -2), span: shorter(owner.span, 2) }, device];
  }
  if (type === 'users') return listed(taken);
  return taken;
}

/** `a`, `a and b`, `a, b and c`: the names alone. */
function listed(words: Word[]): Word[] | undefined {
  const names: Word[] = [];
  let needed = true;
  for (const word of words) {
    if (word.text === 'and') {
      if (needed && names.length === 0) return undefined;
      needed = true;
      continue;
    }
    if (!needed) return undefined;
    needed = word.text.endsWith(',');
    names.push(needed ? { text: word.text.slice(0, -1), span: shorter(word.span, 1) } : word);
  }
  return needed ? undefined : names;
}

function shorter<Place extends { start: number; end: number }>(span: Place, by: number): Place {
  return { ...span, end: Math.max(span.start + 1, span.end - by) };
}

/** How far a sentence is from a phrase, the sentence that was probably meant, and the first word that is off. */
export interface Nearness {
  distance: number;
  meant: string;
  off: Word | undefined;
}

/** Aligns words and tokens at least cost. */
export function nearness(
  { tokens }: Phrase,
  { words }: Sentence,
  isName: (word: string) => boolean,
): Nearness {
  const rows = tokens.length + 1;
  const columns = words.length + 1;
  const cost = new Float64Array(rows * columns);
  for (let t = 0; t < rows; t++) {
    for (let w = 0; w < columns; w++) {
      if (t === 0 || w === 0) cost[t * columns + w] = t + w;
      else {
        const replaced = cost[(t - 1) * columns + w - 1]! + difference(tokens[t - 1]!, words[w - 1]!, isName);
        const missing = cost[(t - 1) * columns + w]! + 1;
        const inList = tokens[t - 1]!.kind === 'slot' && isName(words[w - 1]!.text) ? 0.2 : 1;
        cost[t * columns + w] = Math.min(replaced, missing, cost[t * columns + w - 1]! + inList);
      }
    }
  }
  const meant: string[] = [];
  let off: Word | undefined;
  let t = tokens.length;
  let w = words.length;
  while (t > 0 || w > 0) {
    const here = cost[t * columns + w]!;
    const token = tokens[t - 1];
    const word = words[w - 1];
    if (token && word && here === cost[(t - 1) * columns + w - 1]! + difference(token, word, isName)) {
      if (token.kind === 'literal') {
        meant.unshift(token.text);
        if (token.text !== word.text) off = word;
      } else meant.unshift(token.possessive && !OWNERS.test(word.text) ? `${word.text}'s` : word.text);
      t--;
      w--;
    } else if (token && here === cost[(t - 1) * columns + w]! + 1) {
      meant.unshift(token.kind === 'literal' ? token.text : `<${token.name}>`);
      off = word ?? words.at(-1);
      t--;
    } else {
      off = word;
      w--;
    }
  }
  return { distance: cost[tokens.length * columns + words.length]!, meant: meant.join(' '), off };
}

function difference(token: Token, word: Word, isName: (word: string) => boolean): number {
  if (token.kind === 'slot') return isName(word.text.replace(/('s|,)$/, '')) ? 0 : 0.4;
  if (token.text === word.text) return 0;
  if (isName(word.text)) return 1.5;
  return Math.min(1.5, (editDistance(token.text, word.text) * 1.5) / Math.max(token.text.length, 3));
}
