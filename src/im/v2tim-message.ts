import type { MsgElement } from './elements.js';

/** A message as a device's SDK hands it to the app (V2TIMMessage, the parts that signaling tests use). */
export interface V2TIMMessage {
  /** `<tinyID>-<time>-<random>`, as the SDKs print it. */
  msgID: string;
  /** Server time, unix seconds. */
  timestamp: number;
  sender: string;
  /** The other side of a C2C message; '' in groups. */
  userID: string;
  groupID: string;
  seq: number;
  random: number;
  isSelf: boolean;
  /** Sent to online users only: in no history. */
  isOnlineOnly: boolean;
  elements: MsgElement[];
  cloudCustomData: string;
  version: number;
}
