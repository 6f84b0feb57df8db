import { expect, test } from 'vitest';
import { nativeCommands } from '../../../src/gateway/native/commands/index.js';
import {
  Push,
  PushAcknowledgement,
  SendAnswer,
  SendRequest,
} from '../../../src/gateway/native/proto/generated/exchange.js';
import {
  Empty,
  ForceOffline,
  OnlineAnswer,
  PlainAnswer,
  StatusRequest,
} from '../../../src/gateway/native/proto/generated/login.js';
import { Message } from '../../../src/gateway/native/proto/generated/message.js';
import { textElement } from '../../../src/im/elements.js';
import { CODE } from '../../../src/im/error-codes.js';
import { VirtualClock } from '../../../src/runtime/virtual-clock.js';
import type { TraceEvent } from '../../../src/trace/event.js';
import { RawClient } from '../websocket/raw-client.js';
import { NativeClient, type Received } from './native-client.js';
import { openNative } from './open-native.js';

const PUSH = 'im_open_push.msg_push';

async function pair(options: Parameters<typeof openNative>[0] = {}) {
  const open = await openNative(options);
  const { port, publicKey } = open.native;
  const alice = await NativeClient.loggedIn(port, publicKey, 'alice');
  const bob = await NativeClient.loggedIn(port, publicKey, 'bob');
  return { ...open, alice, bob };
}

let lastRandom = 0;

function sendText(from: NativeClient, to: NativeClient, text: string): Promise<SendAnswer> {
  const message: Message = {
    head: {
      content: { type: 561, subtype: 6, seq: 7, random: ++lastRandom, clientTime: 1 },
      routing: { c2c: { fromTinyId: from.tinyID, toTinyId: to.tinyID } },
      extension: { fromUserId: 'alice' },
    },
    content: { body: { elements: [{ text: { text } }] } },
  };
  return from.ask('im_open_msg.msg_send', SendRequest, { message }, SendAnswer);
}

function textOf({ body }: Received): string | undefined {
  const { message } = Push.decode(body);
  return Message.decode(message!).content?.body?.elements?.[0]?.text?.text;
}

test('a message comes in from the native side and goes out on both', async () => {
  const { alice, bob, url } = await pair();
  const page = await RawClient.open(url);
  await page.request('im_open_status.wslogin', {}, { identifier: 'bob', usersig: 'any' });
  const { seq, serverTime } = await sendText(alice, bob, 'hello');
  expect(seq).toBe(7);
  expect(serverTime).toBeGreaterThan(0);
  expect(textOf(await bob.wait(({ command }) => command === PUSH))).toBe('hello');
  await expect.poll(() => JSON.stringify(page.frames)).toContain('"Text":"hello"');
});

test('a repeated message is the same message', async () => {
  const { alice, bob, hub } = await pair();
  const request = {
    message: {
      head: {
        content: { type: 561, subtype: 6, seq: 7, random: 9, clientTime: 1 },
        routing: { c2c: { fromTinyId: alice.tinyID, toTinyId: bob.tinyID } },
      },
      content: { body: { elements: [{ text: { text: 'once' } }] } },
    },
  };
  await alice.ask('im_open_msg.msg_send', SendRequest, request, SendAnswer);
  await alice.ask('im_open_msg.msg_send', SendRequest, request, SendAnswer);
  expect(hub.store.c2cHistory('bob', 'alice', { limit: 10 })).toHaveLength(1);
});

test('an element that the hub does not know is refused with a word about it', async () => {
  const { alice, bob } = await pair();
  const message = {
    head: { content: { random: 1 }, routing: { c2c: { toTinyId: bob.tinyID } } },
    content: { body: { elements: [{}] } },
  };
  await expect(alice.ask('im_open_msg.msg_send', SendRequest, { message }, SendAnswer)).rejects.toMatchObject(
    { message: expect.stringContaining('kind of element') },
  );
});

test('statistics on a connection of their own leave the log-in where it is', async () => {
  const { alice, bob, native } = await pair();
  const beside = await NativeClient.open(native.port);
  Object.assign(beside, { a2: bob.a2, key: bob.key, tinyID: bob.tinyID });
  await beside.ask('imopenstat.im_native_sdk_report_v2', Empty, {}, PlainAnswer);
  await sendText(alice, bob, 'still here');
  expect(textOf(await bob.wait(({ command }) => command === PUSH))).toBe('still here');
});

test('a request that comes after the log-out does not log in again', async () => {
  const { bob, hub } = await pair();
  await bob.ask('im_open_status.stat_reg', StatusRequest, { online: 0 }, PlainAnswer);
  expect(hub.sessions.isOnline('bob')).toBe(false);
  await expect(bob.ask('im_open_status.stat_hello', Empty, {}, PlainAnswer)).rejects.toHaveProperty('code');
  expect(hub.sessions.isOnline('bob')).toBe(false);
});

test('a new connection goes on with the log-in of the old one, with its key', async () => {
  const { alice, bob, native, hub } = await pair();
  bob.socket.destroy();
  await expect.poll(() => hub.sessions.isOnline('bob')).toBe(false);
  const again = await NativeClient.open(native.port);
  Object.assign(again, { a2: bob.a2, key: bob.key, tinyID: bob.tinyID });
  const { serverTime } = await again.ask(
    'im_open_status.stat_reg',
    StatusRequest,
    { online: 1 },
    OnlineAnswer,
  );
  expect(serverTime).toBeGreaterThan(0);
  await sendText(alice, again, 'welcome back');
  expect(textOf(await again.wait(({ command }) => command === PUSH))).toBe('welcome back');
});

