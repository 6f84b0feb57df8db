import { chance, fault } from '../fault.js';
import { probability } from '../settings.js';

/** Frames arrive twice. */
export const duplication = fault({
  name: 'duplication',
  about: 'the chance that a frame arrives twice: 10%',
  setting: probability,
  strike(passage, probability, entropy) {
    if (passage.arrivals.length === 0 || !chance(probability, entropy)) return;
    passage.arrivals = passage.arrivals.flatMap((at) => [at, at]);
    passage.fate = 'duplicated';
  },
});
