import { crash } from './crash.js';
import { cut } from './cut.js';
import type { ExploredFault } from './fault.js';
import { hubStop } from './hub-stop.js';
import { late } from './late.js';
import { lost } from './lost.js';
import { twice } from './twice.js';

/** Every fault the explorer knows, in the order in which it tries them. */
export const exploredFaults: readonly ExploredFault[] = [lost, twice, late, cut, crash, hubStop];

export const faultNames: readonly string[] = exploredFaults.map((each) => each.name);
