import { isFields } from '../fields.js';

/**
 * Whether the payload of an invitation says that a call is over: cmd is `hangup`, or there is no cmd and a call_end other
 * than 0. Phones write `call_end: 0` into every ordinary invitation.
 */
export function isHangUp(payload: unknown): boolean {
  if (!isFields(payload)) return false;
  const { data, call_end } = payload;
  const cmd = isFields(data) ? data.cmd : undefined;
  if (cmd !== undefined && cmd !== null && cmd !== '') return cmd === 'hangup';
  return call_end !== undefined && call_end !== null && call_end !== '' && Number(call_end) !== 0;
}
