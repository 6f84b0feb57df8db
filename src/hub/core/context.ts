import type { PushEvent } from '../../im/wire.js';
import type { Clock } from '../../runtime/clock.js';
import type { Entropy } from '../../runtime/entropy.js';
import type { Trace } from '../../trace/trace.js';
import type { Store } from '../store/store.js';
import type { MessageDeduplication } from './message-deduplication.js';
import type { Session } from './session.js';
import type { Sessions } from './sessions.js';
import type { HubSettings } from './settings.js';

/** What a rule sees of the hub: its state and the ways out of it. Nothing here starts, stops or dispatches. */
export interface HubContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly trace: Trace;
  readonly settings: HubSettings;
  readonly sessions: Sessions;
  /** What was sent a moment ago. */
  readonly recentMessages: MessageDeduplication;
  /** Server time, unix seconds. */
  seconds(): number;
  /**
   * Pushes to each of a user's sessions but `except`, once this turn is durable.
   * @returns whether the user is online
   */
  pushTo(userID: string, event: PushEvent, except?: Session): boolean;
  /** Pushes to this one line, whoever is logged in on it. */
  pushOn(session: Session, event: PushEvent): void;
  /** Runs `action` after the commit of this turn, and all its pushes and answers. */
  afterCommit(action: () => void): void;
  /** Runs `action` once, `ms` milliseconds from now, unless the hub has ended or its state was replaced by then. */
  setTimer(ms: number, action: () => void): void;
}
