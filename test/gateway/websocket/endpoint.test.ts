import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { TraceEvent } from '../../../src/trace/event.js';
import { openHub } from '../open-hub.js';
import { RawClient } from './raw-client.js';

test('a command the hub does not know is refused, in the kind of frame the path stands for', async () => {
  const { url } = await openHub();
  for (const [path, binary] of [
    ['/binfo', true],
    ['/info', false],
  ] as const) {
    const client = await RawClient.open(url, path);
    const body = await client.request('some_svc.some_command', {});
    expect(body).toMatchObject({
      ...{ ActionStatus: 'FAIL', ErrorCode: 60009 },
      ErrorInfo: 'some_svc.some_command is not simulated: no service of this hub has it',
    });
    expect(client.frames[0]!.head).toMatchObject({ servcmd: 'some_svc.some_command', seq: 1 });
    expect(client.binary).toEqual([binary]);
  }
});

test('an unknown command gets one line in the log, however often it comes', async () => {
  const { hub, url } = await openHub();
  const notes: TraceEvent[] = [];
  hub.trace.subscribe((event) => void (event.kind === 'note' && notes.push(event)));
  const client = await RawClient.open(url);
  for (const command of ['svc.one', 'svc.one', 'svc.two', 'svc.one']) await client.request(command, {});
  expect(notes).toMatchObject([
    { text: 'svc.one is not simulated: no service of this hub has it' },
    { text: 'svc.two is not simulated: no service of this hub has it' },
  ]);
});

test('frames show in the trace, decoded', async () => {
  const { hub, url } = await openHub();
  const seen: TraceEvent[] = [];
  hub.trace.subscribe((event) => seen.push(event), { frames: true });
  const client = await RawClient.open(url);
  await client.request('heartbeat.alive', { Key: 1 });
  const frames = seen.filter((event) => event.kind === 'frame');
  expect(frames).toMatchObject([
    { device: 'web-raw', direction: 'up', command: 'heartbeat.alive', body: { Key: 1 } },
    { device: 'web-raw', direction: 'down', command: 'heartbeat.alive', body: { ErrorCode: 0 } },
  ]);
});

test('a push to many sessions is the same bytes on each line', async () => {
  const { hub, url } = await openHub();
  const clients = await Promise.all([1, 2, 3].map(() => RawClient.open(url)));
  let number = 0;
  for (const session of hub.sessions.all()) {
    const userID = `user${number++}`;
    hub.sessions.bind(session, { userID, tinyID: userID, instID: number, a2: userID });
  }
  const raw: string[] = [];
  const arrived = clients.map(
    (client) =>
      new Promise<void>((resolve) =>
        client.socket.once('message', (data) => resolve(void raw.push(data.toString()))),
      ),
  );
  const event = { Event: 1, C2cMsgArray: [] };
  for (let i = 0; i < 3; i++) hub.pushTo(`user${i}`, event);
  await Promise.all(arrived);
  expect(new Set(raw).size).toBe(1);
  expect(JSON.parse(raw[0]!)).toEqual({
    head: { ver: 'v4', servcmd: 'im_open_push.msg_push', seq: 1 },
    body: { EventArray: [event] },
  });
});

test.each([
  ['no JSON', 'hello', 1007],
  ['JSON that is no object', '[]', 1008],
  ['no head', '{}', 1008],
  ['no seq', '{"head":{"servcmd":"a.b"}}', 1008],
  ['a seq of the wrong type', '{"head":{"servcmd":"a.b","seq":"1"}}', 1008],
  ['a command with quotes', '{"head":{"servcmd":"a\\"b","seq":1}}', 1008],
  ['bytes that are no UTF-8', Buffer.from([0xff, 0xfe, 0x00]), 1007],
  ['a compressed frame', Buffer.from('COMP\x01\x02'), 1007],
])('a frame that can not be answered ends its line: %s', async (_what, frame, code) => {
  const { url, endpoint } = await openHub();
  const client = await RawClient.open(url);
  client.socket.send(frame);
  expect(await client.closed()).toBe(code);
  const next = await RawClient.open(url);
  expect(await next.request('heartbeat.alive', {})).toMatchObject({ ErrorCode: 0 });
  expect(endpoint.size).toBe(1);
});

test('a frame that is too long ends its line', async () => {
  const { url } = await openHub({ websocket: { maxFrame: 1000 } });
  const client = await RawClient.open(url);
  client.socket.send(JSON.stringify({ head: { servcmd: 'a.b', seq: 1 }, body: { text: 'x'.repeat(1000) } }));
  expect(await client.closed()).toBe(1009);
});

test.each([
  ['an array', []],
  ['text', 'hello'],
  ['null', null],
  ['a number', 3],
  ['nested too deep', { a: JSON.parse('['.repeat(100) + ']'.repeat(100)) }],
])('a body of the wrong shape is answered with 90001: %s', async (_what, body) => {
  const { url } = await openHub();
  const client = await RawClient.open(url);
  expect(await client.request('openim.sendmsg', body)).toMatchObject({
    ActionStatus: 'FAIL',
    ErrorCode: 90001,
  });
});

test('a body nested a hundred thousand deep is refused too', async () => {
  const { url } = await openHub();
  const client = await RawClient.open(url);
  const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
  client.socket.send(`{"head":{"servcmd":"a.b","seq":7},"body":${deep}}`);
  const [data] = await new Promise<Buffer[]>((resolve) =>
    client.socket.once('message', (...args) => resolve(args as Buffer[])),
  );
  expect(JSON.parse(data!.toString()).body.ErrorCode).toBe(90001);
});

test('a reader that does not read is cut, and the hub goes on', async () => {
  const { hub, url, endpoint } = await openHub({ websocket: { maxBacklog: 100_000 } });
  const slow = await RawClient.open(url);
  const [session] = [...hub.sessions.all()];
  hub.sessions.bind(session!, { userID: 'slow', tinyID: '1', instID: 1, a2: 'x' });
  slow.socket.pause();
  const body = { Event: 1, padding: 'x'.repeat(200_000) };
  while (endpoint.size > 0) {
    hub.pushTo('slow', { ...body });
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(hub.sessions.isOnline('slow')).toBe(false);
  const next = await RawClient.open(url);
  expect(await next.request('heartbeat.alive', {})).toMatchObject({ ErrorCode: 0 });
});

test('requests beyond what may wait for an answer get -10113', async () => {
  const { hub, url } = await openHub({ websocket: { maxPending: 2 } });
  let letGo = () => {};
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  hub.beforeCommand = (_session, _name, body) => gate.then(() => ({ body }));
  const client = await RawClient.open(url);
  const answers = [1, 2, 3].map(() => client.request('heartbeat.alive', {}));
  expect(await answers[2]).toMatchObject({ ErrorCode: -10113 });
  letGo();
  expect(await answers[0]).toMatchObject({ ErrorCode: 0 });
  expect(await answers[1]).toMatchObject({ ErrorCode: 0 });
});

test('lines beyond the limit are refused with 503', async () => {
  const { url, endpoint } = await openHub({ websocket: { maxClients: 1 } });
  await RawClient.open(url);
  const socket = new WebSocket(`${url}/binfo`);
  const message = await new Promise((resolve) => socket.on('error', (error) => resolve(error.message)));
  expect(message).toContain('503');
  expect(endpoint.size).toBe(1);
});

test('a hub that closes says good-bye', async () => {
  const { url, close } = await openHub();
  const client = await RawClient.open(url);
  const closed = client.closed();
  await close();
  expect(await closed).toBe(1001);
});
