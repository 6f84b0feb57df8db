import { isHangUp as saysHangUp } from '../../signaling/call-payload.js';
import { isFields } from '../fields.js';

/** Whether a payload is one that a call kit wrote. */
export function isCallKit(payload: unknown): boolean {
  return isFields(payload) && (payload.businessID === 'av_call' || payload.businessID === 'rtc_call');
}

/** Whether the payload of an invitation says that a call is over. */
export function isHangUp(payload: unknown): boolean {
  return isFields(payload) && saysHangUp(payload);
}
