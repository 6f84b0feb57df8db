import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HistoryRow, InvitationRow } from '../../src/gateway/control/protocol.js';
import { Bin } from './bin.js';

const ROUNDS = 10;
const FLYING = 24;

let bin: Bin;

beforeAll(() => {
  bin = new Bin();
});

afterAll(() => bin.end());

interface Sent {
  inviteID: string;
  online: boolean;
}

/** Sends invitations at once and kills the hub with SIGKILL when so many were acknowledged. */
async function inviteAndKill(round: number): Promise<Sent[]> {
  const { pid } = bin.state();
  const client = bin.client();
  const acknowledged: Sent[] = [];
  const calls = Array.from({ length: FLYING }, async (_, index) => {
    const online = index % 3 === 0;
    const params = {
      inviter: 'alice',
      invitee: 'bob',
      data: `${round}.${index}`,
      onlineUserOnly: online,
      timeout: 3600,
    };
    const { inviteID } = await client.call<{ inviteID: string }>('invite', params);
    acknowledged.push({ inviteID, online });
    if (acknowledged.length === 1 + round * 2) process.kill(pid, 'SIGKILL');
  });
  await Promise.allSettled(calls);
  await client.close();
  return acknowledged;
}

test('a hub killed with SIGKILL while invitations fly loses nothing that it acknowledged', async () => {
  const all: Sent[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    expect((await bin.run(['hub', 'start'])).code).toBe(0);
    const sent = await inviteAndKill(round);
    expect(sent.length).toBeGreaterThan(round * 2);
    all.push(...sent);

    expect((await bin.run(['hub', 'start'])).code).toBe(0);
    const client = bin.client();
    const rows = await client.call<InvitationRow[]>('list', { limit: 10_000 });
    const listed = new Map(rows.map((row) => [row.inviteID, row.state]));
    const live = all.filter(({ inviteID }) => listed.get(inviteID) === 'pending');
    const history = await client.call<HistoryRow[]>('history', { a: 'alice', b: 'bob', limit: 10_000 });
    const stored = new Set(history.map((row) => row.signal?.inviteID));
    for (const { inviteID, online } of all) {
      expect(listed.has(inviteID), `${inviteID} is known after round ${round}`).toBe(true);
      if (!online) expect(stored.has(inviteID), `${inviteID} is in history after round ${round}`).toBe(true);
    }
    expect(live.length).toBeGreaterThanOrEqual(sent.length);
    // Each device still knows what it knew: bob accepts one, alice cancels another, of those just sent.
    const [first, second] = sent;
    await client.call('accept', { user: 'bob', inviteID: first!.inviteID });
    if (second) await client.call('cancel', { user: 'alice', inviteID: second.inviteID });
    // What was for online users only leaves nothing behind once it is over.
    const over = [first, second].filter((each) => each?.online);
    for (const each of over) all.splice(all.indexOf(each!), 1);
    await client.close();
  }
}, 600_000);
