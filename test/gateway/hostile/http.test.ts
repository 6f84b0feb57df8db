import { request } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { WebhookReceiver } from '../../../src/gateway/webhook/receiver.js';
import { control, Line, mustServe, openTarget, TOKEN } from './target.js';

const QUICK = { headersTimeout: 600, requestTimeout: 1000, checkInterval: 50 };
const HEAD = 'POST /v4/openim/sendmsg?sdkappid=1&identifier=a HTTP/1.1\r\nhost: localhost\r\n';

describe('half-open requests are ended, and others are served meanwhile', () => {
  test.each([
    ['nothing is said', (_line: Line) => {}],
    ['headers come byte by byte', (line: Line) => line.trickle(`${HEAD}x: y\r\n`, 10)],
    ['headers never end', (line: Line) => line.write(HEAD)],
    [
      'a body comes byte by byte',
      (line: Line) => {
        line.write(`${HEAD}content-length: 100000\r\n\r\n{"a":"`);
        line.trickle('x', 10);
      },
    ],
    ['a body stops', (line: Line) => line.write(`${HEAD}content-length: 100\r\n\r\n{`)],
    ['a chunk stops', (line: Line) => line.write(`${HEAD}transfer-encoding: chunked\r\n\r\nff\r\n{`)],
    [
      'an upgrade stops',
      (line: Line) => line.write('GET /binfo HTTP/1.1\r\nhost: localhost\r\nupgrade: websocket\r\n'),
    ],
  ])('%s', async (_what, attack) => {
    const target = await openTarget(QUICK);
    const lines = Array.from({ length: 20 }, () => new Line(target.port));
    for (const line of lines) attack(line);
    await mustServe(target);
    await Promise.all(lines.map(({ closed }) => closed));
    await mustServe(target);
  });
});

