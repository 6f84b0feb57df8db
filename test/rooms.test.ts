import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** The rooms of src/, from the ground up: a room imports only from itself and from rooms before it. */
const ROOMS = [
  'text',
  'runtime',
  'im',
  'signaling',
  'trace',
  'decode',
  'hub',
  'device',
  'gateway',
  'load',
  'scenario',
  'testing',
  'inspector',
  'cli',
];

/** Entry points of the package: they may import from every room, and nothing imports them. */
const DOORSTEPS = ['index.ts'];

const src = fileURLToPath(new URL('../src/', import.meta.url));

function sources(): string[] {
  return readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
}

function importsOf(name: string): string[] {
  const text = readFileSync(join(src, name), 'utf8');
  const relatives = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']*)'/g)].map((match) => match[1]!);
  return relatives.map((path) => relative(src, join(src, dirname(name), path)));
}

const roomOf = (path: string) => path.split(sep)[0]!;

test('every file of src/ is in a known room', () => {
  const strays = sources().filter((name) => !ROOMS.includes(roomOf(name)) && !DOORSTEPS.includes(name));
  expect(strays).toEqual([]);
});

test('a room imports only from rooms below it', () => {
  const wrong: string[] = [];
  for (const name of sources()) {
    if (DOORSTEPS.includes(name)) continue;
    const height = ROOMS.indexOf(roomOf(name));
    for (const path of importsOf(name)) {
      const other = ROOMS.indexOf(roomOf(path));
      if (other === -1 || other > height) wrong.push(`${name} imports ${path}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('the words and the domain are pure: no I/O, no promises, no clock', () => {
  const impure: string[] = [];
  for (const name of sources().filter((each) => ['im', 'signaling'].includes(roomOf(each)))) {
    const text = readFileSync(join(src, name), 'utf8');
    if (/from 'node:|\bPromise\b|\basync\b|\bawait\b|\bBuffer\b/.test(text)) impure.push(name);
  }
  expect(impure).toEqual([]);
});
