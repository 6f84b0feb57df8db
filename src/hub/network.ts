/** A frame on its way between a device and the hub. */
export interface Frame {
  user: string;
  device: string;
  direction: 'up' | 'down';
  command: string;
  body: unknown;
  /** The request that this one answers. */
  request?: Frame;
}

/** What lies between a device and the hub: decides when, whether and how often a frame arrives. */
export interface Network {
  /** @param alive whether the line still stands that the frame goes over; without it a frame can't arrive any more */
  carry(frame: Frame, deliver: () => void, alive: () => boolean): void;
}

/** Everything arrives at once. */
export const PERFECT_NETWORK: Network = { carry: (_frame, deliver) => deliver() };
