import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { startHub } from '../../src/gateway/running-hub.js';
import { MemoryStore } from '../../src/hub/store/memory-store.js';
import { HeldClock } from './held-clock.js';
import { openHub } from './open-hub.js';
import { RawClient } from './websocket/raw-client.js';

/** A whole hub, and what its log says. */
async function openLogged() {
  const hub = await startHub({ store: new MemoryStore(), storeName: 'memory', version: '0.0.0', token: 't' });
  onTestFinished(() => hub.close());
  const notes: string[] = [];
  hub.runtime.trace.subscribe((event) => void (event.kind === 'note' && notes.push(event.text)));
  return { hub, port: hub.port, url: `ws://127.0.0.1:${hub.port}`, notes };
}

test.each([
  ['no JSON', 'hello', 'a frame is not JSON'],
  ['no head', '{}', 'a frame lacks head.servcmd or head.seq'],
  ['too long', 'x'.repeat(2 * 1024 * 1024), 'Max payload size exceeded'],
])('a frame that ends its connection is in the log: %s', async (_what, frame, reason) => {
  const { url, notes } = await openLogged();
  const client = await RawClient.open(url);
  client.socket.send(frame);
  await client.closed();
  expect(notes).toEqual([`the hub closes the connection: ${reason}`]);
});

test('the log says whose connection it was', async () => {
  const { hub, url } = await openHub();
  const lines: string[] = [];
  hub.trace.subscribe(
    (event) => void (event.kind === 'note' && lines.push(`${event.user}/${event.device}: ${event.text}`)),
  );
  const client = await RawClient.open(url);
  await client.request('im_open_status.wslogin', {}, { identifier: 'ann' });
  client.socket.send('hello');
  await client.closed();
  expect(lines).toEqual(['ann/web-raw: the hub closes the connection: a frame is not JSON']);
});

test('a connection that is silent too long, and one that reads nothing, are in the log', async () => {
  const clock = new HeldClock();
  const { hub, url } = await openHub({ clock, websocket: { maxBacklog: 1000 } });
  const notes: string[] = [];
  hub.trace.subscribe((event) => void (event.kind === 'note' && notes.push(event.text)));
  const silent = await RawClient.open(url, '/binfo', 'device=silent');
  (silent.socket as WebSocket & { _autoPong: boolean })._autoPong = false;
  clock.pass(30_000);
  clock.pass(30_000);
  await silent.closed();
  expect(notes).toEqual(['the hub closes the connection: no pong within 30 s']);
});

test('a page of a foreign origin, a foreign host, and what is no HTTP are in the log', async () => {
  const { url, port, notes } = await openLogged();
  const page = new WebSocket(`${url}/binfo`, { origin: 'https://evil.example' });
  page.on('error', () => {});
  await expect.poll(() => notes.length).toBe(1);
  const line = connect(port, '127.0.0.1');
  line.write('GET /healthz HTTP/1.1\r\nhost: evil.example\r\n\r\n');
  await expect.poll(() => notes.length).toBe(2);
  const noHttp = connect(port, '127.0.0.1');
  noHttp.write('\x16\x03\x01\x02\x00\x01\x00');
  await expect.poll(() => notes.length).toBe(3);
  for (const socket of [line, noHttp]) socket.destroy();
  expect(notes).toEqual([
    'a WebSocket is refused: pages of https://evil.example may not call this hub; sig hub start --allow-host NAME lets them',
    'a request is refused: this hub does not answer for the host evil.example; sig hub start --allow-host NAME lets it',
    expect.stringMatching(/^a connection is closed: Parse Error/),
  ]);
});

test('a command whose name holds an asterisk is answered, as call kits need', async () => {
  const { url } = await openLogged();
  const client = await RawClient.open(url);
  for (const command of ['callkit_records_svr.*', 'tui_room_svr.*']) {
    expect(await client.request(command, {})).toMatchObject({ ErrorCode: 0 });
  }
});
