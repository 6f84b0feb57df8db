import type { Entropy } from '../runtime/entropy.js';
import type { SignalingInfo } from './signaling-info.js';

export type DialectName = 'native' | 'web' | 'tsignaling';

/** A message reduced to what decides whether it is a signal, whatever form it came in. */
export interface MessageView {
  elements: ElementView[];
  cloudCustomData: string;
}

export interface ElementView {
  custom: boolean;
  /** The custom element's data as it stands; undefined where it is absent or no text. */
  data: string | undefined;
}

/** How one SDK takes one message. `why` is a short clause for a person. */
export type Reading =
  | { signal: true; info: SignalingInfo; why: string }
  | { signal: false; info: null; why: string }
  | { signal: 'throws'; info: null; why: string };

/** What sets one SDK's signaling apart from another's. Data and pure functions only. */
export interface Dialect {
  readonly name: DialectName;
  /** The SDK and version whose behaviour this is. */
  readonly of: string;
  newInviteID(entropy: Entropy): string;
  /** getSignallingInfo of this SDK. */
  read(message: MessageView): Reading;
  /** How long after `timeout` the inviter's own timer fires, in milliseconds. */
  readonly inviterGraceMs: number;
  /** Whether timers tick in whole seconds. */
  readonly wholeSeconds: boolean;
  /** Code for cancelling an invitation that is unknown or over. */
  readonly cancelUnknownCode: number;
  /** Only one accept, reject or cancel may be in flight per device. */
  readonly oneAnswerInFlight: boolean;
  /** An invitation that looks older than its timeout by the device's own clock is dropped. */
  readonly dropsStaleByOwnClock: boolean;
  /** How far back group invitations are announced at log-in, in seconds. */
  readonly groupReplayS: number;
}
