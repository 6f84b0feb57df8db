import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Bench } from './bench.js';
import { Screen } from './screen.js';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sig-progress-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

const signal = {
  inviteID: 'x1',
  inviter: 'alice',
  inviteeList: ['bob'],
  actionType: 1,
  timeout: 30,
  data: '',
};

test.each([
  ['hub snapshot', /█*░* \d+ of at most \d+ messages/],
  ['hub restore', /█*░* 2 of 2 messages/],
  ['trace', /█*░* \d+ of \d+ KB/],
])('sig %s shows at a terminal how far it is, and takes that away at the end', async (command, bar) => {
  const bench = await Bench.open();
  await bench.ok('send alice bob hello');
  await bench.ok('send bob alice hello yourself');
  const file = join(newFolder(), 'file');
  if (command === 'trace') writeFileSync(file, JSON.stringify(signal));
  else await bench.ok(`hub snapshot ${file}`);
  const screen = new Screen({ columns: 100 });
  const { code } = await bench.sig(`${command} ${file}`, screen.seat());
  expect(code).toBe(0);
  expect(screen.written).toMatch(bar);
  expect(await screen.text()).not.toMatch(/[█░]/);
});

test('nothing of it goes into a pipe', async () => {
  const bench = await Bench.open();
  await bench.ok('send alice bob hello');
  const file = join(newFolder(), 'file');
  const { out, err } = await bench.sig(`hub snapshot ${file}`);
  expect(out + err).not.toMatch(/[█░]/);
});
