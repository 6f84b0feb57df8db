import { chance, fault } from '../fault.js';
import { probability } from '../settings.js';

const LONGEST_HOLD_MS = 500;

/** Frames are overtaken by later ones: held up for up to half a second, while those behind go on. */
export const reordering = fault({
  name: 'reordering',
  about: 'the chance that later frames overtake one: 10%',
  setting: probability,
  strike(passage, probability, entropy) {
    if (passage.arrivals.length === 0 || !chance(probability, entropy)) return;
    const ms = 1 + (entropy.uint32() % LONGEST_HOLD_MS);
    passage.arrivals = passage.arrivals.map((at) => at + ms);
    passage.inOrder = false;
    if (passage.fate === 'delivered') passage.fate = 'delayed';
  },
});
