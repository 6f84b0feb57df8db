import { dateTime } from '../../runtime/local-time.js';
import { printable } from '../../text/printable.js';
import type { TraceEvent } from '../../trace/event.js';

/** What a hub's log says of an event; undefined for what is no news of the hub itself. */
export function logLine(event: TraceEvent): string | undefined {
  const text = news(event);
  return text === undefined ? undefined : `${dateTime(event.at)}  ${printable(text)}`;
}

function news(event: TraceEvent): string | undefined {
  const who = event.device === '' ? event.user : `${event.user}/${event.device}`;
  switch (event.kind) {
    case 'note':
      return who === '' ? event.text : `${who}: ${event.text}`;
    case 'login':
      return `${who} logged in (${event.platform}${event.dialect ? `, ${event.dialect}` : ''})`;
    case 'logout':
      return `${who} is gone: ${event.reason}`;
    case 'webhook':
      return `webhook ${event.command}: HTTP ${event.status}`;
    default:
      return undefined;
  }
}
