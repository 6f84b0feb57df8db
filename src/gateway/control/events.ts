import { isGroupMessage } from '../../im/wire.js';
import { pendingInvitees } from '../../signaling/invitation.js';
import type { TraceEvent } from '../../trace/event.js';
import { inviteIDOf } from '../../trace/invite-id.js';
import type { ControlContext } from './context.js';
import type { ControlLine } from './protocol.js';
import { toInvitationRow } from './rows.js';
import { devicesHaveHeard } from './settle.js';

/** Which events a stream is asked for; what is left out does not narrow it. */
export interface EventFilter {
  /** Begin with what came after this number of the trace; without it (and `last`) only what is new. */
  since?: number;
  /** Begin with the last so many that fit. */
  last?: number;
  user?: string;
  /** One invitation: its state is told too, and the stream ends with it. */
  inviteID?: string;
  /** Frames between devices and hub too. */
  frames?: boolean;
}

/**
 * Writes events as they come until the invitation asked for is over, or `stop` is called.
 * @param end called when the stream ends by itself
 */
export function streamEvents(
  context: ControlContext,
  filter: EventFilter,
  write: (line: ControlLine) => void,
  end: () => void,
): { stop: () => void } {
  const { trace, recent, tracker, hub } = context.runtime;
  const { inviteID, frames = false } = filter;
  let told: unknown;
  let over = false;

  function tellState(): void {
    const tracked = inviteID === undefined ? undefined : tracker.get(inviteID);
    if (!tracked || tracked.invitation === told) return;
    told = tracked.invitation;
    if (pendingInvitees(tracked.invitation).length > 0) {
      write({ type: 'invitation', invitation: toInvitationRow(tracked), over: false });
    } else if (!over) {
      over = true;
      // The message has passed; what the devices make of it is still to come.
      void devicesHaveHeard(hub.clock).then(() => {
        write({ type: 'invitation', invitation: toInvitationRow(tracked), over: true });
        leave();
        end();
      });
    }
  }

  const leave = trace.subscribe(
    (event) => {
      if (!fits(event, filter)) return;
      write({ type: 'event', event });
      tellState();
    },
    { frames },
  );

  const past = beginning(recent.since(filter.since ?? 0), filter);
  for (const event of past) write({ type: 'event', event });
  tellState();
  return { stop: leave };
}

function beginning(events: readonly TraceEvent[], filter: EventFilter): TraceEvent[] {
  if (filter.since === undefined && filter.last === undefined) return [];
  const fitting = events.filter((event) => fits(event, filter));
  return filter.last === undefined ? fitting : fitting.slice(Math.max(0, fitting.length - filter.last));
}

function fits(event: TraceEvent, { user, inviteID }: EventFilter): boolean {
  if (inviteID !== undefined && inviteIDOf(event) !== inviteID) return false;
  return user === undefined || event.user === user || isParty(event, user);
}

function isParty(event: TraceEvent, user: string): boolean {
  if (event.kind !== 'message' && event.kind !== 'modified') return false;
  const { message } = event;
  return message.From_Account === user || (!isGroupMessage(message) && message.To_Account === user);
}
