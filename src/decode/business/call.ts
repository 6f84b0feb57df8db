import { isHangUp as saysHangUp } from '../../signaling/call-payload.js';
import { isFields } from '../fields.js';

/** Whether the payload of an invitation says that a call is over. */
export function isHangUp(payload: unknown): boolean {
  return isFields(payload) && saysHangUp(payload);
}
