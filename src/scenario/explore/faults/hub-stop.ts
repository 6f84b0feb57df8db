import { hubStarts, hubStops } from '../../steps/faults.js';
import { EVERYTHING, HUB } from '../move.js';
import type { ExploredFault, Mend } from './fault.js';

export const hubStop: ExploredFault = {
  name: 'hub',
  about: 'the hub dies with all lines, and later comes back with what it has stored',
  moves(scene) {
    const { bench } = scene;
    if (scene.mends.some((mend) => mend.place === HUB)) return [];
    const common = { touches: [EVERYTHING], causes: [], settles: [] };
    const startsLater: Mend = {
      ...common,
      place: HUB,
      id: 'the hub starts again',
      fault: false,
      steps: () => ['the hub starts again'],
      make: () => hubStarts.run(bench, {} as never, {} as never),
    };
    return [
      {
        ...common,
        id: 'the hub stops',
        fault: true,
        steps: () => ['the hub stops'],
        make() {
          scene.mendLater(startsLater);
          return hubStops.run(bench, {} as never, {} as never);
        },
      },
    ];
  },
};
