import { expect, test } from 'vitest';
import { Hub } from '../../../src/hub/hub.js';
import { memoryConnector } from '../../../src/hub/network/memory-connection.js';
import { MemoryStore } from '../../../src/hub/store/memory-store.js';
import { seededEntropy } from '../../../src/runtime/entropy.js';
import { VirtualClock } from '../../../src/runtime/virtual-clock.js';
import { Trace } from '../../../src/trace/trace.js';

test('a connection that its device closes leaves no timer behind, and what waited for an answer fails at once', async () => {
  const clock = new VirtualClock();
  const hub = new Hub({
    store: new MemoryStore(),
    clock,
    entropy: seededEntropy(1),
    trace: new Trace(clock),
  });
  const credentials = { sdkAppID: 1, identifier: 'alice', platform: 'iOS', device: 'phone' };
  const connection = await memoryConnector(hub).connect(credentials, { onPush() {}, onClose() {} });
  const outcome = connection.request('im_open_status.wslogin', {}).catch((thrown) => thrown.code);
  connection.close();
  hub.flush();
  await clock.settle();
  expect(clock.nextTimerAt()).toBeUndefined();
  expect(await outcome).toBe(9508);
});
