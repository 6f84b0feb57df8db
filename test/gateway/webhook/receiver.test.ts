import { expect, onTestFinished, test } from 'vitest';
import { type ReceivedCallback, WebhookReceiver } from '../../../src/gateway/webhook/receiver.js';

async function listen(beforeSend = 0) {
  const got: ReceivedCallback[] = [];
  const broken: number[] = [];
  const receiver = new WebhookReceiver({
    beforeSend,
    onCallback: (callback) => got.push(callback),
    onBroken: (error) => broken.push(error.code),
  });
  const url = await receiver.listen();
  onTestFinished(() => receiver.close());
  return { got, broken, url };
}

const AFTER = { CallbackCommand: 'C2C.CallbackAfterSendMsg', From_Account: 'alice', To_Account: 'bob' };

test('it takes a callback and lets everything pass', async () => {
  const { got, url } = await listen();
  const response = await fetch(`${url}?SdkAppid=1400000001&CallbackCommand=${AFTER.CallbackCommand}`, {
    method: 'POST',
    body: JSON.stringify(AFTER),
  });
  expect(await response.json()).toEqual({ ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '' });
  expect(got).toEqual([
    {
      command: AFTER.CallbackCommand,
      query: { SdkAppid: '1400000001', CallbackCommand: AFTER.CallbackCommand },
      body: AFTER,
    },
  ]);
});

test('it can refuse what is about to be sent, and only that', async () => {
  const { url } = await listen(1);
  const answers = ['C2C.CallbackBeforeSendMsg', 'C2C.CallbackAfterSendMsg'].map(async (CallbackCommand) => {
    const response = await fetch(url, { method: 'POST', body: JSON.stringify({ CallbackCommand }) });
    return ((await response.json()) as { ErrorCode: number }).ErrorCode;
  });
  expect(await Promise.all(answers)).toEqual([1, 0]);
});

test.each([
  ['GET', undefined, 60002],
  ['POST', 'hello', 60003],
  ['POST', '[]', 60003],
  ['POST', '{}', 60003],
  ['POST', `{"a":${'['.repeat(1000)}${']'.repeat(1000)}}`, 60003],
  ['POST', `{"a":"${'x'.repeat(2 ** 21)}"}`, 80002],
])('what is no callback is refused: %s %s', async (method, body, code) => {
  const { got, broken, url } = await listen();
  const response = await fetch(url, { method, ...(body !== undefined && { body }) });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ ErrorCode: code });
  expect(broken).toEqual([code]);
  expect(got).toEqual([]);
});
