import type { TraceEvent } from './event.js';
import { trackedSignal } from './tracker.js';

/** The invitation that an event belongs to, if to any. */
export function inviteIDOf(event: TraceEvent): string | undefined {
  switch (event.kind) {
    case 'call':
    case 'result':
    case 'event':
    case 'push':
      return event.inviteID;
    case 'message':
    case 'modified':
      return trackedSignal(event.message)?.inviteID;
    default:
      return undefined;
  }
}
