import { afterAll, beforeAll, vi } from 'vitest';
import { Hub } from '../../src/hub/hub.js';
import { memoryConnector } from '../../src/hub/network/memory-connection.js';
import { MemoryStore } from '../../src/hub/store/memory-store.js';
import { realEntropy } from '../../src/runtime/entropy.js';
import { realClock } from '../../src/runtime/real-clock.js';
import { Trace } from '../../src/trace/trace.js';
import { LoopbackSocket, plugIn } from './loopback-socket.js';
import type { Party } from './party.js';
import { RealUser } from './real-user.js';
import type { Kind } from './stage.js';
import { VirtualUser } from './virtual-user.js';

/** Fakes time and sockets for the tests of this file, so that the real SDK's timers need no waiting. */
export function fakeTime(): void {
  const realWebSocket = globalThis.WebSocket;
  beforeAll(() => {
    globalThis.WebSocket = LoopbackSocket as never;
    vi.useFakeTimers({
      toFake: [
        'setTimeout',
        'clearTimeout',
        'setInterval',
        'clearInterval',
        'setImmediate',
        'clearImmediate',
        'Date',
      ],
    });
  });
  afterAll(() => {
    vi.useRealTimers();
    globalThis.WebSocket = realWebSocket;
  });
}

/** Lets fake time pass until the promise settles, or `ms` are over. */
export async function inFakeTime<T>(promise: Promise<T>, ms: number): Promise<T> {
  let settled = false;
  const mark = () => {
    settled = true;
  };
  promise.then(mark, mark);
  for (let passed = 0; passed < ms && !settled; passed += 10) await vi.advanceTimersByTimeAsync(10);
  if (!settled) throw new Error(`nothing came of it within ${ms} ms of fake time`);
  return promise;
}

let opened = 0;

/** A hub whose users reach it by timers alone. */
export class FakedHub {
  readonly hub = new Hub({
    store: new MemoryStore(),
    clock: realClock,
    entropy: realEntropy,
    trace: new Trace(realClock),
  });
  #address = `hub${++opened}`;

  /** @param latencyMs how long a frame takes each way */
  party(kind: Kind, user: string, latencyMs: number): Party {
    if (kind === 'real') {
      const address = `${this.#address}-${user}`;
      plugIn(address, this.hub, latencyMs);
      return new RealUser(`ws://${address}`, user);
    }
    const network = { carry: (_frame: unknown, deliver: () => void) => void setTimeout(deliver, latencyMs) };
    return new VirtualUser(
      { hub: memoryConnector(this.hub, network), clock: realClock, dialect: 'web' },
      user,
    );
  }

  close(): void {
    this.hub.close();
  }
}
