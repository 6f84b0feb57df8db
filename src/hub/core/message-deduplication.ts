import type { MsgElement } from '../../im/elements.js';
import type { WireMessage } from '../../im/wire.js';
import type { Store } from '../store/store.js';

/** The answer a message got. */
export type SendAnswer = { MsgTime: number; MsgKey: string } | { MsgTime: number; MsgSeq: number };

/** Knows a message that is sent again: it gets the first one's answer and goes no further. */
export interface MessageDeduplication {
  /** How many messages are remembered. */
  readonly size: number;
  /** The answer that the same message got, or undefined for a new one. `now` in unix seconds. */
  find(key: string, content: readonly MsgElement[], now: number): SendAnswer | undefined;
  add(key: string, message: WireMessage): void;
  /** Takes up what a store says was sent lately, in place of all that was known. `now` in unix seconds. */
  recall(store: Store, now: number): void;
}
