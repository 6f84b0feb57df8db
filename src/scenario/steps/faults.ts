import { z } from 'zod';
import { deed } from './define.js';
import { note } from './network.js';
import { duration } from './options.js';

export const hubRestarts = deed({
  say: ['the hub restarts'],
  about: 'the hub dies, all lines break, and it comes back with what it has stored',
  options: { after: duration.optional().describe('how long it is away; 1s if left out') },
  async run(bench, _words, { after = 1000 }) {
    bench.local.stopHub();
    note(bench, 'hub stopped', {});
    await bench.pump.pass(after);
    bench.local.startHub();
    note(bench, 'hub started', {});
  },
});

export const hubStops = deed({
  say: ['the hub stops'],
  about: 'the hub dies; all lines break',
  options: {},
  run(bench) {
    bench.local.stopHub();
    note(bench, 'hub stopped', {});
  },
});

export const hubStarts = deed({
  say: ['the hub starts again'],
  about: 'it comes back with what it has stored',
  options: {},
  run(bench) {
    bench.local.startHub();
    note(bench, 'hub started', {});
  },
});

export const crashes = deed({
  say: ['{who:device} crashes'],
  about: "the app's process dies, on one device or on all of a user's; a native SDK's database stays",
  options: {},
  run(bench, { who }) {
    for (const seat of bench.devices(who)) {
      seat.crash();
      note(bench, 'crash', { user: seat.user, device: seat.device });
    }
  },
});

export const startsAgain = deed({
  say: ['{who:device} starts again'],
  about: 'after a crash: the app starts and logs in',
  options: { 'log in': z.boolean().optional().describe('false: it only starts') },
  async run(bench, { who }, { 'log in': login = true }) {
    for (const seat of bench.devices(who)) {
      seat.start();
      note(bench, 'start', { user: seat.user, device: seat.device });
      if (login) await bench.finish(seat.sdk.login(seat.user));
    }
  },
});

export const clockIsAhead = deed({
  say: ["{who:device}'s clock is ahead by"],
  about: "sets a device's own clock",
  options: { time: duration },
  bare: 'time',
  run(bench, { who }, { time }) {
    for (const seat of bench.devices(who)) seat.clockOffset = time;
    note(bench, 'clock', { ...who, aheadMs: time });
  },
});

export const clockIsBehind = deed({
  say: ["{who:device}'s clock is behind by"],
  about: "sets a device's own clock",
  options: { time: duration },
  bare: 'time',
  run(bench, { who }, { time }) {
    for (const seat of bench.devices(who)) seat.clockOffset = -time;
    note(bench, 'clock', { ...who, aheadMs: -time });
  },
});

export const clockIsRight = deed({
  say: ["{who:device}'s clock is right"],
  about: "sets a device's own clock to the hub's",
  options: {},
  run(bench, { who }) {
    for (const seat of bench.devices(who)) seat.clockOffset = 0;
    note(bench, 'clock', { ...who, aheadMs: 0 });
  },
});
