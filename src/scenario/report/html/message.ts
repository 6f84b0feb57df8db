import { firstCustom } from '../../../im/elements.js';
import { isGroupMessage, type WireMessage } from '../../../im/wire.js';
import { actionName } from '../../../signaling/action.js';
import { dialects } from '../../../signaling/dialects/index.js';
import { signalOf } from '../../../signaling/read-wire.js';
import type { SignalingInfo } from '../../../signaling/signaling-info.js';
import { escapeXML } from '../../../text/xml.js';
import type { TraceEvent } from '../../../trace/event.js';
import { formatDuration } from '../../format/duration.js';
import { parseJSON } from '../../match/match.js';

/**
 * A message as the hub took it, to be opened: the signal in it, and the whole.
 * @returns nothing where the event is no message
 */
export function message(
  event: TraceEvent,
  startedAt: number,
  nameOf: (inviteID: string) => string,
): string[] {
  if (event.kind !== 'message' && event.kind !== 'modified') return [];
  const { message: wire } = event;
  const info = signalOf(dialects.native, wire.MsgBody, wire.CloudCustomData);
  const to = isGroupMessage(wire) ? `group ${wire.GroupId}` : wire.To_Account;
  const action = info && (actionName(info.actionType) ?? 'signal');
  const subject = action
    ? `<b class="action ${action}">${action}</b> ${escapeXML(nameOf(info.inviteID))}`
    : `<b class="action">${escapeXML(plainSubject(wire))}</b>`;
  const fate = fateOf(event);
  return [
    `<details class="message"><summary><time>${formatDuration(event.at - startedAt)}</time><span>${escapeXML(wire.From_Account)} → ${escapeXML(to)}</span> ${subject}${fate && ` <small>${fate}</small>`}</summary>
<div class="parts">${decoded(info, wire)}<div><h4>Message</h4><pre>${escapeXML(JSON.stringify(wire, null, 2))}</pre></div></div></details>`,
  ];
}

function fateOf(event: Extract<TraceEvent, { kind: 'message' | 'modified' }>): string {
  if (event.kind === 'modified') return event.recalled ? 'recalled' : 'modified';
  return event.stored ? '' : 'for online users only';
}

function plainSubject(wire: WireMessage): string {
  const [first] = wire.MsgBody;
  const words = first?.MsgContent.Text;
  return typeof words === 'string' ? words : (first?.MsgType ?? 'message');
}

function decoded(info: SignalingInfo | undefined, wire: WireMessage): string {
  if (!info) {
    const custom = firstCustom(wire.MsgBody);
    return custom ? `<div><h4>Data</h4><pre>${escapeXML(custom.data)}</pre></div>` : '';
  }
  const shown = { action: actionName(info.actionType), ...info, data: parseJSON(info.data) ?? info.data };
  return `<div><h4>Signal</h4><pre>${escapeXML(JSON.stringify(shown, null, 2))}</pre></div>`;
}
