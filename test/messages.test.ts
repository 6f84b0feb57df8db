import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

interface Message {
  kind: string;
  place: string;
  /** As they stand in the source, quotes and all. */
  message: string;
  hint?: string;
}

const script = fileURLToPath(new URL('../scripts/list-messages.js', import.meta.url));
const all = JSON.parse(execFileSync(process.execPath, [script, '--json'], { encoding: 'utf8' })) as Message[];
/** Findings are explained in whole sentences; an error is one line. */
const errors = all.filter(({ kind }) => kind !== 'finding');

test('every way an error is made is listed', () => {
  expect(errors.length).toBeGreaterThan(300);
  expect(new Set(all.map(({ kind }) => kind))).toContain('finding');
});

/** A name that begins with a capital: of a field, a variable, a format. */
const NAME = /^(?:[A-Z][A-Za-z0-9]*[A-Z_][A-Za-z0-9_]*|[A-Z][A-Z0-9_-]+|Random|Type|Name|Node|Operation)\b/;

/** The text of a literal, or of both branches of a condition; none of what is computed elsewhere. */
function literalsOf(source: string): string[] {
  if (/^['"`]/.test(source)) return [source.slice(1, -1)];
  return [...source.matchAll(/[?:]\s*(['"`])((?:(?!\1).)*)\1/g)].map((match) => match[2]!);
}

describe('errors speak in one voice', () => {
  const texts = errors.flatMap(({ place, message, hint }) =>
    [message, hint].flatMap((source) => literalsOf(source ?? '').map((text) => ({ place, text }))),
  );

  test.each(texts)('$place: $text', ({ text }) => {
    expect(text).not.toMatch(/[^.]\.$/);
    expect(text).not.toMatch(/!$/);
    if (!NAME.test(text)) expect(text).not.toMatch(/^[A-Z]/);
  });
});
