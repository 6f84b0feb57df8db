import { expect, onTestFinished, test } from 'vitest';
import { clientOf } from '../../src/cli/hub/local-client.js';
import { startHub } from '../../src/gateway/running-hub.js';
import { MemoryStore } from '../../src/hub/store/memory-store.js';
import type { PushBody } from '../../src/im/wire.js';
import { HeldClock } from './held-clock.js';
import { RawClient } from './websocket/raw-client.js';

/** A live hub with an app of bob's on it, and alice played by the hub. */
async function open() {
  const clock = new HeldClock();
  const hub = await startHub({
    store: new MemoryStore(),
    storeName: 'memory',
    version: '0',
    token: 't',
    clock,
  });
  onTestFinished(() => hub.close());
  const client = clientOf(hub.context, async () => {});
  const bob = await RawClient.open(`ws://127.0.0.1:${hub.port}`, '/binfo', 'device=app');
  await bob.request('im_open_status.wslogin', {}, { identifier: 'bob' });
  const texts = (): string[] =>
    bob.frames.flatMap(({ body }) =>
      ((body as unknown as PushBody).EventArray ?? []).flatMap(({ C2cMsgArray = [] }) =>
        (C2cMsgArray as { MsgBody: { MsgContent: { Text?: string; Data?: string } }[] }[]).map(
          ({ MsgBody: [element] }) => element!.MsgContent.Text ?? element!.MsgContent.Data ?? '',
        ),
      ),
    );
  const say = (text: string) => client.call('send', { from: 'alice', to: 'bob', text });
  return { hub, clock, client, bob, texts, say };
}

test('a late network brings what goes to an app late, in order, and is told of', async () => {
  const { hub, clock, client, texts, say } = await open();
  await say('at once');
  await expect.poll(texts).toEqual(['at once']);
  await client.call('setNetwork', { user: 'bob', latency: 2000 });
  await say('late');
  await say('later');
  clock.pass(1999);
  expect(texts()).toEqual(['at once']);
  clock.pass(1);
  await expect.poll(texts).toEqual(['at once', 'late', 'later']);
  const users = await client.call('listUsers', {});
  expect(users.find(({ user }) => user === 'bob')!.devices).toMatchObject([
    { device: 'app', virtual: false, network: { latency: 2000 } },
  ]);
  expect(hub.runtime.recent.since(0)).toContainEqual(
    expect.objectContaining({ kind: 'fault', user: 'bob', name: 'network', args: { latency: 2000 } }),
  );
  expect(await client.call('resetNetwork', { user: 'bob' })).toEqual({ wasBad: true });
  await say('at once again');
  await expect.poll(() => texts().at(-1)).toBe('at once again');
});

test('what an app sends is lost on a network that loses everything, until its time is over', async () => {
  const { clock, client, bob } = await open();
  await client.call('setNetwork', { user: 'bob', loss: 1, forMs: 10_000 });
  bob.send('openim.sendmsg', {});
  await client.call('names', {});
  clock.pass(10_000);
  const { ErrorCode } = await bob.request('heartbeat.alive', {});
  expect(ErrorCode).toBe(0);
  expect(bob.frames.filter(({ head }) => head.servcmd === 'openim.sendmsg')).toEqual([]);
});

test('frames arrive twice; those of another device do not', async () => {
  const { client, texts, say } = await open();
  await client.call('setNetwork', { user: 'bob', device: 'other', duplicate: 1 });
  await say('one');
  await client.call('setNetwork', { user: 'bob', device: 'app', duplicate: 1 });
  await say('two');
  await expect.poll(texts).toEqual(['one', 'two', 'two']);
});

test('a network that is down cuts the connection, and lets no log-in through until it is up', async () => {
  const { hub, client, bob } = await open();
  await client.call('setNetwork', { user: 'bob', down: true });
  expect(await bob.closed()).toBe(1001);
  const again = await RawClient.open(`ws://127.0.0.1:${hub.port}`, '/binfo', 'device=app');
  again.send('im_open_status.wslogin', {}, { identifier: 'bob' });
  await again.request('heartbeat.alive', {});
  expect(hub.runtime.hub.sessions.isOnline('bob')).toBe(false);
  await client.call('resetNetwork', {});
  await again.request('im_open_status.wslogin', {}, { identifier: 'bob' });
  expect(hub.runtime.hub.sessions.isOnline('bob')).toBe(true);
});

test('a cancel that is held comes when it is released, or never', async () => {
  const { client, texts } = await open();
  const params = { inviter: 'alice', invitee: 'bob', data: '', timeout: 30 };
  await client.call('hold', { user: 'bob', what: 'cancel' });
  const { inviteID } = await client.call('invite', params);
  await client.call('cancel', { user: 'alice', inviteID });
  await expect.poll(() => texts().length).toBe(1);
  const waiting = await client.call('held', {});
  expect(waiting).toMatchObject([
    { user: 'bob', device: 'app', direction: 'down', what: 'cancel', inviteID },
  ]);
  expect(await client.call('release', { user: 'bob' })).toEqual({ frames: 1 });
  await expect.poll(() => texts().length).toBe(2);
  expect(JSON.parse(texts()[1]!)).toMatchObject({ actionType: 2, inviteID });

  await client.call('hold', { user: 'bob' });
  await client.call('send', { from: 'alice', to: 'bob', text: 'never' });
  expect(await client.call('release', { user: 'bob', copies: 0 })).toEqual({ frames: 1 });
  await client.call('send', { from: 'alice', to: 'bob', text: 'after' });
  await expect.poll(() => texts().at(-1)).toBe('after');
  expect(texts()).not.toContain('never');
});
