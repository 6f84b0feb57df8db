import { expect, test } from 'vitest';
import { RestDoor } from '../../../src/gateway/rest/door.js';
import { openHub } from '../open-hub.js';
import { post } from './rest-client.js';

const doors = (hub: ConstructorParameters<typeof RestDoor>[0]) => [new RestDoor(hub)];

test.each([
  ['a body that is no JSON', 'openim/sendmsg', 'hello', {}, 60003],
  ['a body that is no object', 'openim/sendmsg', '[]', {}, 60003],
  ['an empty body', 'openim/sendmsg', '', {}, 60003],
  ['a body nested too deep', 'openim/sendmsg', `{"a":${'['.repeat(1000)}${']'.repeat(1000)}}`, {}, 60003],
  ['a body of 2 MiB', 'openim/sendmsg', `{"a":"${'x'.repeat(2 ** 21)}"}`, {}, 80002],
  ['a command that does not exist', 'openim/no_such_command', {}, {}, 60002],
  ['a path with too many parts', 'openim/sendmsg/again', {}, {}, 60002],
  ['a path that climbs', 'openim/%2e%2e', {}, {}, 60002],
  ['an app id that is no number', 'openim/sendmsg', {}, { sdkappid: 'abc' }, 60006],
  ['no identifier', 'openim/sendmsg', {}, { identifier: '' }, 60004],
])('%s is answered with its code', async (_what, path, body, query, code) => {
  const { port } = await openHub({ doors });
  expect(await post(port, path, body, query)).toMatchObject({ ActionStatus: 'FAIL', ErrorCode: code });
});

test('only POST will do', async () => {
  const { port } = await openHub({ doors });
  const response = await fetch(`http://127.0.0.1:${port}/v4/openim/sendmsg`);
  expect(await response.json()).toMatchObject({ ErrorCode: 60002 });
});

test('a page of another server may not call it', async () => {
  const { port } = await openHub({ doors });
  const response = await fetch(`http://127.0.0.1:${port}/v4/openim/sendmsg`, {
    method: 'POST',
    headers: { origin: 'http://localhost:5173' },
  });
  expect(response.status).toBe(403);
});
