import { expect, test } from 'vitest';
import { controlError } from '../../../src/gateway/control/schemas.js';
import { control, openTarget, TOKEN } from '../hostile/target.js';

test.each([
  [
    'a wrong token',
    401,
    (port: number) => control(port, '{"method":"names"}', { authorization: 'Bearer x' }),
  ],
  ['no JSON', 400, (port: number) => control(port, 'oops')],
  ['no method', 400, (port: number) => control(port, '{"params":{}}')],
  [
    'no such operation',
    404,
    async (port: number) => {
      const headers = { authorization: `Bearer ${TOKEN}` };
      const response = await fetch(`http://127.0.0.1:${port}/control/v1/nothing`, { headers });
      return { status: response.status, body: await response.text() };
    },
  ],
])('a request that is refused says why in one form, with code and name: %s', async (_what, status, ask) => {
  const { port } = await openTarget();
  const refused = await ask(port);
  expect(refused.status).toBe(status);
  const { error, ...rest } = JSON.parse(refused.body);
  expect(rest).toEqual({});
  expect(controlError.strict().parse(error)).toEqual(error);
});

test.each([
  ['a method that is none', '{"method":"ring"}', 'the hub knows no method ring'],
  ['params that do not fit', '{"method":"invite","params":{"inviter":1}}', 'inviter: '],
])('so does the error of a call: %s', async (_what, body, message) => {
  const { port } = await openTarget();
  const { error, type } = JSON.parse((await control(port, body)).body.trim().split('\n').at(-1)!);
  expect(type).toBe('error');
  expect(controlError.strict().parse(error)).toEqual(error);
  expect(error).toMatchObject({ code: 6017, message: expect.stringContaining(message) });
});
