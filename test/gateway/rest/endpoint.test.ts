import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { RestEndpoint } from '../../../src/gateway/rest/endpoint.js';
import type { TraceEvent } from '../../../src/trace/event.js';
import { openHub } from '../open-hub.js';
import { openBackend, post } from './rest-client.js';

const endpoints = (hub: ConstructorParameters<typeof RestEndpoint>[0]) => [new RestEndpoint(hub)];

test.each([
  ['a body that is no JSON', 'openim/sendmsg', 'hello', {}, 90001],
  ['a body that is no JSON, elsewhere', 'profile/portrait_get', 'hello', {}, 60003],
  ['a body that is no object', 'openim/sendmsg', '[]', {}, 90001],
  ['an empty body', 'openim/sendmsg', '', {}, 90001],
  ['a body nested too deep', 'openim/sendmsg', `{"a":${'['.repeat(1000)}${']'.repeat(1000)}}`, {}, 90001],
  ['a body of 2 MiB', 'openim/sendmsg', `{"a":"${'x'.repeat(2 ** 21)}"}`, {}, 80002],
  ['a command that does not exist', 'openim/no_such_command', {}, {}, 60009],
  ['a service that does not exist', 'no_such_service/sendmsg', {}, {}, 60009],
  ['a group command that does not exist', 'group_open_http_svc/no_such_command', {}, {}, 10003],
  ['a path with too many parts', 'openim/sendmsg/again', {}, {}, 60002],
  ['a path that climbs', 'openim/%2e%2e', {}, {}, 60002],
  ['no app id', 'openim/sendmsg', {}, { sdkappid: '' }, 60012],
  ['an app id that is no number', 'openim/sendmsg', {}, { sdkappid: 'abc' }, 60006],
  ['no identifier', 'openim/sendmsg', {}, { identifier: '' }, 60004],
])('%s is answered with its code', async (_what, path, body, query, code) => {
  const { port } = await openHub({ endpoints });
  expect(await post(port, path, body, query)).toMatchObject({ ActionStatus: 'FAIL', ErrorCode: code });
});

test('only POST will do', async () => {
  const { port } = await openHub({ endpoints });
  const response = await fetch(`http://127.0.0.1:${port}/v4/openim/sendmsg`);
  expect(await response.json()).toMatchObject({ ErrorCode: 60002 });
});

test('a page of another server may not call it', async () => {
  const { port } = await openHub({ endpoints });
  const response = await fetch(`http://127.0.0.1:${port}/v4/openim/sendmsg`, {
    method: 'POST',
    headers: { origin: 'http://localhost:5173' },
  });
  expect(response.status).toBe(403);
});

test('a call that is refused shows in the log, in a line', async () => {
  const { hub, call } = await openBackend();
  const notes: string[] = [];
  hub.trace.subscribe((event: TraceEvent) => event.kind === 'note' && notes.push(event.text));
  await call('openim/no_such_command', {});
  expect(notes).toEqual([
    'REST /v4/openim/no_such_command is answered with 60009: this hub has no command openim.no_such_command',
  ]);
});

test('a body that comes in pieces, without saying its length, is refused at the limit and answered', async () => {
  const { port } = await openHub({ endpoints });
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
    });
    socket.on('close', () => resolve(text));
    socket.write(
      'POST /v4/openim/sendmsg?sdkappid=1&identifier=a HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n',
    );
    for (let i = 0; i < 24; i++) socket.write(`10000\r\n${'x'.repeat(0x10000)}\r\n`);
    socket.write('0\r\n\r\n');
  });
  expect(answer).toMatch(/^HTTP\/1.1 200 /);
  expect(answer).toContain('"ErrorCode":80002');
});
