import type { SignalingInfo } from './signaling-info.js';

/** A signal as it is written into a custom element's data: the JSON text of this, in this order of keys (Web SDK 3.6). */
export interface Signal extends SignalingInfo {
  businessID: 1;
}

/** The text that goes into the custom element. */
export function encodeSignal(info: SignalingInfo): string {
  const { timeout, data, inviteID, groupID, actionType, inviter, inviteeList } = info;
  return JSON.stringify({
    businessID: 1,
    timeout,
    data,
    inviteID,
    groupID,
    actionType,
    inviter,
    inviteeList,
  });
}
