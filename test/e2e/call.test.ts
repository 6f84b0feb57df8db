import { afterAll, beforeAll, expect, test } from 'vitest';
import { Bin } from './bin.js';

let bin: Bin;

beforeAll(() => {
  bin = new Bin();
});

afterAll(() => bin.end());

test('alice rings bob, bob accepts, and everybody sees it', async () => {
  const invite = await bin.run(['invite', 'alice', 'bob', '--timeout', '30', '--data', '{"call":"video"}']);
  expect(invite.code).toBe(0);
  expect(invite.err).toContain('started a hub in the background');
  expect(invite.out).toContain('onReceiveNewInvitation');
  expect(invite.out).toMatch(/inviteID\s+[0-9a-f]{32}/);
  const accept = await bin.run(['accept', 'bob']);
  expect(accept.code).toBe(0);
  expect(accept.out).toContain('onInviteeAccepted');
  const list = await bin.run(['list', '--json']);
  const rows = list.out.trim().split('\n');
  expect(rows).toHaveLength(1);
  expect(rows[0]).toContain('"state":"accepted"');
});

test('--wait tells by its exit code how it ended', async () => {
  const waiting = bin.run(['invite', 'alice', 'carol', '--timeout', '1', '--wait']);
  expect((await waiting).code).toBe(4);
});

test('what cannot be done says why, with the code for a machine', async () => {
  const nothing = await bin.run(['accept', 'bob']);
  expect(nothing.code).toBe(1);
  const unknown = await bin.run(['accpet', 'bob']);
  expect(unknown.code).toBe(2);
  expect(unknown.err).toContain('did you mean');
});
