import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { counted, uint32 } from '../../../src/gateway/native/byte-reader.js';
import { SendAnswer, SendRequest } from '../../../src/gateway/native/proto/generated/exchange.js';
import { PlainAnswer } from '../../../src/gateway/native/proto/generated/login.js';
import { teaEncrypt, ZERO_KEY } from '../../../src/gateway/native/tea.js';
import { textElement } from '../../../src/im/elements.js';
import { CODE } from '../../../src/im/error-codes.js';
import { realEntropy } from '../../../src/runtime/entropy.js';
import type { TraceEvent } from '../../../src/trace/event.js';
import { NativeClient } from './native-client.js';
import { openNative } from './open-native.js';
import { LOGIN_8 } from './recorded.js';

type Target = Awaited<ReturnType<typeof openNative>>;

/** Sends these bytes on a connection of their own; resolves once the hub has closed it. */
async function refusedBytes({ native }: Target, bytes: Buffer): Promise<void> {
  const socket = connect({ port: native.port, host: '127.0.0.1' });
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => {});
  socket.resume();
  await once(socket, 'connect');
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.write(bytes);
  await closed;
}

/** Throws unless the endpoint still logs in and forwards. */
async function mustServe({ native }: Target): Promise<void> {
  const [alice, bob] = [
    await NativeClient.loggedIn(native.port, native.publicKey, 'alice'),
    await NativeClient.loggedIn(native.port, native.publicKey, 'bob'),
  ];
  await alice.ask('im_open_msg.msg_send', SendRequest, message(alice, bob), SendAnswer);
  await bob.wait(({ command }) => command === 'im_open_push.msg_push');
  alice.socket.destroy();
  bob.socket.destroy();
}

let lastRandom = 0;

function message(from: NativeClient, to: NativeClient, text = 'hello'): SendRequest {
  return {
    message: {
      head: {
        content: { type: 561, subtype: 6, seq: 1, random: ++lastRandom, clientTime: 1 },
        routing: { c2c: { fromTinyId: from.tinyID, toTinyId: to.tinyID } },
        extension: { fromUserId: 'alice' },
      },
      content: { body: { elements: [{ text: { text } }] } },
    },
  };
}

function frameOf(rest: Buffer): Buffer {
  return Buffer.concat([uint32(rest.length + 4), rest]);
}

const outer = (encryption: number, envelope: Buffer) =>
  frameOf(
    Buffer.concat([
      uint32(7000),
      Buffer.from([encryption]),
      ...[counted(''), Buffer.from([0x14]), counted(''), counted(''), uint32(0), counted('8')],
      ...[Buffer.alloc(16), counted(''), Buffer.from([0]), envelope],
    ]),
  );

const zeroKey = (plain: Buffer) => outer(2, teaEncrypt(ZERO_KEY, plain, realEntropy));

describe('bytes that are no frame end their connection, and no other', () => {
  test.each([
    ['a frame of no bytes', Buffer.alloc(4)],
    ['a frame of 4 GB', Buffer.alloc(64, 0xff)],
    ['HTTP', Buffer.from('GET / HTTP/1.1\r\nhost: localhost\r\n\r\n')],
    ['TLS', Buffer.from('16030100f5010000f10303', 'hex')],
    ['an unknown version', frameOf(Buffer.concat([uint32(9999), Buffer.alloc(64)]))],
    [
      'a counted string of no bytes',
      frameOf(Buffer.concat([uint32(7000), Buffer.from([2]), Buffer.alloc(60)])),
    ],
    [
      'a counted string that goes beyond the frame',
      frameOf(Buffer.concat([uint32(7000), Buffer.from([2]), uint32(5000)])),
    ],
    ['an unknown encryption', outer(9, Buffer.alloc(32))],
    ['a part in clear', outer(0, Buffer.alloc(32))],
    ['bad TEA', outer(2, randomBytes(64))],
    ['TEA of another key', outer(1, teaEncrypt(Buffer.alloc(16, 1), Buffer.alloc(40), realEntropy))],
    ['an envelope of nothing', zeroKey(Buffer.alloc(0))],
    ['an envelope whose head goes beyond it', zeroKey(uint32(5000))],
    ['a command with control characters', zeroKey(envelope('\u001b[2J', Buffer.alloc(0)))],
    ['a command without a name', zeroKey(envelope('', Buffer.alloc(0)))],
  ])('%s', async (_what, bytes) => {
    const target = await openNative();
    await refusedBytes(target, bytes);
    await mustServe(target);
  });

  test('a recorded log-in with any byte changed is answered or closed', async () => {
    const target = await openNative();
    const at = fc.integer({ min: 0, max: LOGIN_8.length - 1 });
    await fc.assert(
      fc.asyncProperty(at, fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const bytes = Buffer.from(LOGIN_8);
        bytes[at] = bytes[at]! ^ change;
        const socket = connect({ port: target.native.port, host: '127.0.0.1' });
        socket.on('error', () => {});
        await once(socket, 'connect');
        socket.end(bytes);
        socket.resume();
        await once(socket, 'close');
      }),
      { numRuns: 100 },
    );
    await mustServe(target);
  });
});

function envelope(command: string, body: Buffer): Buffer {
  const head = Buffer.concat([
    ...[uint32(1), uint32(1), Buffer.alloc(16), counted(''), counted(command)],
    ...[counted(''), counted('device'), counted('')],
  ]);
  return Buffer.concat([uint32(head.length + 4), head, counted(body)]);
}

