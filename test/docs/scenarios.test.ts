import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { header } from '../../src/scenario/format/header.js';
import { BLOCKS } from '../../src/scenario/load/blocks.js';
import { loadScenarios } from '../../src/scenario/load.js';
import { MATCHER_WORDS } from '../../src/scenario/match/match.js';
import { reporters } from '../../src/scenario/report/reporters.js';
import { runScenario } from '../../src/scenario/run.js';
import { EVENTS } from '../../src/scenario/steps/hears-event.js';
import { allSteps, stepTable } from '../../src/scenario/steps/index.js';

const root = new URL('../../', import.meta.url);
const text = (path: string) => readFileSync(new URL(path, root), 'utf8');
const page = text('docs/scenarios.md');

interface Block {
  line: number;
  yaml: string;
}

/** Every YAML block of a page, with the line where it begins. */
function blocks(markdown: string): Block[] {
  return [...markdown.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map((found) => ({
    line: markdown.slice(0, found.index).split('\n').length,
    yaml: found[1]!,
  }));
}

/** A block is a scenario, or steps, or a part of a header; the latter two are put into a scenario. */
function whole(yaml: string): string {
  if (/^scenario:/m.test(yaml)) return yaml;
  if (!yaml.startsWith('- ')) return `scenario: x\n${yaml}steps: []\n`;
  const first = / as: /.test(yaml) ? '' : '  - alice invites bob\n';
  const head = 'scenario: x\nusers: [alice, { bob: { devices: [phone, pad] } }, carol]\nsteps:\n';
  return `${head}${first}${yaml.replace(/^/gm, '  ').trimEnd()}\n`;
}

describe.each(['docs/scenarios.md', 'README.md'])('%s', (path) => {
  test.each(blocks(text(path)).map((block) => [block.line, block] as const))(
    'the YAML at line %s is right, and passes if it is a whole scenario',
    async (_, { yaml }) => {
      const { scenarios, errors } = loadScenarios('page.sig.yaml', whole(yaml));
      expect(errors.map((error) => error.render())).toEqual([]);
      expect(scenarios.length).toBeGreaterThan(0);
      if (whole(yaml) !== yaml) return;
      for (const scenario of scenarios) expect((await runScenario(scenario)).failures).toEqual([]);
    },
  );
});

/** `WHO invites WHOM` for `{who:device} invites {whom:user}`, as the page writes it. */
function written(phrase: string): string {
  return phrase
    .replace(/\{\w+:(device|user|users)\}/g, (_gap, _type, offset) => (offset === 0 ? 'WHO' : 'WHO(M)?'))
    .replace(/\{command:word\}/g, 'COMMAND')
    .replace(/\{\w+:(group|word)\}/g, 'GROUP')
    .replace(/\{\w+:invitation\}/g, 'CALL')
    .replace(/\{\w+:(\w+)\}/g, (_gap, type: string) => type.toUpperCase());
}

describe('the reference', () => {
  const phrases = allSteps.flatMap((step) => step.phrases.map(({ text }) => text));

  test.each(phrases)('has the step "%s"', (phrase) => {
    const shown = written(phrase)
      .replace(/^WHO\b/, 'WHOM?')
      .replace(/\.\*/g, '');
    expect(page).toMatch(new RegExp(`\`${shown}(: [^\`]+)?\``));
  });

  test.each(Object.keys(stepTable))('has the heading "%s"', (heading) => {
    expect(page).toContain(`\n## ${heading}\n`);
  });

  test('has every option of every step', () => {
    const missing = allSteps.flatMap(({ options }) =>
      Object.keys(options.shape).filter((name) => !new RegExp(`[\`{ ]${name}[\`:]`).test(page)),
    );
    expect(missing).toEqual([]);
  });

  test('has every key of the header, block, matcher word, event and reporter', () => {
    for (const key of Object.keys(header.shape)) expect(page).toContain(`\`${key}\``);
    for (const word of BLOCKS.keys()) expect(page).toContain(word);
    for (const word of MATCHER_WORDS) expect(page).toContain(word);
    for (const event of EVENTS) expect(page).toContain(event);
    for (const name of Object.keys(reporters)) expect(page).toContain(`| \`${name}\` |`);
  });

  test.each(['run', 'record'])('has every option of sig %s', async (name) => {
    const { default: make } = await import(`../../src/cli/commands/${name}.ts`);
    const { fakeCli } = await import('../cli/fake-cli.js');
    const own = make(fakeCli()).options.map(({ long }: { long: string }) => long);
    // Of every command that needs a hub.
    const missing = own.filter((flag: string) => flag !== '--ephemeral' && !page.includes(`\`${flag}`));
    expect(missing).toEqual([]);
  });
});

test.each(['call-state.ts', 'call-state.test.ts'])(
  'the page shows the worked example %s as it is',
  (name) => {
    expect(page).toContain(`\`\`\`ts\n${text(`examples/call-state/${name}`)}\`\`\`\n`);
  },
);

test('the gallery shows every example', () => {
  const gallery = readFileSync(new URL('../../docs/gallery.md', import.meta.url), 'utf8');
  const examples = readdirSync(new URL('../../examples/', import.meta.url));
  const missing = examples.filter(
    (name) => name.endsWith('.sig.yaml') && !gallery.includes(`../examples/${name}`),
  );
  expect(missing).toEqual([]);
});
