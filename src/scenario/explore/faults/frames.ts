import { arrivalPlace } from '../move.js';
import { deliverySentence } from '../sentences.js';
import { BOUND, type ExploredFault } from './fault.js';

/** A fault of the next frame on a way, that arrives `copies` times. */
export function frameFault(name: 'lost' | 'twice', about: string, copies: 0 | 2): ExploredFault {
  return {
    name,
    about,
    moves: ({ testbed, heads, causeOf }) =>
      heads.map((held) => ({
        id: `${name} ${held.id}`,
        touches: [BOUND, held.channel, ...(copies === 0 ? [] : [arrivalPlace(held)])],
        causes: causeOf(held),
        settles: [held.id],
        fault: true,
        steps: () => [{ [deliverySentence(testbed, held)]: { [name]: true } }],
        make: () => testbed.local.network.release(held, copies),
      })),
  };
}
