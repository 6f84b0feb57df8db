import { crashes, startsAgain } from '../../steps/faults.js';
import type { TestDevice } from '../../testbed/test-device.js';
import { devicePlace, HUB, type Move } from '../move.js';
import { spokenName } from '../sentences.js';
import { channelsOf } from './channels.js';
import { BOUND, type ExploredFault, type Recovery, type Scene } from './fault.js';

export const crash: ExploredFault = {
  name: 'crash',
  about: 'an app dies, and later starts again and logs in',
  moves: (scene) =>
    scene.testbed.devices
      .filter((testDevice) => testDevice.online)
      .map((testDevice) => dies(scene, testDevice)),
};

function dies(scene: Scene, testDevice: TestDevice): Move {
  const { testbed } = scene;
  const { user, device } = testDevice;
  const name = spokenName(testbed, testDevice);
  const touches = [devicePlace(testDevice), HUB, ...channelsOf(testDevice)];
  const startsLater: Recovery = {
    place: devicePlace(testDevice),
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
      await startsAgain.run(testbed, { who: { user, device } } as never, { 'log in': false } as never);
      testbed.start({ actor: testDevice, method: 'login', outcome: testDevice.sdk.login(user) });
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
      scene.recoverLater(startsLater);
      return crashes.run(testbed, { who: { user, device } } as never, {} as never);
    },
  };
}
