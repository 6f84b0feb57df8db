import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { HttpClient } from '../../../src/cli/hub/http-client.js';

test('what listens and never answers is told apart from a hub at work, with its process and what to do', async () => {
  const mute = createServer(() => {});
  onTestFinished(() => void mute.close());
  mute.listen(0, '127.0.0.1');
  await once(mute, 'listening');
  const { port } = mute.address() as { port: number };
  const client = new HttpClient({ host: '127.0.0.1', port, token: 't', pid: 4711 }, 50);
  const failed = await client.call('names', {}).catch((thrown) => thrown);
  expect(failed.message).toContain(`127.0.0.1:${port} (pid 4711) takes no call`);
  expect(failed.hint).toContain('kill -9 4711');
  const stream = client.events({}, { event() {} });
  await expect(stream.done).rejects.toThrow('takes no call');
  await client.close();
});
