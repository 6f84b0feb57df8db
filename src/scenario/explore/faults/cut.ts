import { connectAgain, isCutOff } from '../../steps/network.js';
import type { TestDevice } from '../../testbed/test-device.js';
import { devicePlace, HUB, type Move } from '../move.js';
import { spokenName } from '../sentences.js';
import { channelsOf } from './channels.js';
import { BOUND, type ExploredFault, type Recovery, type Scene } from './fault.js';

export const cut: ExploredFault = {
  name: 'cut',
  about: "a device's line breaks, and is later there again",
  moves: (scene) =>
    scene.testbed.devices
      .filter(
        (testDevice) =>
          testDevice.online &&
          !scene.recoveries.some((recovery) => recovery.place === devicePlace(testDevice)),
      )
      .map((testDevice) => breaks(scene, testDevice)),
};

function breaks(scene: Scene, testDevice: TestDevice): Move {
  const { testbed } = scene;
  const { user, device } = testDevice;
  const name = spokenName(testbed, testDevice);
  const touches = [devicePlace(testDevice), HUB, ...channelsOf(testDevice)];
  const words = { who: { user, device } } as never;
  const connectsLater: Recovery = {
    place: devicePlace(testDevice),
    id: `${name} is connected again`,
    touches,
    causes: [],
    settles: [],
    fault: false,
    steps: () => [`${name} is connected again`],
    make: () => connectAgain(testbed, { user, device }),
  };
  return {
    id: `${name} is cut off`,
    touches: [BOUND, ...touches],
    causes: [],
    settles: [],
    fault: true,
    steps: () => [`${name} is cut off`],
    make() {
      scene.recoverLater(connectsLater);
      return isCutOff.run(testbed, words, { silently: false } as never);
    },
  };
}
