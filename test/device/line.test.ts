import { expect, test } from 'vitest';
import { Line } from '../../src/device/line.js';
import { SigError } from '../../src/im/sig-error.js';
import { VirtualClock } from '../../src/runtime/virtual-clock.js';

test('a line that breaks before it is handed over fails its log-in, and nobody hears of a break', async () => {
  const heard: string[] = [];
  const line = new Line({
    clock: new VirtualClock(),
    credentials: { sdkAppID: 1, identifier: 'bob', platform: 'Android', device: 'phone' },
    connector: {
      async connect(_credentials, events) {
        events.onClose('the hub is gone');
        return { request: () => Promise.reject(new SigError(9508)), close() {} };
      },
    },
    events: {
      onPush() {},
      onBroken: (reason) => heard.push(reason),
      onRestored: () => heard.push('restored'),
      onEnded: () => heard.push('ended'),
    },
  });
  await expect(line.open()).rejects.toMatchObject({ code: 9508 });
  expect(heard).toEqual([]);
});
