/** What getSignallingInfo gives (V2TIMSignalingInfo). */
export interface SignalingInfo {
  inviteID: string;
  /** '' for C2C. */
  groupID: string;
  inviter: string;
  inviteeList: string[];
  data: string;
  /** 1 invite, 2 cancel, 3 accept, 4 reject, 5 time-out; 0 for anything else. */
  actionType: number;
  /** Seconds; 0 is none. */
  timeout: number;
}