test('a body that is no protobuf of its kind is refused, and the connection goes on', async () => {
  const { native } = await openNative();
  const client = await NativeClient.loggedIn(native.port, native.publicKey, 'alice');
  const deep = Buffer.concat(Array(200_000).fill(Buffer.from([0x0b])));
  for (const body of [Buffer.alloc(40, 0xff), deep, Buffer.from('0aff', 'hex')]) {
    const { code, message } = await client.request('im_open_msg.msg_send', body);
    expect({ code, message }).toEqual({
      code: CODE.ERR_SVR_MSG_PKG_PARSE_FAILED,
      message: 'the body of im_open_msg.msg_send is no protobuf of its kind',
    });
  }
});

test('messages nested without end are refused', async () => {
  const { native } = await openNative();
  const client = await NativeClient.loggedIn(native.port, native.publicKey, 'alice');
  let body = Buffer.alloc(0);
  for (let level = 0; level < 2000; level++) {
    body = Buffer.concat([Buffer.from([0x0a, ...varint(body.length)]), body]);
  }
  const { code } = await client.request('im_open_msg.msg_send', body);
  expect(code).not.toBe(0);
  // Also where somebody watches, who is shown what has no known form.
  const hub = await openNative();
  hub.hub.trace.subscribe(() => {}, { frames: true });
  const watched = await NativeClient.loggedIn(hub.native.port, hub.native.publicKey, 'alice');
  expect((await watched.request('unknown.command', body)).message).toContain('unknown.command');
});

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)];
}

test('nothing is done for who has not logged in', async () => {
  const { native } = await openNative();
  const client = await NativeClient.open(native.port);
  await expect(client.ask('im_open_status.stat_hello', PlainAnswer, {}, PlainAnswer)).rejects.toMatchObject({
    code: CODE.ERR_SVR_SSO_A2_DOWN_INVALID,
  });
});

test('an A2Key that was made up is refused', async () => {
  const { native } = await openNative();
  const alice = await NativeClient.loggedIn(native.port, native.publicKey, 'alice');
  const mallory = await NativeClient.open(native.port);
  mallory.a2 = `${alice.tinyID}-00000000-0000-4000-8000-000000000000`;
  mallory.send('im_open_status.stat_hello', Buffer.alloc(0));
  await mallory.closed;
});

test('an unknown command is refused with its name, and told once in the log', async () => {
  const { native, hub } = await openNative();
  const notes: string[] = [];
  hub.trace.subscribe((event: TraceEvent) => {
    if (event.kind === 'note') notes.push(event.text);
  });
  const client = await NativeClient.loggedIn(native.port, native.publicKey, 'alice');
  for (let time = 0; time < 3; time++) {
    const { code, message } = await client.request('no.such_command', randomBytes(20));
    expect(code).toBe(CODE.ERR_SDK_INTERFACE_NOT_SUPPORT);
    expect(message).toBe('no.such_command is not simulated');
  }
  expect(notes).toEqual(['unknown native command no.such_command refused with 7013']);
});

test('requests that wait are bounded in number and in bytes', async () => {
  const target = await openNative({}, { limits: { maxPending: 3 } });
  const { native, hub } = target;
  const [alice, bob] = [
    await NativeClient.loggedIn(native.port, native.publicKey, 'alice'),
    await NativeClient.loggedIn(native.port, native.publicKey, 'bob'),
  ];
  const gate = Promise.withResolvers<void>();
  hub.beforeCommand = (_session, _name, body) => gate.promise.then(() => ({ body }));
  const answers = Array.from({ length: 4 }, () =>
    alice.ask('im_open_msg.msg_send', SendRequest, message(alice, bob), SendAnswer),
  );
  await expect(answers[3]).rejects.toMatchObject({ code: CODE.ERR_SVR_SSO_FREQ_LIMIT });
  hub.beforeCommand = undefined;
  gate.resolve();
  await Promise.all(answers.slice(0, 3));
});

test('who reads nothing and is written to all the time is cut off', async () => {
  const { native, hub } = await openNative({}, { limits: { maxBacklog: 256 * 1024 } });
  const mallory = await NativeClient.loggedIn(native.port, native.publicKey, 'mallory');
  mallory.socket.pause();
  const admin = hub.openAdmin('administrator', 1);
  const MsgBody = [textElement('x'.repeat(8000))];
  for (let MsgRandom = 1; hub.sessions.isOnline('mallory'); MsgRandom++) {
    await hub.request(admin, 'openim.sendmsg', { To_Account: 'mallory', MsgRandom, MsgLifeTime: 0, MsgBody });
    if (MsgRandom > 10_000) throw new Error('80 MB were sent, and nobody noticed that they are not read');
  }
});

test('more connections than there may be are closed at once', async () => {
  const target = await openNative({}, { limits: { maxClients: 2 } });
  const first = await NativeClient.loggedIn(target.native.port, target.native.publicKey, 'alice');
  await NativeClient.open(target.native.port);
  await (await NativeClient.open(target.native.port)).closed;
  await first.ask('im_open_status.stat_hello', PlainAnswer, {}, PlainAnswer);
});

test('five hundred connections that come, log in and are gone leave nothing behind', async () => {
  const { native, hub } = await openNative();
  const clients = await Promise.all(
    Array.from({ length: 500 }, (_, i) => NativeClient.loggedIn(native.port, native.publicKey, `user${i}`)),
  );
  for (const client of clients) client.socket.destroy();
  await expect.poll(() => [native.size, [...hub.sessions.all()].length]).toEqual([0, 0]);
});
