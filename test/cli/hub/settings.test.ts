import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readSettings } from '../../../src/cli/hub/settings-file.js';
import { APP_SETTING_NAMES, APP_SETTINGS, spacedName } from '../../../src/hub/core/app-settings.js';
import { loadScenarios } from '../../../src/scenario/load.js';
import { Bench } from '../bench.js';

const folder = mkdtempSync(join(tmpdir(), 'sig-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(text: string): string {
  const path = join(folder, 'app.yaml');
  writeFileSync(path, text);
  return path;
}

test('a file says how the hub is set, in YAML or JSON', () => {
  expect(
    readSettings(file('loginPolicy: triple\nwebInstances: 3\ncallbacksOff: [State.StateChange]\n')),
  ).toEqual({
    loginPolicy: 'triple',
    webInstances: 3,
    callbacksOff: ['State.StateChange'],
  });
  expect(readSettings(file('{"recallWindow": 3600}'))).toEqual({ recallWindow: 3600 });
  expect(readSettings(file(''))).toEqual({});
});

test.each([
  ['recallWindows: 60', 'there is no setting recallWindows', 'did you mean recallWindow?'],
  ['loginPolicy: some', 'loginPolicy: ', 'sig hub settings'],
  ['webInstances: 11', 'webInstances: ', 'sig hub settings'],
  ['[', "can't be read", ''],
  ['just text', 'the file: ', 'sig hub settings'],
])('what is wrong in it is said: %s', (text, message, hint) => {
  const thrown = (() => {
    try {
      return readSettings(file(text));
    } catch (error) {
      return error;
    }
  })() as Error & { hint?: string };
  expect(thrown.message).toContain(message);
  expect(thrown.hint ?? '').toContain(hint);
});

test('sig hub settings tells them all, with what they mean', async () => {
  const bench = await Bench.open({ settings: { blockedSenderIsTold: true } });
  const out = await bench.ok('hub settings');
  for (const name of APP_SETTING_NAMES) expect(out).toContain(`${name}: `);
  expect(out).toContain(
    'blockedSenderIsTold: true\n  a message to somebody who blocked its sender fails (20007)',
  );
  const rows = await bench.rows<{ name: string; value: unknown; standard: unknown }>('hub settings');
  expect(rows.find(({ name }) => name === 'blockedSenderIsTold')).toMatchObject({
    value: true,
    standard: false,
  });
});

test('the page in docs/ has them all, as they are', () => {
  const page = readFileSync('docs/settings.md', 'utf8');
  for (const name of APP_SETTING_NAMES) {
    const { default: standard, page: source } = APP_SETTINGS[name];
    const value = typeof standard === 'string' ? standard : JSON.stringify(standard);
    const row = page.split('\n').find((line) => line.startsWith(`| \`${name}\` | \`${value}\` |`));
    expect(row, name).toMatch(new RegExp(`\\| ${source} \\|$`));
  }
});

test('scenarios know the same settings', () => {
  for (const name of APP_SETTING_NAMES) {
    const value = JSON.stringify(APP_SETTINGS[name].default);
    const text = `scenario: x\nusers: [alice]\nhub: { ${spacedName(name)}: ${value} }\nsteps: [alice logs out]\n`;
    const { scenarios, errors } = loadScenarios('x.sig.yaml', text);
    expect(errors.map((error) => error.render())).toEqual([]);
    expect(scenarios[0]!.testbed.settings).toEqual({ [name]: APP_SETTINGS[name].default });
  }
});
