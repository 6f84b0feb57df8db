import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { clientOf } from '../../src/cli/hub/local-client.js';
import { HubRuntime } from '../../src/gateway/hub-runtime.js';
import { type RunningHub, startHub } from '../../src/gateway/running-hub.js';
import { MemoryStore } from '../../src/hub/store/memory-store.js';
import { seededEntropy } from '../../src/runtime/entropy.js';
import { realClock } from '../../src/runtime/real-clock.js';
import { VirtualClock } from '../../src/runtime/virtual-clock.js';
import { pendingInvitees } from '../../src/signaling/invitation.js';

const open = (store: MemoryStore): Promise<RunningHub> =>
  startHub({ store, storeName: 'memory', version: '0.0.0', token: 'token' });

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) {
    await new Promise<void>((resolve) => realClock.setTimer(0, resolve));
  }
}

/** What is pending for ever: a new process takes the store up after the time-out, and much time passes. */
async function pendingAfterRestart(store: MemoryStore): Promise<string[]> {
  const clock = new VirtualClock(realClock.now() + 60_000);
  const runtime = new HubRuntime({ store, clock, entropy: seededEntropy(1) });
  let started = false;
  void runtime.start().then(() => {
    started = true;
  });
  while (!started) await clock.settle();
  await clock.advance(120_000);
  const pending = runtime.tracker.all().filter(({ invitation }) => pendingInvitees(invitation).length > 0);
  runtime.close();
  return pending.map(({ invitation }) => invitation.inviteID);
}

describe('a hub that is stopped with an invite on its way', () => {
  test.each(Array.from({ length: 12 }, (_, count) => count))(
    'keeps no invitation pending for ever (stopped %i turns later)',
    async (count) => {
      const store = new MemoryStore();
      const hub = await open(store);
      const client = clientOf(hub.context, async () => {});
      await client.call('login', { users: ['alice', 'bob'] });
      const params = { inviter: 'alice', invitee: 'bob', data: '', timeout: 30 };
      const calls = [1, 2, 3].map(() => client.call('invite', params).catch(() => undefined));
      await turns(count);
      await hub.close();
      await Promise.all(calls);
      expect(await pendingAfterRestart(store)).toEqual([]);
    },
  );
});

test('a call that came before the end gets its answer; what comes after is refused', async () => {
  const hub = await open(new MemoryStore());
  const call = (method: string, params: object) =>
    fetch(`http://127.0.0.1:${hub.port}/control/v1/call`, {
      method: 'POST',
      headers: { authorization: 'Bearer token', connection: 'close' },
      body: JSON.stringify({ method, params }),
    });
  const first = await call('login', { users: ['alice'] });
  expect(await first.text()).toContain('"type":"result"');
  const gate = Promise.withResolvers<void>();
  hub.runtime.hub.beforeCommand = (_session, _name, body) => gate.promise.then(() => ({ body }));
  const running = clientOf(hub.context, async () => {}).call('addUsers', { users: ['bob'] });
  const closing = hub.close();
  gate.resolve();
  expect(await running).toEqual({ users: ['bob'] });
  await closing;
  await expect(call('names', {})).rejects.toThrow();
});

test('no timer is left of the ports that were tried before one was free', async () => {
  const clock = new VirtualClock();
  const other = createServer();
  other.listen(0, '127.0.0.1');
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  const { port } = other.address() as { port: number };
  const opening = startHub({
    ...{ store: new MemoryStore(), storeName: 'memory', version: '0.0.0', token: 'token', clock },
    native: { ports: [port, 0] },
  });
  let hub: RunningHub | undefined;
  void opening.then((open) => {
    hub = open;
  });
  while (!hub) await clock.settle();
  expect(hub.native?.port).not.toBe(port);
  let closed = false;
  void hub.close().then(() => {
    closed = true;
  });
  while (!closed) await clock.settle();
  expect(clock.nextTimerAt()).toBeUndefined();
});
