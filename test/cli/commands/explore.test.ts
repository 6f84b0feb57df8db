import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMANDS } from '../../../src/cli/commands/registry.js';
import { executeLine } from '../../../src/cli/execute-line.js';
import { exploredFaults } from '../../../src/scenario/explore/faults/index.js';
import { invariants } from '../../../src/scenario/invariants.js';
import { Bin } from '../../e2e/bin.js';
import { fakeCli } from '../fake-cli.js';
import { Screen } from '../screen.js';

const folder = mkdtempSync(join(tmpdir(), 'sig-explore-'));
const bin = new Bin();
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await bin.end();
});

const crossing = join(folder, 'crossing.sig.yaml');
const peaceful = join(folder, 'peaceful.sig.yaml');
const wrong = join(folder, 'wrong.sig.yaml');
const lonely = join(folder, 'lonely.sig.yaml');

beforeAll(() => {
  const text = (name: string, steps: string) =>
    `scenario: ${name}\nusers: [alice, bob]\nsteps:\n  - alice invites bob\n  - bob receives call\n${steps}`;
  const block = (a: string, b: string) => `  - at the same time:\n      - ${a}\n      - ${b}\n`;
  writeFileSync(crossing, text('crossing', block('alice cancels call', 'bob accepts call')));
  writeFileSync(peaceful, text('peaceful', block('alice messages bob: hi', 'bob accepts call')));
  writeFileSync(wrong, text('wrong', block('alice cancel call', 'bob accepts call')));
  writeFileSync(lonely, text('lonely', '  - bob accepts call\n'));
});

async function sig(...argv: string[]) {
  const cli = fakeCli({ columns: 100 });
  await executeLine(cli, COMMANDS, argv);
  return { code: cli.exitCode, out: cli.lines.join('\n'), err: cli.notes.join('\n') };
}

describe('exit codes of the command itself', () => {
  test('1 when an order breaks an invariant, with how to have it again', async () => {
    const { code, out } = await bin.run(['explore', crossing]);
    expect(code).toBe(1);
    expect(out).toContain('4 of 6 orders break an invariant');
    const [, again] = /Again: sig (explore .*)/.exec(out)!;
    const replayed = await bin.run(again!.split(' '));
    expect(replayed.code).toBe(1);
    expect(replayed.out).toContain('agreement: alice (call) takes it for accepted, bob (call) for cancelled');
  });

  test('0 when none does, 2 with line and column when a file is wrong', async () => {
    expect((await bin.run(['explore', peaceful])).code).toBe(0);
    const { code, err } = await bin.run(['explore', wrong]);
    expect(code).toBe(2);
    expect(err).toContain(`${wrong}:7:15: "alice cancel call" is no step`);
  });
});

test('--json ends with one line of what was tried and found', async () => {
  const { code, out } = await sig('explore', crossing, '--json');
  expect(code).toBe(1);
  const result = JSON.parse(out);
  expect(Object.keys(result)).toEqual(['orders', 'outcomes', 'violations']);
  expect(result).toMatchObject({ orders: 6, violations: 4 });
  expect(result.outcomes).toContainEqual({
    outcome:
      'call: accepted (then onInvitationCancelled) for alice, cancelled (then onInviteeAccepted) for bob',
    count: 2,
    invariant: 'agreement',
    seed: 8,
  });
  expect(result.outcomes).toContainEqual({
    outcome: 'call: accepted for alice and bob; "alice cancels call" fails with 8010',
    count: 1,
    invariant: null,
    seed: 7,
  });
});

test('of several scenarios each has its own line, and the last is the sum', async () => {
  const { out } = await sig('explore', crossing, peaceful, '--json');
  const [first, second, last] = out.split('\n').map((line) => JSON.parse(line));
  expect(first).toMatchObject({ file: crossing, scenario: 'crossing', orders: 6 });
  expect(second).toMatchObject({ file: peaceful, scenario: 'peaceful', violations: 0 });
  expect(Object.keys(last)).toEqual(['orders', 'outcomes', 'violations']);
  expect(last.orders).toBe(first.orders + second.orders);
  expect(last.outcomes).toHaveLength(first.outcomes.length + second.outcomes.length);
});

