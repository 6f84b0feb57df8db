import { hubStarts, hubStops } from '../../steps/faults.js';
import { EVERYTHING, HUB } from '../move.js';
import type { ExploredFault, Recovery } from './fault.js';

export const hubStop: ExploredFault = {
  name: 'hub',
  about: 'the hub dies with all lines, and later comes back with what it has stored',
  moves(scene) {
    const { testbed } = scene;
    if (scene.recoveries.some((recovery) => recovery.place === HUB)) return [];
    const common = { touches: [EVERYTHING], causes: [], settles: [] };
    const startsLater: Recovery = {
      ...common,
      place: HUB,
      id: 'the hub starts again',
      fault: false,
      steps: () => ['the hub starts again'],
      make: () => hubStarts.run(testbed, {} as never, {} as never),
    };
    return [
      {
        ...common,
        id: 'the hub stops',
        fault: true,
        steps: () => ['the hub stops'],
        make() {
          scene.recoverLater(startsLater);
          return hubStops.run(testbed, {} as never, {} as never);
        },
      },
    ];
  },
};
