/** The words of a line as a shell would split it: by spaces, with 'single' and "double" quotes and backslashes. */
export function splitWords(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < line.length; at++) {
    const character = line[at]!;
    if (quote !== '') {
      if (character === quote) quote = '';
      else if (character === '\\' && quote === '"' && /["\\]/.test(line[at + 1] ?? ''))
        word = (word ?? '') + line[++at];
      else word = (word ?? '') + character;
    } else if (character === "'" || character === '"') {
      quote = character;
      word ??= '';
    } else if (character === '\\' && at + 1 < line.length) word = (word ?? '') + line[++at];
    else if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + character;
  }
  return word === undefined ? words : [...words, word];
}

/** Commands whose first argument is who acts, and how many users stand before anything else. */
const ACTS: Readonly<Record<string, number>> = {
  ...{ invite: 2, 'invite-group': 1, accept: 1, reject: 1, cancel: 1, modify: 1, send: 2 },
};

/**
 * The same command with its actor, where `as USER` is in force and the line names none.
 * @param users whom the hub knows
 */
export function withActor(words: readonly string[], actor: string, users: readonly string[]): string[] {
  const [name = '', ...rest] = words;
  const leading = ACTS[name];
  if (leading === undefined) return [...words];
  const given = rest.findIndex((word) => word.startsWith('-'));
  const positional = rest.slice(0, given === -1 ? rest.length : given);
  const named =
    leading === 1
      ? users.includes(positional[0] ?? '')
      : positional.slice(0, 2).every((word) => users.includes(word));
  const whole = name === 'invite' ? positional.length >= 2 : positional.length >= leading && named;
  return whole ? [...words] : [name, actor, ...rest];
}
