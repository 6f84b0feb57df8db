import type { Seat } from '../../bench/seat.js';
import { isConnectedAgain, isCutOff } from '../../steps/network.js';
import { HUB, type Move, seatPlace } from '../move.js';
import { spokenName } from '../sentences.js';
import { BOUND, type ExploredFault, type Mend, type Scene } from './fault.js';
import { waysOf } from './ways.js';

export const cut: ExploredFault = {
  name: 'cut',
  about: "a device's line breaks, and is later there again",
  moves: (scene) =>
    scene.bench.seats
      .filter((seat) => seat.online && !scene.mends.some((mend) => mend.place === seatPlace(seat)))
      .map((seat) => breaks(scene, seat)),
};

function breaks(scene: Scene, seat: Seat): Move {
  const { bench } = scene;
  const { user, device } = seat;
  const name = spokenName(bench, seat);
  const touches = [seatPlace(seat), HUB, ...waysOf(seat)];
  const words = { who: { user, device } } as never;
  const connectsLater: Mend = {
    place: seatPlace(seat),
    id: `${name} is connected again`,
    touches,
    causes: [],
    settles: [],
    fault: false,
    steps: () => [`${name} is connected again`],
    make: () => void isConnectedAgain.run(bench, words, {} as never),
  };
  return {
    id: `${name} is cut off`,
    touches: [BOUND, ...touches],
    causes: [],
    settles: [],
    fault: true,
    steps: () => [`${name} is cut off`],
    make() {
      scene.mendLater(connectsLater);
      return isCutOff.run(bench, words, { silently: false } as never);
    },
  };
}
