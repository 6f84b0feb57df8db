import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { text } from '../rest/rest-client.js';
import { RawClient } from '../websocket/raw-client.js';
import { Line, mustServe, openTarget } from './target.js';

/** A handshake by hand, for frames that no client library would write. */
async function shake(port: number): Promise<Line> {
  const line = new Line(port);
  line.write(
    [
      'GET /binfo?sdkappid=1&instanceid=x HTTP/1.1\r\nhost: localhost\r\nconnection: upgrade\r\nupgrade: websocket',
      'sec-websocket-version: 13\r\nsec-websocket-key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n',
    ].join('\r\n'),
  );
  await expect.poll(() => line.received).toContain('101 Switching Protocols');
  return line;
}

/** A masked frame; the mask is zero, so that the payload stands as it is. */
function frame(firstByte: number, payload: Buffer): Buffer {
  const head =
    payload.length < 126
      ? Buffer.from([firstByte, 0x80 | payload.length])
      : Buffer.from([firstByte, 0xfe, payload.length >> 8, payload.length & 255]);
  return Buffer.concat([head, Buffer.alloc(4), payload]);
}

const FIN_TEXT = 0x81;
const PING = 0x89;

test.each([
  ['an unmasked frame', Buffer.from([FIN_TEXT, 2, 0x7b, 0x7d])],
  ['an opcode that is none', frame(0x83, Buffer.from('{}'))],
  ['a reserved bit', frame(0xf1, Buffer.from('{}'))],
  ['a continuation of nothing', frame(0x80, Buffer.from('{}'))],
  ['a ping in parts', frame(0x09, Buffer.from('x'))],
  ['a frame that claims 2^63 bytes', Buffer.from([FIN_TEXT, 0xff, 0x7f, ...Array(7).fill(0xff), 0, 0, 0, 0])],
  ['a close frame of one byte', frame(0x88, Buffer.from('x'))],
])('%s ends its line, and no other', async (_what, bytes) => {
  const target = await openTarget();
  const line = await shake(target.port);
  line.write(bytes);
  await line.closed;
  await mustServe(target);
});

test('a message in a million parts of a byte ends its line', async () => {
  const target = await openTarget();
  const line = await shake(target.port);
  line.write(frame(0x01, Buffer.from('{')));
  const part = Buffer.concat(Array(1000).fill(frame(0x00, Buffer.from(' '))));
  for (let i = 0; i < 1000; i++) line.write(part);
  await line.closed;
  await mustServe(target);
});

test('pings that are never read back cost no more than a buffer', async () => {
  const target = await openTarget();
  const line = await shake(target.port);
  line.socket.pause();
  const pings = Buffer.concat(Array(1000).fill(frame(PING, Buffer.alloc(125))));
  const before = process.memoryUsage().rss;
  for (let i = 0; i < 200 && !line.socket.destroyed; i++) {
    if (!line.socket.write(pings))
      await Promise.race([once(line.socket, 'drain').catch(() => {}), line.closed]);
  }
  await mustServe(target);
  expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
});

test('who logs in, reads nothing, and is written to all the time is cut off', async () => {
  const target = await openTarget();
  const { port, runtime } = target;
  const mallory = await RawClient.open(`ws://127.0.0.1:${port}`);
  await mallory.request('im_open_status.wslogin', {}, { identifier: 'mallory', usersig: 'any' });
  mallory.socket.pause();
  const admin = runtime.hub.openAdmin('administrator', 1);
  const MsgBody = text('x'.repeat(8000));
  for (let MsgRandom = 1; runtime.hub.sessions.isOnline('mallory'); MsgRandom++) {
    const body = { To_Account: 'mallory', MsgRandom, MsgLifeTime: 0, MsgBody };
    await runtime.hub.request(admin, 'openim.sendmsg', body);
    if (MsgRandom > 10_000) throw new Error('80 MB were sent, and nobody noticed that they are not read');
  }
  await mustServe(target);
});

test('requests that wait for a backend are bounded by their length too', async () => {
  const target = await openTarget();
  const gate = Promise.withResolvers<void>();
  target.runtime.hub.beforeCommand = (_session, _name, body) => gate.promise.then(() => ({ body }));
  const client = await RawClient.open(`ws://127.0.0.1:${target.port}`);
  const answers = Array.from({ length: 6 }, () =>
    client.request('heartbeat.alive', { padding: 'x'.repeat(900_000) }),
  );
  expect(await answers[5]).toMatchObject({ ErrorCode: -10113 });
  target.runtime.hub.beforeCommand = undefined;
  gate.resolve();
  expect(await answers[0]).toMatchObject({ ErrorCode: 0 });
  await mustServe(target);
});

test('five hundred lines that come, log in and are gone without a word leave nothing behind', async () => {
  const target = await openTarget();
  const url = `ws://127.0.0.1:${target.port}/binfo?sdkappid=1&platform=7&instanceid=`;
  const login = (user: string) =>
    JSON.stringify({
      head: { servcmd: 'im_open_status.wslogin', seq: 1, identifier: user, usersig: 'x' },
      body: {},
    });
  const sockets = Array.from({ length: 500 }, (_, i) => new WebSocket(`${url}${i}`));
  onTestFinished(() => sockets.forEach((socket) => void socket.terminate()));
  await Promise.all(
    sockets.map(async (socket, i) => {
      socket.on('error', () => {});
      await once(socket, 'open');
      socket.send(login(`user${i}`));
      await once(socket, 'message');
    }),
  );
  await mustServe(target);
  for (const socket of sockets) socket.terminate();
  await expect.poll(() => [...target.runtime.hub.sessions.all()].length).toBe(0);
});

test.each([
  ['no key', 'sec-websocket-version: 13'],
  ['a key that is none', 'sec-websocket-version: 13\r\nsec-websocket-key: x'],
  ['a version there is not', 'sec-websocket-version: 99\r\nsec-websocket-key: MDEyMzQ1Njc4OWFiY2RlZg=='],
])('a handshake with %s is refused', async (_what, headers) => {
  const target = await openTarget();
  const socket = connect(target.port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write(
    `GET /binfo HTTP/1.1\r\nhost: localhost\r\nconnection: upgrade\r\nupgrade: websocket\r\n${headers}\r\n\r\n`,
  );
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1.1 400 /);
  socket.destroy();
  await mustServe(target);
});

test('a page of a foreign server gets no line', async () => {
  const target = await openTarget();
  const socket = new WebSocket(`ws://127.0.0.1:${target.port}/binfo`, { origin: 'https://evil.example' });
  const [error] = (await once(socket, 'error')) as [Error];
  expect(error.message).toContain('403');
  await mustServe(target);
});
