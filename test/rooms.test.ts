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

/** The layers of the hub, in the same way; a service is one folder. */
const HUB_LAYERS = [
  'store',
  'core',
  'accounts',
  'network',
  'relations',
  'messages',
  'groups',
  'message_ext',
  'search',
  'conversations',
  'calls',
  'seed',
  'reports.ts',
  'not-simulated.ts',
  'commands.ts',
  'hub.ts',
];

/** Entry points of the package: they may import from every room, and nothing imports them. */
const ENTRY_POINTS = ['index.ts'];

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
  const strays = sources().filter((name) => !ROOMS.includes(roomOf(name)) && !ENTRY_POINTS.includes(name));
  expect(strays).toEqual([]);
});

test('a room imports only from rooms below it', () => {
  const wrong: string[] = [];
  for (const name of sources()) {
    if (ENTRY_POINTS.includes(name)) continue;
    const height = ROOMS.indexOf(roomOf(name));
    for (const path of importsOf(name)) {
      const other = ROOMS.indexOf(roomOf(path));
      if (other === -1 || other > height) wrong.push(`${name} imports ${path}`);
    }
  }
  expect(wrong).toEqual([]);
});

/** The strongly connected parts of more than one file, by Tarjan's algorithm. */
function circles(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const found: string[][] = [];
  const index = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const visit = (file: string) => {
    index.set(file, index.size);
    lowest.set(file, index.get(file)!);
    stack.push(file);
    for (const next of imports.get(file) ?? []) {
      if (!index.has(next)) visit(next);
      if (stack.includes(next)) lowest.set(file, Math.min(lowest.get(file)!, lowest.get(next)!));
    }
    if (lowest.get(file) !== index.get(file)) return;
    const circle = stack.splice(stack.indexOf(file));
    if (circle.length > 1) found.push(circle.sort());
  };
  for (const file of imports.keys()) if (!index.has(file)) visit(file);
  return found;
}

test('circles of imports are found', () => {
  const graph = { a: ['b'], b: ['c', 'd'], c: ['b'], d: ['e'], e: ['d', 'f'], f: [] };
  expect(circles(new Map(Object.entries(graph)))).toEqual([
    ['d', 'e'],
    ['b', 'c'],
  ]);
});

test('no file imports itself by way of others, types included', () => {
  const files = sources();
  const imports = new Map(
    files.map((name) => [name, importsOf(name).map((path) => path.replace(/\.js$/, '.ts'))]),
  );
  expect(circles(imports)).toEqual([]);
});

test('the words and the domain are pure: no I/O, no promises, no clock', () => {
  const impure: string[] = [];
  for (const name of sources().filter((each) => ['im', 'signaling'].includes(roomOf(each)))) {
    const text = readFileSync(join(src, name), 'utf8');
    if (/from 'node:|\bPromise\b|\basync\b|\bawait\b|\bBuffer\b/.test(text)) impure.push(name);
  }
  expect(impure).toEqual([]);
});

test('inside the hub, too, a layer imports only from layers below it; core knows no service', () => {
  const layerOf = (path: string) => path.split(sep)[1]!.replace(/\.js$/, '.ts');
  const wrong: string[] = [];
  for (const name of sources().filter((each) => roomOf(each) === 'hub')) {
    const height = HUB_LAYERS.indexOf(layerOf(name));
    if (height === -1) wrong.push(`${name} is in no layer`);
    for (const path of importsOf(name).filter((each) => roomOf(each) === 'hub')) {
      const other = HUB_LAYERS.indexOf(layerOf(path));
      if (other === -1 || other > height) wrong.push(`${name} imports ${path}`);
    }
  }
  expect(wrong).toEqual([]);
});
