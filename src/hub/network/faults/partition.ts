import { z } from 'zod';
import { fault } from '../fault.js';

/** Nothing gets through, and neither side is told. */
export const partition = fault({
  name: 'partition',
  about: 'whether nothing gets through at all',
  setting: z.boolean(),
  strike(passage, cut) {
    if (!cut) return;
    passage.arrivals = [];
    passage.fate = 'lost';
  },
});
