import type { V2TIMMessage } from '../im/v2tim-message.js';

/** V2TIMSignalingListener. */
export interface V2TIMSignalingListener {
  onReceiveNewInvitation?(
    inviteID: string,
    inviter: string,
    groupID: string,
    inviteeList: string[],
    data: string,
  ): void;
  onInviteeAccepted?(inviteID: string, invitee: string, data: string): void;
  onInviteeRejected?(inviteID: string, invitee: string, data: string): void;
  onInvitationCancelled?(inviteID: string, inviter: string, data: string): void;
  onInvitationTimeout?(inviteID: string, inviteeList: string[]): void;
  onInvitationModified?(inviteID: string, data: string): void;
}

/** V2TIMSDKListener, the parts that tests of signaling meet. */
export interface V2TIMSDKListener {
  onConnecting?(): void;
  onConnectSuccess?(): void;
  onConnectFailed?(code: number, reason: string): void;
  onKickedOffline?(): void;
  onUserSigExpired?(): void;
}

/** V2TIMAdvancedMsgListener, likewise. */
export interface V2TIMAdvancedMsgListener {
  onRecvNewMessage?(message: V2TIMMessage): void;
  onRecvMessageModified?(message: V2TIMMessage): void;
  onRecvMessageRevoked?(msgID: string): void;
}
