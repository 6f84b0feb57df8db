import { z } from 'zod';
import { formatDuration } from '../format/duration.js';
import { StepFailure } from '../testbed/step-failure.js';
import type { TestDevice } from '../testbed/test-device.js';
import type { Testbed } from '../testbed/testbed.js';
import { action } from './define.js';
import { describe } from './heard.js';
import { duration } from './options.js';

export const after = action({
  phrases: ['after'],
  about: 'lets time pass',
  options: { time: duration },
  shorthand: 'time',
  run: (testbed, _words, { time }) => testbed.time.pass(time),
});

export const nothingElse = action({
  phrases: ['nothing else happens', 'nothing else happens for'],
  about: 'lets time pass; nothing that no step expects may have come to any device by then',
  options: { for: duration.optional().describe('0s if left out') },
  shorthand: 'for',
  run: (testbed, _words, options) => quiet(testbed, testbed.devices, options.for ?? 0, 'anybody'),
});

export const nothingElseFor = action({
  phrases: ['nothing else happens to {who:device}', 'nothing else happens to {who:device} for'],
  about: 'the same for one user or device',
  options: { for: duration.optional().describe('0s if left out') },
  shorthand: 'for',
  run: (testbed, { who }, options) => quiet(testbed, testbed.devicesNamed(who), options.for ?? 0, who.user),
});

export async function quiet(
  testbed: Testbed,
  testDevices: readonly TestDevice[],
  ms: number,
  whom: string,
): Promise<void> {
  await testbed.time.pass(ms);
  const seen = testDevices.flatMap((testDevice) =>
    testDevice.heard
      .filter((each) => !each.claimed && !each.quiet)
      .map((each) => describe(testbed, testDevice, each)),
  );
  if (seen.length === 0) return;
  const time = ms > 0 ? ` for ${formatDuration(ms)}` : '';
  throw new StepFailure(`nothing else happens to ${whom}${time}`, seen.join('\n'));
}

export const remember = action({
  phrases: ['remember'],
  about: 'names for values; <name> stands for the value from here on',
  options: { values: z.record(z.string(), z.unknown()) },
  shorthand: 'values',
  run(testbed, _words, { values }) {
    for (const [name, value] of Object.entries(values)) testbed.kept.set(name, value);
  },
});
