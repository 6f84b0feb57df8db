import { z } from 'zod';
import { faults } from '../../hub/network/faults/index.js';
import type { FrameFilter } from '../../hub/network/faulty-network.js';
import type { Subject } from '../../hub/network/frame-subject.js';
import { formatDuration } from '../format/duration.js';
import type { DeviceName } from '../format/phrase.js';
import { StepFailure } from '../testbed/step-failure.js';
import type { Testbed } from '../testbed/testbed.js';
import { action } from './define.js';
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

export const networkOfAll = action({
  phrases: ['the network has'],
  about: 'makes the network of every device bad',
  options: SETTINGS,
  run: (testbed, _words, settings) => addRule(testbed, {}, settings),
});

export const networkOfOne = action({
  phrases: ["{who:device}'s network has"],
  about: 'makes the network of one user or device bad',
  options: SETTINGS,
  run: (testbed, { who }, settings) => addRule(testbed, filterOf(who), settings),
});

export const networkIsFine = action({
  phrases: ['the network is fine'],
  about: 'takes all faults off the network',
  options: {},
  run(testbed) {
    testbed.local.network.clear();
    note(testbed, 'network is fine', {});
  },
});

export const networkOfOneIsFine = action({
  phrases: ["{who:device}'s network is fine"],
  about: "takes the faults off one user's network, and restores its line",
  options: {},
  run(testbed, { who }) {
    testbed.local.network.clear(filterOf(who));
    testbed.local.restoreLine(who.user, who.device);
    note(testbed, 'network is fine', { ...filterOf(who) });
  },
});

export const isCutOff = action({
  phrases: ['{who:device} is cut off'],
  about: 'breaks the line: both sides notice, and none comes up again until the network is fine',
  options: { silently: z.boolean().optional().describe('nobody notices: whatever is sent is lost') },
  run(testbed, { who }, { silently = false }) {
    if (silently) addRule(testbed, filterOf(who), { partition: true });
    else {
      testbed.local.cutLine(who.user, who.device);
      note(testbed, 'cut off', { ...filterOf(who) });
    }
  },
});

export const isConnectedAgain = action({
  phrases: ['{who:device} is connected again'],
  about: 'ends what "is cut off" began; waits until the device is back',
  options: {},
  async run(testbed, { who }) {
    connectAgain(testbed, who);
    await testbed.time.pass(0);
    // What is held arrives by steps of its own, and a hub that is down lets nobody in.
    if (testbed.local.network.isHolding || testbed.local.isDown) return;
    const away = () => testbed.devicesNamed(who).filter((each) => !each.lineIsUp);
    if (await testbed.time.wait(() => away().length === 0, LONGEST_RECONNECT_MS)) return;
    throw new StepFailure(
      `${who.user} is connected again within ${formatDuration(LONGEST_RECONNECT_MS)}`,
      away()
        .map(({ name }) => `${name} is still trying to connect`)
        .join('\n'),
    );
  },
});

/** Longer than any pause between two attempts to connect. */
const LONGEST_RECONNECT_MS = 120_000;

/** Ends what "is cut off" began; the device is back once its next attempt has gone through. */
export function connectAgain(testbed: Testbed, who: DeviceName): void {
  testbed.local.network.clear(filterOf(who));
  testbed.local.restoreLine(who.user, who.device);
  note(testbed, 'connected again', { ...filterOf(who) });
}

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
  return action({
    phrases: [`the next {signal:signal} ${direction} {who:device} ${verb}`],
    about,
    options: verb === 'is delayed' ? { time: duration } : {},
    ...(verb === 'is delayed' ? { shorthand: 'time' as never } : {}),
    run(testbed, { signal, who }, options) {
      const filter: FrameFilter = {
        ...filterOf(who),
        subject: signal as Subject,
        direction: direction === 'to' ? 'down' : 'up',
        answer: false,
      };
      testbed.local.network.add({
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

export const nextAnswerIsLost = action({
  phrases: ["the answer to {who:device}'s next {signal:signal} is lost"],
  about: 'the hub takes the signal, and the device does not learn that it has',
  options: {},
  run(testbed, { who, signal }) {
    const filter: FrameFilter = { ...filterOf(who), subject: signal as Subject, answer: true };
    testbed.local.network.add({ filter, faults: { loss: 1 }, remaining: 1 });
  },
});

function filterOf({ user, device }: DeviceName): FrameFilter {
  return device === undefined ? { user } : { user, device };
}

function addRule(testbed: Testbed, filter: FrameFilter, { direction, ...settings }: Settings): void {
  const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
  testbed.local.network.add({
    filter: direction === undefined ? filter : { ...filter, direction },
    faults: given,
    remaining: Number.POSITIVE_INFINITY,
  });
  note(testbed, 'network', { ...given, ...(direction === undefined ? {} : { direction }), ...filter });
}

/** What was done to the world stands in the trace. */
export function note(testbed: Testbed, name: string, args: Record<string, unknown>): void {
  const { user = '', device = '' } = args as { user?: string; device?: string };
  testbed.trace.emit(user, device, { kind: 'fault', name, args });
}
