import { afterAll, expect, test } from 'vitest';
import { Sig } from './sig.js';

const sig = new Sig();
afterAll(() => sig.leave());

test('one command rings bob, and the rest goes on from there', { timeout: 60_000 }, async () => {
  const invited = await sig.line('invite alice bob --timeout 30 --data hi');
  expect(invited.code).toBe(0);
  expect(invited.err).toContain('started a hub in the background');
  expect(invited.out).toMatch(/alice +invite bob/);
  expect(invited.out).toMatch(/actionType +1/);
  expect(invited.out).toMatch(/bob +onReceiveNewInvitation/);

  const [row] = (await sig.line('list --json')).out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(row).toMatchObject({ inviter: 'alice', inviteeList: ['bob'], state: 'pending', data: 'hi' });

  const refused = await sig.run(['cancel', 'bob', row.inviteID.slice(0, 6), '--json']);
  expect(refused.code).toBe(1);
  expect(JSON.parse(refused.out.trim().split('\n').at(-1)!).error.code).toBe(8011);

  expect((await sig.line('accept bob')).out).toMatch(/alice +onInviteeAccepted/);
  expect((await sig.line('list --state accepted')).out).toContain(row.inviteID.slice(0, 8));
  expect((await sig.line('accept bbo')).err).toContain('did you mean bob');
});

test('--wait tells by its exit code how it ended', { timeout: 60_000 }, async () => {
  const timedOut = await sig.line('invite alice bob --timeout 1 --wait');
  expect([timedOut.code, timedOut.out.includes('onInvitationTimeout')]).toEqual([4, true]);
});
