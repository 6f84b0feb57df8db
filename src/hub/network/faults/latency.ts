import { fault } from '../fault.js';
import { delay } from '../settings.js';

/** Frames take time; order is kept. */
export const latency = fault({
  name: 'latency',
  about: 'how long a frame takes: 200ms, or 50ms..2s',
  setting: delay,
  strike(passage, [least, most], entropy) {
    const ms = least + Math.round((most - least) * (entropy.uint32() / 2 ** 32));
    passage.arrivals = passage.arrivals.map((at) => at + ms);
    if (passage.fate === 'delivered' && ms > 0) passage.fate = 'delayed';
  },
});
