import type { Seat } from '../../bench/seat.js';
import { crashes, startsAgain } from '../../steps/faults.js';
import { HUB, type Move, seatPlace } from '../move.js';
import { spokenName } from '../sentences.js';
import { BOUND, type ExploredFault, type Mend, type Scene } from './fault.js';
import { waysOf } from './ways.js';

export const crash: ExploredFault = {
  name: 'crash',
  about: 'an app dies, and later starts again and logs in',
  moves: (scene) => scene.bench.seats.filter((seat) => seat.online).map((seat) => dies(scene, seat)),
};

function dies(scene: Scene, seat: Seat): Move {
  const { bench } = scene;
  const { user, device } = seat;
  const name = spokenName(bench, seat);
  const touches = [seatPlace(seat), HUB, ...waysOf(seat)];
  const startsLater: Mend = {
    place: seatPlace(seat),
    id: `${name} starts again`,
    touches,
    causes: [],
    settles: [],
    fault: false,
    steps: () => [
      { [`${name} starts again`]: { 'log in': false } },
      { [`${name} logs in without waiting`]: { 'may fail': true } },
    ],
    async make() {
      await startsAgain.run(bench, { who: { user, device } } as never, { 'log in': false } as never);
      bench.start({ seat, method: 'login', outcome: seat.sdk.login(user) });
    },
  };
  return {
    id: `${name} crashes`,
    touches: [BOUND, ...touches],
    causes: [],
    settles: [],
    fault: true,
    steps: () => [`${name} crashes`],
    make() {
      scene.mendLater(startsLater);
      return crashes.run(bench, { who: { user, device } } as never, {} as never);
    },
  };
}
