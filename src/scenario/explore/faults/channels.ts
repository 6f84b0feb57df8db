import { devicePlace } from '../move.js';

/** The ways of a device's frames, as the network names them. */
export function channelsOf(testDevice: { user: string; device: string }): string[] {
  return [`${devicePlace(testDevice)} up`, `${devicePlace(testDevice)} down`];
}
