import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { commands } from '../../src/hub/commands.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(root, 'docs/sources.md'), 'utf8');
const table = page.slice(page.indexOf('| In comments |'), page.indexOf('Every other REST command'));
const listed = [...table.matchAll(/^\| ([^|]+) \|/gm)].map(([, name]) => name!);
const restCommands = Object.keys(commands).map((command) => command.split('.')[1]!);

test("every vendor's page that a comment names can be found in docs/sources.md", () => {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' });
  const unknown: string[] = [];
  for (const file of files.filter((name) => name.endsWith('.ts'))) {
    const text = readFileSync(join(root, 'src', file), 'utf8').replace(/\n\s*(?:\*|\/\/) /g, ' ');
    for (const [cited, rest] of text.matchAll(/vendor's (?:\w+ )?pages?(.{0,60})/g)) {
      const named = /^ on (?:the |REST )?(.*)/.exec(rest!)?.[1] ?? '';
      if (![...listed, ...restCommands].some((name) => named.startsWith(name)))
        unknown.push(`${file}: ${cited}`);
    }
  }
  expect(unknown).toEqual([]);
});
