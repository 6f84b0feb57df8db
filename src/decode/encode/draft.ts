import type { SignalingInfo } from '../../signaling/signaling-info.js';

/** A message with a signal in it, before it has a form. */
export interface Draft {
  info: SignalingInfo;
  /** The signal as the text that goes into a custom element. */
  data: string;
  from: string;
  /** '' in groups. */
  to: string;
  /** '' for C2C. */
  group: string;
  /** Unix seconds. */
  time: number;
  seq: number;
  random: number;
  onlineOnly: boolean;
  desc: string;
  ext: string;
  cloudCustomData: string;
  push: { title: string; desc: string; ext: string };
}
