import type { Clock } from '../../runtime/clock.js';

/** Pushes to devices in this process are delivered with the answer; what the devices make of them comes a turn later. */
export async function devicesHaveHeard(clock: Clock): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise<void>((resolve) => clock.setTimer(0, resolve));
}