test('--write keeps the shortest violation as a scenario, which sig run shows', async () => {
  const file = join(folder, 'found.sig.yaml');
  expect((await sig('explore', crossing, '--write', file)).out).toContain(`sig run ${file} shows it`);
  expect(readFileSync(file, 'utf8')).toMatch(/^# sig run fails on it. agreement: alice \(call\)/);
  const { code, out } = await bin.run(['run', file]);
  expect(code).toBe(1);
  expect(out).toContain('everyone agrees on call');
  expect(out).toContain('bob takes it for cancelled, alice for');
});

test('--seed with --write keeps any order, and one that breaks nothing passes', async () => {
  const file = join(folder, 'fine.sig.yaml');
  expect((await sig('explore', crossing, '--seed', '7', '--write', file)).code).toBe(0);
  expect((await sig('run', file)).code).toBe(0);
});

test('faults are asked for by number and kind, and are told with the seed', async () => {
  const { out } = await sig('explore', crossing, '--faults', '1', '--kinds', 'lost,twice');
  expect(out).toContain('with up to 1 faults, and up to 1s on the way');
  expect(out).toMatch(/Again: sig explore \S+ --seed \d+ --faults 1 --kinds lost,twice/);
  expect(await sig('explore', crossing, '--kinds', 'fire')).toMatchObject({
    code: 2,
    err: expect.stringContaining('there is no fault "fire", there is lost, twice, late, cut, crash, hub'),
  });
});

test('a scenario with nothing at the same time: what is missing, and where', async () => {
  const { code, err } = await sig('explore', lonely);
  expect(code).toBe(2);
  expect(err).toContain(`${lonely}:1: nothing in "lonely" happens at the same time`);
  expect(err).toContain('at the same time:');
});

test('a seed belongs to one scenario', async () => {
  expect((await sig('explore', crossing, peaceful, '--seed', '3')).err).toContain('choose one with --grep');
  const { out } = await sig('explore', crossing, peaceful, '--grep', 'peace', '--seed', '0', '--json');
  expect(JSON.parse(out)).toMatchObject({ orders: 1, violations: 0 });
});

test('whoever sits at a terminal sees how far it is', async () => {
  const screen = new Screen({ columns: 100 });
  let now = 0;
  const clock = { now: () => (now += 60), setTimer: () => () => {} };
  await executeLine(fakeCli({ ...screen.seat(), clock }), COMMANDS, ['explore', crossing, '--orders', '8']);
  expect(screen.written).toMatch(/█+░+ \d of at most 8 orders, \d+ a second/);
  expect(await screen.text()).not.toContain('at most');
});

describe('the page about exploring', () => {
  const page = readFileSync(new URL('../../../docs/exploring.md', import.meta.url), 'utf8');

  test('names every invariant and every fault as they are', () => {
    for (const { name, about } of [...invariants, ...exploredFaults])
      expect(page).toContain(`| ${name} | ${about} |`);
  });

  test('shows what is really printed', async () => {
    const { out } = await sig('explore', 'examples/accept-and-cancel-cross.sig.yaml');
    const [, shown] = /```text\n([\s\S]*?)\n```/.exec(page)!;
    expect(out.split('\n').slice(0, shown!.split('\n').length).join('\n')).toBe(shown);
    const line = JSON.parse(/```json\n(.*)\n```/.exec(page)![1]!);
    const { out: json } = await sig('explore', 'examples/accept-and-cancel-cross.sig.yaml', '--json');
    expect(JSON.parse(json)).toMatchObject({ orders: line.orders, violations: line.violations });
  });
});
