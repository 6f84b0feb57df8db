import { z } from 'zod';
import { faults } from '../../hub/network/faults/index.js';
import type { FrameFilter } from '../../hub/network/faulty-network.js';
import type { Subject } from '../../hub/network/frame-subject.js';
import type { Bench } from '../bench/bench.js';
import type { DeviceName } from '../format/phrase.js';
import { deed } from './define.js';
import { duration } from './options.js';

const SETTINGS = {
  latency: faults.latency.setting.optional().describe(faults.latency.about),
  loss: faults.loss.setting.optional().describe(faults.loss.about),
  duplication: faults.duplication.setting.optional().describe(faults.duplication.about),
  reordering: faults.reordering.setting.optional().describe(faults.reordering.about),
  partition: faults.partition.setting.optional().describe(faults.partition.about),
  direction: z.enum(['up', 'down']).optional().describe('only frames to the hub (up), or from it (down)'),
};

type Settings = z.output<z.ZodObject<typeof SETTINGS>>;

export const networkOfAll = deed({
  say: ['the network has'],
  about: 'makes the network of every device bad',
  options: SETTINGS,
  run: (bench, _words, settings) => addRule(bench, {}, settings),
});

export const networkOfOne = deed({
  say: ["{who:device}'s network has"],
  about: 'makes the network of one user or device bad',
  options: SETTINGS,
  run: (bench, { who }, settings) => addRule(bench, filterOf(who), settings),
});

export const networkIsFine = deed({
  say: ['the network is fine'],
  about: 'takes all faults off the network',
  options: {},
  run(bench) {
    bench.local.network.clear();
    note(bench, 'network is fine', {});
  },
});

export const networkOfOneIsFine = deed({
  say: ["{who:device}'s network is fine"],
  about: "takes the faults off one user's network, and restores its line",
  options: {},
  run(bench, { who }) {
    bench.local.network.clear(filterOf(who));
    bench.local.restoreLine(who.user, who.device);
    note(bench, 'network is fine', { ...filterOf(who) });
  },
});

export const isCutOff = deed({
  say: ['{who:device} is cut off'],
  about: 'breaks the line: both sides notice, and none comes up again until the network is fine',
  options: { silently: z.boolean().optional().describe('nobody notices: whatever is sent is lost') },
  run(bench, { who }, { silently = false }) {
    if (silently) addRule(bench, filterOf(who), { partition: true });
    else {
      bench.local.cutLine(who.user, who.device);
      note(bench, 'cut off', { ...filterOf(who) });
    }
  },
});

export const isConnectedAgain = deed({
  say: ['{who:device} is connected again'],
  about: 'ends what "is cut off" began; waits until the device is back',
  options: {},
  async run(bench, { who }) {
    bench.local.network.clear(filterOf(who));
    bench.local.restoreLine(who.user, who.device);
    note(bench, 'connected again', { ...filterOf(who) });
    await bench.pump.pass(0);
  },
});

/** What can be picked out on the network. */
export const SIGNALS: readonly string[] = [
  'invite',
  'cancel',
  'accept',
  'reject',
  'timeout',
  'modification',
  'message',
];

/** A single signal's fate; `to` means what the hub sends, `from` what the device does. */
function fate(
  verb: string,
  about: string,
  direction: 'to' | 'from',
  rule: (time: number) => Record<string, unknown>,
) {
  return deed({
    say: [`the next {signal:signal} ${direction} {who:device} ${verb}`],
    about,
    options: verb === 'is delayed' ? { time: duration } : {},
    ...(verb === 'is delayed' ? { bare: 'time' as never } : {}),
    run(bench, { signal, who }, options) {
      const filter: FrameFilter = {
        ...filterOf(who),
        subject: signal as Subject,
        direction: direction === 'to' ? 'down' : 'up',
        answer: false,
      };
      bench.local.network.add({
        filter,
        faults: rule((options as { time?: number }).time ?? 0),
        remaining: 1,
      });
    },
  });
}

export const nextIsLost = fate(
  'is lost',
  'loses one signal on its way to a device: invite, cancel, accept, reject, timeout, modification, message',
  'to',
  () => ({ loss: 1 }),
);
export const nextFromIsLost = fate('is lost', 'loses one signal on its way from a device', 'from', () => ({
  loss: 1,
}));
export const nextComesTwice = fate('comes twice', 'delivers one signal twice', 'to', () => ({
  duplication: 1,
}));
export const nextFromComesTwice = fate('comes twice', 'delivers one signal twice to the hub', 'from', () => ({
  duplication: 1,
}));
export const nextIsDelayed = fate(
  'is delayed',
  'holds one signal up, and what comes behind it on the same way',
  'to',
  (ms) => ({ latency: [ms, ms] }),
);
export const nextFromIsDelayed = fate(
  'is delayed',
  'holds one signal up on its way to the hub',
  'from',
  (ms) => ({ latency: [ms, ms] }),
);

export const nextAnswerIsLost = deed({
  say: ["the answer to {who:device}'s next {signal:signal} is lost"],
  about: 'the hub takes the signal, and the device does not learn that it has',
  options: {},
  run(bench, { who, signal }) {
    const filter: FrameFilter = { ...filterOf(who), subject: signal as Subject, answer: true };
    bench.local.network.add({ filter, faults: { loss: 1 }, remaining: 1 });
  },
});

function filterOf({ user, device }: DeviceName): FrameFilter {
  return device === undefined ? { user } : { user, device };
}

function addRule(bench: Bench, filter: FrameFilter, { direction, ...settings }: Settings): void {
  const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
  bench.local.network.add({
    filter: direction === undefined ? filter : { ...filter, direction },
    faults: given,
    remaining: Number.POSITIVE_INFINITY,
  });
  note(bench, 'network', { ...given, ...(direction === undefined ? {} : { direction }), ...filter });
}

/** What was done to the world stands in the trace. */
export function note(bench: Bench, name: string, args: Record<string, unknown>): void {
  const { user = '', device = '' } = args as { user?: string; device?: string };
  bench.trace.emit(user, device, { kind: 'fault', name, args });
}
