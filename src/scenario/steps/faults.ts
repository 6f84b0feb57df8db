import { z } from 'zod';
import { action } from './define.js';
import { note } from './network.js';
import { duration } from './options.js';

export const hubRestarts = action({
  phrases: ['the hub restarts'],
  about: 'the hub dies, all lines break, and it comes back with what it has stored',
  options: { after: duration.optional().describe('how long it is away; 1s if left out') },
  async run(testbed, _words, { after = 1000 }) {
    testbed.local.stopHub();
    note(testbed, 'hub stopped', {});
    await testbed.time.pass(after);
    testbed.local.startHub();
    note(testbed, 'hub started', {});
  },
});

export const hubStops = action({
  phrases: ['the hub stops'],
  about: 'the hub dies; all lines break',
  options: {},
  run(testbed) {
    testbed.local.stopHub();
    note(testbed, 'hub stopped', {});
  },
});

export const hubStarts = action({
  phrases: ['the hub starts again'],
  about: 'it comes back with what it has stored',
  options: {},
  run(testbed) {
    testbed.local.startHub();
    note(testbed, 'hub started', {});
  },
});

export const crashes = action({
  phrases: ['{who:device} crashes'],
  about: "the app's process dies, on one device or on all of a user's; a native SDK's database stays",
  options: {},
  run(testbed, { who }) {
    for (const testDevice of testbed.devicesNamed(who)) {
      testDevice.crash();
      note(testbed, 'crash', { user: testDevice.user, device: testDevice.device });
    }
  },
});

export const startsAgain = action({
  phrases: ['{who:device} starts again'],
  about: 'after a crash: the app starts and logs in',
  options: { 'log in': z.boolean().optional().describe('false: it only starts') },
  async run(testbed, { who }, { 'log in': login = true }) {
    for (const testDevice of testbed.devicesNamed(who)) {
      testDevice.start();
      note(testbed, 'start', { user: testDevice.user, device: testDevice.device });
      if (login) await testbed.finish(testDevice.sdk.login(testDevice.user));
    }
  },
});

export const clockIsAhead = action({
  phrases: ["{who:device}'s clock is ahead by"],
  about: "sets a device's own clock",
  options: { time: duration },
  shorthand: 'time',
  run(testbed, { who }, { time }) {
    for (const testDevice of testbed.devicesNamed(who)) testDevice.clockOffset = time;
    note(testbed, 'clock', { ...who, aheadMs: time });
  },
});

export const clockIsBehind = action({
  phrases: ["{who:device}'s clock is behind by"],
  about: "sets a device's own clock",
  options: { time: duration },
  shorthand: 'time',
  run(testbed, { who }, { time }) {
    for (const testDevice of testbed.devicesNamed(who)) testDevice.clockOffset = -time;
    note(testbed, 'clock', { ...who, aheadMs: -time });
  },
});

export const clockIsRight = action({
  phrases: ["{who:device}'s clock is right"],
  about: "sets a device's own clock to the hub's",
  options: {},
  run(testbed, { who }) {
    for (const testDevice of testbed.devicesNamed(who)) testDevice.clockOffset = 0;
    note(testbed, 'clock', { ...who, aheadMs: 0 });
  },
});
