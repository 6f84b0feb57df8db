import { seatPlace } from '../move.js';

/** The ways of a device's frames, as the network names them. */
export function waysOf(seat: { user: string; device: string }): string[] {
  return [`${seatPlace(seat)} up`, `${seatPlace(seat)} down`];
}
