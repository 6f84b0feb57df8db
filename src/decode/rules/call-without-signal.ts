import { isFields } from '../fields.js';
import { payload as payloadForm } from '../forms/payload.js';
import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const callWithoutSignal: FindingRule = {
  code: 'call-without-signal',
  level: 'error',
  title: 'a call payload with no signal around it',
  why: 'The payload of a call kit travels in `data` of a signal (inviteID, inviter, inviteeList, actionType ...). Sent as a custom message by itself it is no signal to any SDK: nobody rings, and a call that is going on is not ended by it.',
  hint: 'Put it into data of a signal: sig encode call.',
  needs: TRAIT.payload,
  check(subject, report) {
    const { found, payload } = subject;
    if (found.form === payloadForm || found.unjudged !== undefined || subject.signalLike) return;
    if (!isFields(payload) || (payload.businessID !== 'av_call' && payload.businessID !== 'rtc_call')) return;
    if (isOldCallMessage(payload)) return;
    report(subject.dataPath(), 'a call payload, but no signal around it: no SDK takes it, nobody rings');
  },
};

/** Before signaling, calls were plain custom messages with an action of their own. */
export function isOldCallMessage({ action, call_id, data }: Record<string, unknown>): boolean {
  return typeof action === 'number' && call_id !== undefined && !isFields(data);
}
