import type { Sentence } from '../format/sentence.js';

const INFINITIVES: Readonly<Record<string, string>> = {
  receive: 'receives',
  see: 'sees',
  hear: 'hears',
  get: 'gets',
  believe: 'believes',
  agree: 'agrees',
};

/** `receives` for `receive`. */
export function thirdPerson(verb: string): string {
  return INFINITIVES[verb] ?? verb;
}

/** Takes out what says how a step is meant: "never", "does not", "without waiting". */
export function adverbs(sentence: Sentence): {
  sentence: Sentence;
  mode: 'once' | 'not' | 'never';
  waits: boolean;
} {
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
    const spoken = verb && { ...verb, text: thirdPerson(verb.text) };
    words = [...words.slice(0, not), ...(spoken ? [spoken] : []), ...words.slice(after + 1)];
  }
  const waits = !(words.at(-2)?.text === 'without' && words.at(-1)?.text === 'waiting');
  if (!waits) words = words.slice(0, -2);
  return { sentence: { ...sentence, words, text: words.map((word) => word.text).join(' ') }, mode, waits };
}
