import { expect, test } from 'vitest';
import { ReconnectingConnection } from '../../src/device/reconnecting-connection.js';
import type { Connection, ConnectionEvents } from '../../src/hub/core/connection.js';
import { SigError } from '../../src/im/sig-error.js';
import { VirtualClock } from '../../src/runtime/virtual-clock.js';

const credentials = { sdkAppID: 1, identifier: 'bob', platform: 'Android', device: 'phone' };

test('a connection that breaks before it is handed over fails its log-in, and nobody hears of a break', async () => {
  const heard: string[] = [];
  const connection = new ReconnectingConnection({
    clock: new VirtualClock(),
    credentials: { ...credentials },
    connector: {
      async connect(_credentials, events) {
        events.onClose('the hub is gone');
        return { request: () => Promise.reject(new SigError(9508)), close() {} };
      },
    },
    listener: {
      onPush() {},
      onBroken: (reason) => heard.push(reason),
      onRestored: () => heard.push('restored'),
      onEnded: () => heard.push('ended'),
    },
  });
  await expect(connection.open()).rejects.toMatchObject({ code: 9508 });
  expect(heard).toEqual([]);
});

test('it tries again after 1 s, 2 s, 4 s ... 30 s, and after 1 s again once it has stood', async () => {
  const clock = new VirtualClock();
  const attempts: number[] = [];
  let reachable = true;
  let events: ConnectionEvents | undefined;
  const standing: Connection = {
    request: async () => ({ ErrorCode: 0, ErrorInfo: '', A2Key: 'a2' }) as never,
    close() {},
  };
  const connection = new ReconnectingConnection({
    ...{ clock, credentials: { ...credentials } },
    connector: {
      async connect(_credentials, given) {
        attempts.push(clock.now());
        if (!reachable) throw new SigError(9508);
        events = given;
        return standing;
      },
    },
    listener: { onPush() {}, onBroken() {}, onRestored() {}, onEnded() {} },
  });
  await connection.open();

  const waits = async (seconds: number) => {
    const before = clock.now();
    attempts.length = 0;
    events!.onClose('cut');
    await clock.advance(seconds * 1000);
    return attempts.map((at, index) => (at - (attempts[index - 1] ?? before)) / 1000);
  };
  reachable = false;
  expect(await waits(94)).toEqual([1, 2, 4, 8, 16, 30, 30]);
  reachable = true;
  await clock.advance(30_000);
  expect(await waits(10)).toEqual([1]);
  reachable = false;
  expect(await waits(8)).toEqual([1, 2, 4]);
});
