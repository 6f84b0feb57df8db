import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import type { InvitationRow } from '../../src/gateway/control/protocol.js';
import { Bench } from './bench.js';

/** `sig repl < script.txt`; time stands still unless something waits for it. */
async function script(lines: string[], { options = '', waits = false } = {}) {
  const bench = await Bench.open();
  const stdin = Readable.from([Buffer.from(lines.join('\n'))]);
  const line = `repl${options}`;
  const ended = await (waits ? bench.start(line, { stdin }).ended() : bench.sig(line, { stdin }));
  return { bench, ...ended };
}

test('runs line by line, with several users, comments and blank lines', async () => {
  const { bench, code, out } = await script([
    '# two calls at once',
    'invite alice bob --data one',
    '',
    'as carol',
    'invite dave --data two',
    'accept bob',
    'sig reject dave',
  ]);
  expect(code).toBe(0);
  expect(out).toMatch(
    /bob +onReceiveNewInvitation[\s\S]*dave +onReceiveNewInvitation[\s\S]*onInviteeRejected/,
  );
  const rows = await bench.rows<InvitationRow>('list');
  expect(rows.map(({ inviter, data, state }) => `${inviter} ${data} ${state}`)).toEqual([
    'alice one accepted',
    'carol two rejected',
  ]);
});

test('a line that fails does not stop it, but sets the exit code', async () => {
  const { bench, code, err } = await script(['user add alice bob', 'accept bob', 'invite alice bob']);
  expect(code).toBe(1);
  expect(err).toContain('bob has no pending invitation to accept');
  expect(await bench.ok('list')).toMatch(/bob +pending/);
});

test('the exit code is that of the first line that failed', async () => {
  const { code } = await script(['accpet bob', 'accept bob']);
  expect(code).toBe(2);
});

test('an outcome that --wait tells is an exit code like any other', async () => {
  const { code } = await script(['invite alice bob --timeout 5 --wait', 'list'], { waits: true });
  expect(code).toBe(4);
});

test('nothing is printed that only a terminal needs', async () => {
  const { out, err } = await script(['user add alice', 'as alice', 'user list']);
  expect(`${out}${err}`).not.toMatch(/\x1b|sig>|alice>/);
});

test('.exit ends it where it stands', async () => {
  const { bench, code } = await script(['user add alice', '.exit', 'user add bob']);
  expect(code).toBe(0);
  expect(await bench.ok('user list')).not.toContain('bob');
});

test('JSON in it is decoded, over several lines too, and at the end without a line break', async () => {
  const signal = {
    ...{ inviteID: 'x1', inviter: 'alice', inviteeList: ['bob'], data: '', actionType: 3, timeout: 0 },
  };
  const { out } = await script([
    JSON.stringify({ ...signal, actionType: 1 }),
    ...JSON.stringify(signal, null, 2).split('\n'),
  ]);
  expect(out).toMatch(/INVITE {2}alice → bob[\s\S]*ACCEPT/);
});

test('JSON that never becomes whole is told as what it is', async () => {
  const { code, out, err } = await script(['{"inviteID": "x1",']);
  expect(`${out}${err}`).not.toBe('');
  expect(code).not.toBe(0);
});

test('with --json every command answers in JSON lines', async () => {
  const { code, out, err } = await script(['invite alice bob', 'list'], { options: ' --json' });
  expect([code, err]).toEqual([0, '']);
  const lines = out.split('\n').map((line) => JSON.parse(line));
  expect(lines.at(-1)).toMatchObject({ inviter: 'alice', state: 'pending' });
});
