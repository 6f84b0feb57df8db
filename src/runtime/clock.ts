/** Undoes {@link Clock.setTimer}; calling it late or twice does nothing. */
export type CancelTimer = () => void;

/** The one source of time. Everything above `runtime/` asks a Clock, so that scenarios can be instant. */
export interface Clock {
  /** Unix time in milliseconds. */
  now(): number;
  /** Runs `run` once, `ms` milliseconds from now; 0 means after all that runs in this turn of the loop. */
  setTimer(ms: number, run: () => void): CancelTimer;
}
