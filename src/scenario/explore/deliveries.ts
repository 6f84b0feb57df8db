import type { HeldFrame } from '../../hub/network/faulty-network.js';
import { frameSubject } from '../../hub/network/frame-subject.js';
import type { Scene } from './faults/fault.js';
import { arrivalPlace, HUB, type Move } from './move.js';
import { deliverySentence } from './sentences.js';

/** Frames arrive: the next of each way, and two signals in one turn of the hub. */
export function deliveries(scene: Scene): Move[] {
  return [...scene.heads.map((held) => arrives(scene, held)), ...together(scene)];
}

function arrives({ testbed, causeOf }: Scene, held: HeldFrame): Move {
  return {
    id: held.id,
    touches: [arrivalPlace(held), held.channel],
    causes: causeOf(held),
    settles: [held.id],
    fault: false,
    steps: () => [deliverySentence(testbed, held)],
    make: () => testbed.local.network.release(held),
  };
}

/** Two signals reach the hub in one turn of its loop: it commits both before it answers either. */
function together({ testbed, heads, causeOf }: Scene): Move[] {
  const signals = heads.filter(
    ({ frame }) => frame.direction === 'up' && frameSubject(frame).inviteID !== '',
  );
  return signals.flatMap((first) =>
    signals
      .filter((second) => second !== first)
      .map((second) => ({
        id: `${first.id} with ${second.id}`,
        touches: [HUB, first.channel, second.channel],
        causes: [...causeOf(first), ...causeOf(second)],
        settles: [first.id, second.id],
        fault: false,
        steps: () => [
          { 'at the same time': [deliverySentence(testbed, first), deliverySentence(testbed, second)] },
        ],
        make: () => {
          testbed.local.network.release(first);
          testbed.local.network.release(second);
        },
      })),
  );
}