test('a push that was not acknowledged comes again, on a new connection at once', async () => {
  const { alice, bob, native, hub } = await pair();
  await sendText(alice, bob, 'lost');
  await bob.wait(({ command }) => command === PUSH);
  bob.socket.destroy();
  await expect.poll(() => hub.sessions.isOnline('bob')).toBe(false);
  const again = await NativeClient.open(native.port);
  Object.assign(again, { a2: bob.a2, key: bob.key, tinyID: bob.tinyID });
  again.send('im_open_status.stat_reg', Buffer.from(StatusRequest.encode({ online: 1 }).finish()));
  const push = await again.wait(({ command }) => command === PUSH);
  expect(textOf(push)).toBe('lost');
  // Once acknowledged, it does not come a third time.
  const { sessionData } = Push.decode(push.body);
  again.send(PUSH, Buffer.from(PushAcknowledgement.encode({ sessionData }).finish()));
  await again.ask('im_open_status.stat_hello', Empty, {}, PlainAnswer);
  again.socket.destroy();
  await expect.poll(() => hub.sessions.isOnline('bob')).toBe(false);
  const third = await NativeClient.open(native.port);
  Object.assign(third, { a2: bob.a2, key: bob.key, tinyID: bob.tinyID });
  await third.ask('im_open_status.stat_reg', StatusRequest, { online: 1 }, OnlineAnswer);
  await third.ask('im_open_status.stat_hello', Empty, {}, PlainAnswer);
  expect(third.received.filter(({ command }) => command === PUSH)).toEqual([]);
});

test('who comes back to a hub that was reset is told that it is kicked out', async () => {
  const { bob, native, hub } = await pair();
  hub.replaceState('the hub was reset', (store) => store.clear());
  await bob.closed;
  const again = await NativeClient.open(native.port);
  Object.assign(again, { a2: bob.a2, key: bob.key, tinyID: bob.tinyID });
  await expect(
    again.ask('im_open_status.stat_reg', StatusRequest, { online: 1 }, OnlineAnswer),
  ).rejects.toMatchObject({ code: CODE.ERR_SVR_ACCOUNT_USERSIG_EXPIRED });
  const kick = await again.wait(({ command }) => command === 'im_open_status.stat_forceoffline');
  expect(ForceOffline.decode(kick.body).kickType).toBeGreaterThan(0);
});

test('a second log-in on the platform kicks out the first', async () => {
  const { bob, native } = await pair();
  const second = await NativeClient.open(native.port);
  await second.login(native.publicKey, 'bob', 'any', 'another device');
  const kick = await bob.wait(({ command }) => command === 'im_open_status.stat_forceoffline');
  expect(ForceOffline.decode(kick.body).kickType).toBeGreaterThan(0);
});

test('a connection that was silent for too long is cut', async () => {
  const clock = new VirtualClock(Date.UTC(2026, 0, 1));
  const { native, hub } = await openNative({ clock });
  const silent = await NativeClient.open(native.port);
  await expect.poll(() => native.size).toBe(1);
  await clock.advance(700_000);
  await silent.closed;
  await expect.poll(() => [...hub.sessions.all()]).toEqual([]);
});

test('whoever watches frames sees them decoded, and no UserSig', async () => {
  const { hub, native } = await openNative();
  const frames: Extract<TraceEvent, { kind: 'frame' }>[] = [];
  hub.trace.subscribe((event) => event.kind === 'frame' && frames.push(event), { frames: true });
  const alice = await NativeClient.open(native.port);
  await alice.login(native.publicKey, 'alice', 'a secret signature');
  const admin = hub.openAdmin('administrator', 1);
  const MsgBody = [textElement('hello')];
  await hub.request(admin, 'openim.sendmsg', { To_Account: 'alice', MsgRandom: 1, MsgBody });
  await alice.wait(({ command }) => command === PUSH);
  const [login, answer, push] = frames;
  expect(login).toMatchObject({
    ...{ direction: 'up', command: 'wtlogin64.trans_emp_reg_online' },
    body: { account: { userId: 'alice' }, device: { sdkVersion: '8.0.5903' } },
  });
  expect(answer).toMatchObject({ direction: 'down', body: { tinyId: alice.tinyID } });
  expect(push).toMatchObject({
    ...{ direction: 'down', command: PUSH, user: 'alice' },
    body: { content: { body: { elements: [{ text: { text: 'hello' } }] } } },
  });
  expect(JSON.stringify(frames)).not.toContain('a secret signature');
});

test('each command of the table is asked of the hub by a name that it knows', async () => {
  const { hub, native } = await openNative();
  const asked = new Set<string>();
  hub.beforeCommand = (_session, name) => {
    asked.add(name);
    return undefined;
  };
  const client = await NativeClient.loggedIn(native.port, native.publicKey, 'alice');
  for (const command of Object.keys(nativeCommands)) await client.request(command, Buffer.alloc(0));
  expect(asked.size).toBeGreaterThan(30);
  expect([...asked].filter((name) => !hub.knows(name))).toEqual([]);
});
