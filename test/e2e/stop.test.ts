import { afterAll, beforeAll, expect, test } from 'vitest';
import { runs } from '../long-run.js';
import { Bin } from './bin.js';

const ROUNDS = runs(2, 30);
const TIMEOUT_S = 1;
/** Less than the 15 s after which a request without an answer is given up. */
const PROMPTLY_MS = 12_000;

let bin: Bin;

beforeAll(() => {
  bin = new Bin();
});

afterAll(() => bin.end());

test('a hub that is told to stop while invitations fly ends promptly, and leaves none pending for ever', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const hub = bin.start(['hub', 'start', '--foreground', '--port', '0']);
    await hub.saw('hub ready');
    const client = bin.client();
    let sent = 0;
    const lines = Array.from({ length: 8 }, async () => {
      const params = { inviter: 'alice', invitee: 'bob', data: '', timeout: TIMEOUT_S };
      for (;;) {
        await client.call('invite', params);
        if (++sent === 10 * (round + 1)) hub.child.kill('SIGTERM');
      }
    });
    const flown = Promise.allSettled(lines);
    await hub.saw('hub stopped');
    const lingers = AbortSignal.timeout(PROMPTLY_MS);
    lingers.addEventListener('abort', () => hub.child.kill('SIGKILL'));
    expect(await hub.ended).toMatchObject({ code: 0, err: '' });
    await flown;
    await client.close();
  }

  expect((await bin.run(['hub', 'start'])).code).toBe(0);
  const client = bin.client();
  await expect
    .poll(async () => (await client.call('list', {})).filter((row) => row.endedAt === null), {
      timeout: 20_000,
    })
    .toEqual([]);
  expect((await client.call('list', {})).length).toBeGreaterThan(0);
  await client.close();
});
