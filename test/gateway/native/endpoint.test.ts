import { expect, test } from 'vitest';
import { NativeEndpoint } from '../../../src/gateway/native/endpoint.js';
import { Hub } from '../../../src/hub/hub.js';
import { MemoryStore } from '../../../src/hub/store/memory-store.js';
import type { Clock } from '../../../src/runtime/clock.js';
import { seededEntropy } from '../../../src/runtime/entropy.js';
import { Trace } from '../../../src/trace/trace.js';

/** Counts the timers that wait. */
class CountingClock implements Clock {
  waiting = 0;

  now(): number {
    return 0;
  }

  setTimer(): () => void {
    this.waiting++;
    let waits = true;
    return () => {
      if (waits) this.waiting--;
      waits = false;
    };
  }
}

test('where its port is taken, it leaves no timer that would keep the process alive', async () => {
  const clock = new CountingClock();
  const trace = new Trace(clock);
  const hub = new Hub({ store: new MemoryStore(), clock, entropy: seededEntropy(1), trace });
  const first = new NativeEndpoint(hub);
  await first.listen();
  const second = new NativeEndpoint(hub, { port: first.port });
  await expect(second.listen()).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await first.close();
  hub.close();
  expect(clock.waiting).toBe(0);
});
