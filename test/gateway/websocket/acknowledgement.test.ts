import { expect, test } from 'vitest';
import { ACK_WAIT_MS } from '../../../src/gateway/websocket/redelivery-queue.js';
import type { PushBody } from '../../../src/im/wire.js';
import { HeldClock } from '../held-clock.js';
import { type OpenHub, openHub } from '../open-hub.js';
import { RawClient } from './raw-client.js';

const ACK = 'openim.ws_msg_push_ack';
let lastRandom = 0;

async function bob(url: string, query: string, head: Record<string, unknown>): Promise<[RawClient, string]> {
  const client = await RawClient.open(url, '/binfo', query);
  const { A2Key } = await client.request('im_open_status.wslogin', {}, head);
  return [client, String(A2Key)];
}

async function say(hub: OpenHub['hub'], Text: string): Promise<void> {
  const admin = hub.openAdmin('administrator', 0);
  const MsgBody = [{ MsgType: 'TIMTextElem', MsgContent: { Text } }];
  const body = { From_Account: 'alice', To_Account: 'bob', MsgRandom: ++lastRandom, MsgBody };
  expect(await hub.request(admin, 'openim.sendmsg', body)).toMatchObject({ ErrorCode: 0 });
}

function textOf(push: PushBody): unknown {
  const [element] = push.EventArray[0]!.C2cMsgArray![0]!.MsgBody;
  return (element!.MsgContent as { Text: string }).Text;
}

test('an SDK is asked to acknowledge each push; what it does not acknowledge comes again, the same', async () => {
  const clock = new HeldClock();
  const { hub, url } = await openHub({ clock });
  const [client] = await bob(url, 'sdkversion=3.6.6', { identifier: 'bob', usersig: 'any' });
  const first = client.push();
  await say(hub, 'one');
  expect(await first).toMatchObject({ NeedAck: 1, SessionData: expect.stringMatching(/./) });
  const again = client.push();
  clock.pass(ACK_WAIT_MS);
  expect(await again).toEqual(await first);
  client.send(ACK, { SessionData: (await again).SessionData });
  // An answer after the acknowledgement means that the hub has read it.
  await client.request('heartbeat.alive', {});
  const second = client.push();
  await say(hub, 'two');
  expect(textOf(await second)).toBe('two');
  const secondAgain = client.push();
  clock.pass(ACK_WAIT_MS);
  expect(textOf(await secondAgain)).toBe('two');
});

test('a device that comes back on a new line gets what it had not acknowledged, and only that', async () => {
  const { hub, url } = await openHub();
  const [first, a2] = await bob(url, 'sdkversion=3.6.6', { identifier: 'bob', usersig: 'any' });
  for (const text of ['one', 'two', 'three']) {
    const push = first.push();
    await say(hub, text);
    if (text === 'one') first.send(ACK, { SessionData: (await push).SessionData });
  }
  await first.request('heartbeat.alive', {});
  first.socket.terminate();
  const second = await RawClient.open(url, '/binfo', 'sdkversion=3.6.6');
  const pushes: unknown[] = [];
  second.socket.on('message', (data) => {
    const { head, body } = JSON.parse(String(data));
    if (head.servcmd === 'im_open_push.msg_push') pushes.push(textOf(body));
  });
  await second.request('im_open_status.wslogin', {}, { a2 });
  await second.request('heartbeat.alive', {});
  expect(pushes).toEqual(['two', 'three']);
});

test('after a log-out nothing is owed any more', async () => {
  const { hub, url } = await openHub();
  const [client] = await bob(url, 'sdkversion=3.6.6', { identifier: 'bob', usersig: 'any' });
  const push = client.push();
  await say(hub, 'one');
  await push;
  await client.request('im_open_status.wslogout', {});
  const before = client.frames.length;
  await client.request('im_open_status.wslogin', {}, { identifier: 'bob', usersig: 'any' });
  expect(client.frames.slice(before).map(({ head }) => head.servcmd)).toEqual(['im_open_status.wslogin']);
});

test('a client that names no SDK is not asked', async () => {
  const { hub, url } = await openHub();
  const [client] = await bob(url, '', { identifier: 'bob', usersig: 'any' });
  const push = client.push();
  await say(hub, 'one');
  expect(await push).not.toHaveProperty('NeedAck');
});
