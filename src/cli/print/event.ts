import type { TraceEvent } from '../../trace/event.js';
import { callLines, resultLines } from './events/call.js';
import { frameLines } from './events/frame.js';
import { listenerLines } from './events/listener.js';
import { messageLines, modifiedLines } from './events/message.js';
import { loginLines, logoutLines } from './events/presence.js';
import { pushLines } from './events/push.js';
import { assertionLines, faultLines, noteLines, webhookLines } from './events/remarks.js';
import type { Page } from './page.js';

type Printers = {
  [Kind in TraceEvent['kind']]: (page: Page, event: Extract<TraceEvent, { kind: Kind }>) => string[];
};

const PRINTERS: Printers = {
  call: callLines,
  result: resultLines,
  event: listenerLines,
  message: messageLines,
  modified: modifiedLines,
  frame: frameLines,
  push: pushLines,
  login: loginLines,
  logout: logoutLines,
  webhook: webhookLines,
  fault: faultLines,
  assertion: assertionLines,
  note: noteLines,
};

/** An event of the trace as a person reads it; no line where there is nothing to tell. */
export function eventLines(page: Page, event: TraceEvent): string[] {
  const print = PRINTERS[event.kind] as (page: Page, event: TraceEvent) => string[];
  return print(page, event);
}
