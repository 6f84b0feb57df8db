import type { CallListener } from '../../device/call-app.js';
import type { Hub } from '../../hub/hub.js';

/** Writes into the trace what a virtual device's call app tells. `user` and `device` name the device. */
export function callTrace(hub: Hub, user: string, device: string): CallListener {
  const tell = (name: keyof CallListener, inviteID: string, args: Record<string, unknown> = {}) =>
    hub.trace.emit(user, device, { kind: 'event', name, args, inviteID });
  return {
    onCallReceived: (inviteID, inviter, media) => tell('onCallReceived', inviteID, { inviter, media }),
    onCallBegin: (inviteID) => tell('onCallBegin', inviteID),
    onUserJoin: (inviteID, invitee) => tell('onUserJoin', inviteID, { invitee }),
    onUserReject: (inviteID, invitee) => tell('onUserReject', inviteID, { invitee }),
    onUserLineBusy: (inviteID, invitee) => tell('onUserLineBusy', inviteID, { invitee }),
    onUserNoResponse: (inviteID, invitee) => tell('onUserNoResponse', inviteID, { invitee }),
    onUserLeave: (inviteID, invitee) => tell('onUserLeave', inviteID, { invitee }),
    onCallEnd: (inviteID, seconds) => tell('onCallEnd', inviteID, { seconds }),
    onCallNotConnected: (inviteID, reason) => tell('onCallNotConnected', inviteID, { reason }),
    onCallMediaTypeChanged: (inviteID, media) => tell('onCallMediaTypeChanged', inviteID, { media }),
  };
}
