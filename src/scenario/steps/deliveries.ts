import { z } from 'zod';
import type { HeldFrame } from '../../hub/network/faulty-network.js';
import { type FrameSubject, frameSubject } from '../../hub/network/frame-subject.js';
import type { Bench } from '../bench/bench.js';
import { StepFailure } from '../bench/failure.js';
import type { DeviceName } from '../format/phrase.js';
import { deed } from './define.js';
import { note } from './network.js';

/** Steps that say in which order what is on its way arrives: an order that the explorer found, played again. */
export const holds = deed({
  say: ['the network holds everything'],
  about: 'from here on nothing arrives until a step says so',
  options: {},
  run(bench) {
    bench.local.network.hold();
    note(bench, 'network holds everything', {});
  },
});

export const letsGo = deed({
  say: ['the network lets everything go'],
  about: 'what is held arrives, first sent first, and nothing is held any more',
  options: {},
  async run(bench) {
    note(bench, 'network lets everything go', {});
    bench.local.network.unhold();
    await bench.pump.pass(0);
  },
});

const COPIES = {
  lost: z.boolean().optional().describe('it never arrives'),
  twice: z.boolean().optional().describe('it arrives two times'),
};

export const reachesHub = deed({
  say: ["{who:device}'s {signal:signal} reaches the hub"],
  about: 'delivers a held signal, or another request of this device (request), to the hub',
  options: COPIES,
  run: (bench, { who, signal }, copies) => release(bench, who, 'up', signal, false, copies),
});

export const reachesDevice = deed({
  say: ['the {signal:signal} reaches {who:device}'],
  about: 'delivers a held signal to a device',
  options: COPIES,
  run: (bench, { who, signal }, copies) => release(bench, who, 'down', signal, false, copies),
});

export const answerReaches = deed({
  say: ['the answer to its {signal:signal} reaches {who:device}'],
  about: "delivers the hub's held answer to a device's own signal, or to another request (request)",
  options: COPIES,
  run: (bench, { who, signal }, copies) => release(bench, who, 'down', signal, true, copies),
});

/** What a step calls a frame: its signal, or `request` for anything else. */
export function frameWord({ subject }: FrameSubject): string {
  return subject === 'other' ? 'request' : subject;
}

async function release(
  bench: Bench,
  who: DeviceName,
  direction: 'up' | 'down',
  signal: string,
  answer: boolean,
  { lost, twice }: { lost?: boolean | undefined; twice?: boolean | undefined },
): Promise<void> {
  const seat = bench.actor(who);
  const { network } = bench.local;
  const own = ({ frame }: HeldFrame) =>
    frame.user === seat.user && frame.device === seat.device && frame.direction === direction;
  await bench.pump.wait(() => false, 0);
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
      `${what} on its way ${direction === 'up' ? 'from' : 'to'} ${seat.name}`,
      waiting.length > 0 ? `on this way: ${waiting.join(', ')}` : 'nothing is on this way',
    );
  }
  network.release(held, lost ? 0 : twice ? 2 : 1);
  await bench.pump.wait(() => false, 0);
}
