import type { TraceEvent } from './event.js';
import { messagesOfFrame } from './frame-messages.js';
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
    case 'frame':
      return firstInviteID(event.body);
    default:
      return undefined;
  }
}

function firstInviteID(body: unknown): string | undefined {
  for (const message of messagesOfFrame(body)) {
    const info = trackedSignal(message);
    if (info) return info.inviteID;
  }
  return undefined;
}
