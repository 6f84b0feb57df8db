import type { Span } from './source.js';
import type { Leaf } from './tree.js';
import { textOf } from './tree.js';

export interface Word {
  text: string;
  span: Span;
}

/** A step as a tester says it, word by word. */
export interface Sentence {
  text: string;
  span: Span;
  words: Word[];
}

export function sentenceOf(leaf: Leaf): Sentence {
  const text = textOf(leaf);
  const words: Word[] = [];
  for (const found of text.matchAll(/\S+/g)) {
    const start = leaf.lettersAt === undefined ? leaf.span.start : leaf.lettersAt + found.index;
    const end = leaf.lettersAt === undefined ? leaf.span.end : start + found[0].length;
    words.push({ text: found[0], span: { source: leaf.span.source, start, end } });
  }
  return { text: words.map((word) => word.text).join(' '), span: leaf.span, words };
}

export function spanOfWords(words: readonly Word[]): Span {
  return { ...words[0]!.span, end: words.at(-1)!.span.end };
}
