import { z } from 'zod';
import type { HeldFrame } from '../../hub/network/faulty-network.js';
import { type FrameSubject, frameSubject } from '../../hub/network/frame-subject.js';
import type { DeviceName } from '../format/phrase.js';
import { StepFailure } from '../testbed/step-failure.js';
import type { Testbed } from '../testbed/testbed.js';
import { action } from './define.js';
import { note } from './network.js';

/** Steps that say in which order what is on its way arrives: an order that the explorer found, played again. */
export const holds = action({
  phrases: ['the network holds everything'],
  about: 'from here on nothing arrives until a step says so',
  options: {},
  run(testbed) {
    testbed.local.network.hold();
    note(testbed, 'network holds everything', {});
  },
});

export const letsGo = action({
  phrases: ['the network lets everything go'],
  about: 'what is held arrives, first sent first, and nothing is held any more',
  options: {},
  async run(testbed) {
    note(testbed, 'network lets everything go', {});
    testbed.local.network.unhold();
    await testbed.time.pass(0);
  },
});

const COPIES = {
  lost: z.boolean().optional().describe('it never arrives'),
  twice: z.boolean().optional().describe('it arrives two times'),
};

export const reachesHub = action({
  phrases: ["{who:device}'s {signal:signal} reaches the hub"],
  about: 'delivers a held signal, or another request of this device (request), to the hub',
  options: COPIES,
  run: (testbed, { who, signal }, copies) => release(testbed, who, 'up', signal, false, copies),
});

export const reachesDevice = action({
  phrases: ['the {signal:signal} reaches {who:device}'],
  about: 'delivers a held signal to a device',
  options: COPIES,
  run: (testbed, { who, signal }, copies) => release(testbed, who, 'down', signal, false, copies),
});

export const answerReaches = action({
  phrases: ['the answer to its {signal:signal} reaches {who:device}'],
  about: "delivers the hub's held answer to a device's own signal, or to another request (request)",
  options: COPIES,
  run: (testbed, { who, signal }, copies) => release(testbed, who, 'down', signal, true, copies),
});

/** What a step calls a frame: its signal, or `request` for anything else. */
export function frameWord({ subject }: FrameSubject): string {
  return subject === 'other' ? 'request' : subject;
}

async function release(
  testbed: Testbed,
  who: DeviceName,
  direction: 'up' | 'down',
  signal: string,
  answer: boolean,
  { lost, twice }: { lost?: boolean | undefined; twice?: boolean | undefined },
): Promise<void> {
  const actor = testbed.actor(who);
  const { network } = testbed.local;
  const own = ({ frame }: HeldFrame) =>
    frame.user === actor.user && frame.device === actor.device && frame.direction === direction;
  await testbed.time.wait(() => false, 0);
  const held = network.held.find((each) => {
    const subject = frameSubject(each.frame);
    return own(each) && subject.answer === answer && frameWord(subject) === signal;
  });
  if (!held) {
    const what = answer ? `the answer to its ${signal}` : `the ${signal}`;
    const waiting = network.held.filter(own).map(({ frame }) => {
      const subject = frameSubject(frame);
      return subject.answer ? `the answer to its ${frameWord(subject)}` : `the ${frameWord(subject)}`;
    });
    throw new StepFailure(
      `${what} on its way ${direction === 'up' ? 'from' : 'to'} ${actor.name}`,
      waiting.length > 0 ? `on this way: ${waiting.join(', ')}` : 'nothing is on this way',
    );
  }
  if (answer && !lost) {
    testbed.answers.push({
      after: testbed.events.at(-1)?.seq ?? 0,
      at: testbed.clock.now(),
      user: actor.user,
      device: actor.device,
      label: `answer to its ${signal}`,
    });
  }
  network.release(held, lost ? 0 : twice ? 2 : 1);
  await testbed.time.wait(() => false, 0);
}
