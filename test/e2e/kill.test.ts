import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HttpClient } from '../../src/cli/hub/http-client.js';
import { runs } from '../long-run.js';
import { Bin } from './bin.js';

const ROUNDS = runs(4, 60);
const LINES = 8;

let bin: Bin;

beforeAll(() => {
  bin = new Bin();
});

afterAll(() => bin.end());

/** An invitation whose sending the hub has acknowledged. */
interface Sent {
  inviteID: string;
  online: boolean;
  /** What was acknowledged of it; 'unknown' while an answer is on its way. */
  state: 'pending' | 'accepted' | 'cancelled' | 'unknown';
}

async function accept(client: HttpClient, sent: Sent): Promise<void> {
  sent.state = 'unknown';
  await client.call('accept', { user: 'bob', inviteID: sent.inviteID });
  sent.state = 'accepted';
}

async function cancel(client: HttpClient, sent: Sent): Promise<void> {
  sent.state = 'unknown';
  await client.call('cancel', { user: 'alice', inviteID: sent.inviteID });
  sent.state = 'cancelled';
}

/** Invites again and again on several lines at once, accepts beside them, and kills the hub with SIGKILL in their midst. */
async function flyAndKill(round: number, all: Sent[]): Promise<void> {
  const { pid } = bin.state();
  const client = bin.client();
  let acknowledged = 0;
  // Now while little has happened, now in the midst of much.
  const until = (round % 2 ? 1 : 24) + round * 3;
  const count = () => {
    if (++acknowledged === until) process.kill(pid, 'SIGKILL');
  };
  const invites = Array.from({ length: LINES }, async (_, line) => {
    const online = line % 2 === 0;
    const params = { inviter: 'alice', invitee: 'bob', data: `${round}.${line}`, onlineUserOnly: online };
    for (;;) {
      const { inviteID } = await client.call('invite', { ...params, timeout: 3600 });
      all.push({ inviteID, online, state: 'pending' });
      count();
    }
  });
  const answered = all.filter(({ state }) => state === 'pending').slice(0, 4);
  const accepts = answered.map((sent) => accept(client, sent).then(count));
  await Promise.allSettled([...invites, ...accepts]);
  await client.close();
}

/** Everything that was acknowledged is there, as it was. */
async function check(client: HttpClient, all: readonly Sent[]): Promise<void> {
  const rows = await client.call('list', { limit: 10_000 });
  const listed = new Map(rows.map((row) => [row.inviteID, row.state]));
  const history = await client.call('history', { a: 'alice', b: 'bob', limit: 10_000 });
  const stored = new Map<string, number>();
  for (const { signal } of history)
    if (signal) stored.set(signal.inviteID, (stored.get(signal.inviteID) ?? 0) + 1);
  for (const { inviteID, online, state } of all) {
    // What was for online users only leaves nothing behind once it is over.
    if (online) expect(stored.has(inviteID)).toBe(false);
    if (state === 'pending' || (!online && state !== 'unknown')) expect(listed.get(inviteID)).toBe(state);
    if (online || state === 'unknown') continue;
    expect(stored.get(inviteID), `messages of ${inviteID} (${state})`).toBe(state === 'pending' ? 1 : 2);
  }
}

test('a hub killed with SIGKILL while invitations fly loses nothing that it acknowledged', async () => {
  const all: Sent[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    expect((await bin.run(['hub', 'start'])).code).toBe(0);
    const before = all.length;
    await flyAndKill(round, all);
    expect(all.length).toBeGreaterThan(before);

    expect((await bin.run(['hub', 'start'])).code).toBe(0);
    const client = bin.client();
    await check(client, all);
    // The devices of both still know their calls. A third lives on through the kills to come.
    for (const [index, sent] of all.slice(before).entries()) {
      if (index % 3 === 0) await accept(client, sent);
      else if (index % 3 === 1) await cancel(client, sent);
    }
    await check(client, all);
    await client.close();
  }

  const client = bin.client();
  const live = all.filter(({ state }) => state === 'pending');
  expect(live.length).toBeGreaterThan(ROUNDS);
  for (const [index, sent] of live.entries()) await (index % 2 ? accept : cancel)(client, sent);
  await check(client, all);
  await client.close();
});
