import { expect, test } from 'vitest';
import { Hub } from '../../src/hub/hub.js';
import { MemoryStore } from '../../src/hub/store/memory-store.js';
import { seededEntropy } from '../../src/runtime/entropy.js';
import { VirtualClock } from '../../src/runtime/virtual-clock.js';
import { Trace } from '../../src/trace/trace.js';

test('nothing leaves before its commit, and what a push made a virtual device keep is durable before the answer', async () => {
  const order: string[] = [];
  const store = new MemoryStore();
  store.commit = () => order.push('commit');
  const clock = new VirtualClock();
  const hub = new Hub({ store, clock, entropy: seededEntropy(1), trace: new Trace(clock) });
  const line = { sdkAppID: 1, identifier: 'bob', platform: 'Android', device: 'phone' };
  const bob = hub.open(line, { push: () => order.push('push'), close() {} });
  hub.sessions.bind(bob, { userID: 'bob', tinyID: '1', instID: 1, a2: 'a' });
  const alice = hub.open({ ...line, identifier: 'alice' }, { push() {}, close() {} });

  hub.submit(alice, 'im_sdk_config_mgr.fetch_config', {}, () => order.push('answer'));
  hub.pushTo('bob', { Event: 1 });
  expect(order).toEqual([]);
  await clock.settle();
  expect(order).toEqual(['commit', 'push', 'commit', 'answer']);
});
