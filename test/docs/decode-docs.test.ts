import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { withTables } from '../../scripts/forms-table.js';
import { COMMANDS } from '../../src/cli/commands/registry.js';
import { executeLine } from '../../src/cli/execute-line.js';
import { FORMS } from '../../src/decode/forms/index.js';
import { lineJSONSchema } from '../../src/decode/line-schema.js';
import { PRINT_KINDS } from '../../src/decode/prints/print.js';
import { fakeCli } from '../cli/fake-cli.js';

const doc = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');

describe('the page of ten mistakes', () => {
  const page = doc('ten-mistakes.md');
  const sections = page.split(/^## /m).slice(1);

  it('has ten of them', () => {
    expect(sections).toHaveLength(10);
  });

  it.each(sections.map((section) => [section.split('\n', 1)[0]!, section] as const))(
    '%s: shows what decode really says',
    async (_, section) => {
      const payload = /```json\n([\s\S]*?)\n```/.exec(section)![1]!;
      const said = /```text\n([\s\S]*?)\n```/.exec(section)![1]!;
      const cli = fakeCli({ columns: 100, stdin: Readable.from([Buffer.from(payload)]) });
      await executeLine(cli, COMMANDS, ['decode', '-']);
      expect(cli.lines.join('\n').trimEnd()).toBe(said);
    },
  );
});

describe('the page of decode', () => {
  it('has every form and every print (node scripts/forms-table.js writes them)', () => {
    const page = doc('decode.md');
    expect(withTables(page, FORMS, Object.values(PRINT_KINDS))).toBe(page);
  });
});

describe('the published schema', () => {
  it('is that of the lines', () => {
    expect(JSON.parse(doc('decode-line.schema.json'))).toEqual(lineJSONSchema());
  });
});
