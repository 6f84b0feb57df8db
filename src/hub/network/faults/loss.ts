import { chance, fault } from '../fault.js';
import { probability } from '../settings.js';

/** Frames get lost: no one is told. */
export const loss = fault({
  name: 'loss',
  about: 'the chance that a frame is lost: 10%',
  setting: probability,
  strike(passage, probability, entropy) {
    if (!chance(probability, entropy)) return;
    passage.arrivals = [];
    passage.fate = 'lost';
  },
});