describe('at the port', () => {
  test.each([
    ['bytes that are no HTTP', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', /^HTTP\/1.1 400 /],
    [
      'headers of 100 KB',
      `GET / HTTP/1.1\r\nhost: localhost\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`,
      /^HTTP\/1.1 431 /,
    ],
    ['a body of two lengths', `${HEAD}content-length: 1\r\ncontent-length: 2\r\n\r\n{}`, /^HTTP\/1.1 400 /],
    [
      'a body both chunked and with a length',
      `${HEAD}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n{}`,
      /^HTTP\/1.1 400 /,
    ],
    [
      'a chunk of a length that is none',
      `${HEAD}transfer-encoding: chunked\r\n\r\nzz\r\n`,
      /^HTTP\/1.1 400 /,
    ],
    [
      'a target that is no path',
      'GET http://evil.example/ HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n',
      /^HTTP\/1.1 400 /,
    ],
    ['no host', 'GET /healthz HTTP/1.1\r\nconnection: close\r\n\r\n', /^HTTP\/1.1 400 /],
    ['a host of somebody else', 'GET /healthz HTTP/1.1\r\nhost: evil.example\r\n\r\n', /^HTTP\/1.1 421 /],
    ['CONNECT', 'CONNECT evil.example:443 HTTP/1.1\r\nhost: localhost\r\n\r\n', /^$/],
  ])('%s', async (_what, bytes, answer) => {
    const target = await openTarget();
    const line = new Line(target.port);
    line.write(bytes);
    await line.closed;
    expect(line.received).toMatch(answer);
    await mustServe(target);
  });

  test.each(['/v4/openim/sendmsg', '/control/v1/call', '/healthz', '/nothing'])(
    'a foreign page that posts 900 KB to %s gets its refusal, not a broken line',
    async (path) => {
      const { port } = await openTarget();
      const status = await new Promise((resolve, reject) => {
        const headers = { host: `127.0.0.1:${port}`, origin: 'https://evil.example' };
        const call = request({ port, path, method: 'POST', headers }, (response) => {
          response.resume();
          resolve(response.statusCode);
        });
        call.on('error', reject);
        call.end('x'.repeat(900_000));
      });
      expect([403, 404]).toContain(status);
    },
  );

  test('a hundred calls in one go are answered, each', async () => {
    const target = await openTarget();
    const line = new Line(target.port);
    line.write(`${HEAD}content-length: 2\r\n\r\n{}`.repeat(100));
    line.write(`${HEAD}connection: close\r\ncontent-length: 2\r\n\r\n{}`);
    await line.closed;
    expect(line.received.match(/HTTP\/1.1 200 OK/g)).toHaveLength(101);
  });

  test('who sends calls on and on, without an eye for answers, is cut off', async () => {
    const target = await openTarget();
    const line = new Line(target.port);
    line.write(`${HEAD}content-length: 2\r\n\r\n{}`.repeat(10_000));
    await line.closed;
    await mustServe(target);
  });

  test('sockets beyond the limit are closed at once, the others go on', async () => {
    const target = await openTarget({ maxSockets: 50 });
    const lines = Array.from({ length: 40 }, () => new Line(target.port));
    await mustServe(target);
    const more = Array.from({ length: 30 }, () => new Line(target.port));
    await Promise.race(more.map(({ closed }) => closed));
    for (const line of [...lines, ...more]) line.socket.destroy();
    await expect
      .poll(() =>
        mustServe(target).then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
  });
});

describe('at the control endpoint', () => {
  test.each([
    ['no token', { authorization: '' }],
    ['a wrong token', { authorization: `Bearer ${TOKEN.replace('t', 'x')}` }],
    ['a longer token', { authorization: `Bearer ${TOKEN}x` }],
  ])('%s', async (_what, headers) => {
    const { port } = await openTarget();
    expect(await control(port, '{"method":"status"}', headers)).toMatchObject({ status: 401 });
  });

  test.each([
    ['no JSON', 'hello'],
    ['no object', '[]'],
    ['null', 'null'],
    ['no method', '{}'],
    ['a method of the wrong type', '{"method":{"a":1}}'],
    ['deep nesting', `{"method":"status","params":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
    ['a method that is deep nesting', `{"method":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
  ])('%s is a bad request', async (_what, body) => {
    const target = await openTarget();
    expect(await control(target.port, body)).toMatchObject({
      status: 400,
      body: expect.stringContaining('"error"'),
    });
    await mustServe(target);
  });

  test.each([
    ['an unknown method', '{"method":"no.such"}'],
    ['a method of every object', '{"method":"constructor"}'],
    ['parameters of the wrong type', '{"method":"invite","params":[]}'],
    ['parameters of wrong types within', '{"method":"invite","params":{"inviter":1,"invitee":{}}}'],
  ])('%s is answered with an error', async (_what, body) => {
    const target = await openTarget();
    const answer = await control(target.port, body);
    expect(JSON.parse(answer.body)).toMatchObject({ type: 'error', error: { code: 6017 } });
    await mustServe(target);
  });

  test('who reads no events is cut off, and the hub goes on', async () => {
    const target = await openTarget();
    const line = new Line(target.port);
    const head = `GET /control/v1/events HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${TOKEN}\r\n\r\n`;
    line.write(head);
    await expect.poll(() => line.received).toContain('200 OK');
    line.socket.pause();
    const note = 'x'.repeat(1024 * 1024);
    for (let i = 0; i < 30; i++) target.runtime.note(note);
    line.socket.resume();
    await line.closed;
    expect(line.received.length).toBeLessThan(30 * note.length);
    await mustServe(target);
  });
});

describe('at the webhook receiver', () => {
  async function listen() {
    const broken: string[] = [];
    const got: string[] = [];
    const receiver = new WebhookReceiver({
      limits: QUICK,
      onCallback: ({ command }) => got.push(command),
      onBroken: ({ message }) => broken.push(message),
    });
    const url = await receiver.listen();
    onTestFinished(() => receiver.close());
    return { url, port: Number(new URL(url).port), got, broken };
  }

  const post = (url: string, headers: Record<string, string> = {}) =>
    fetch(url, { method: 'POST', body: '{"CallbackCommand":"State.StateChange"}', headers });

  test('a web page can not make it print what never happened', async () => {
    const { url, got, broken } = await listen();
    expect((await post(url, { origin: 'https://evil.example' })).status).toBe(400);
    expect((await post(url)).status).toBe(200);
    expect([got, broken]).toEqual([
      ['State.StateChange'],
      ['a web page (https://evil.example) is no caller of callbacks'],
    ]);
  });

  test('half-open requests are ended, and others are served meanwhile', async () => {
    const { url, port, got } = await listen();
    const lines = Array.from({ length: 20 }, () => new Line(port));
    for (const line of lines) line.trickle(HEAD, 10);
    await post(url);
    await Promise.all(lines.map(({ closed }) => closed));
    await post(url);
    expect(got).toHaveLength(2);
  });

  test('a target that is no path, and bytes that are no HTTP', async () => {
    const { url, port, got } = await listen();
    const body = '{"CallbackCommand":"a"}';
    const odd = new Line(port);
    odd.write(
      `POST http://[x HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    const broken = new Line(port);
    broken.write('\x00\x01\r\n\r\n');
    await Promise.all([odd.closed, broken.closed]);
    await post(url);
    expect(got.at(-1)).toBe('State.StateChange');
  });
});
