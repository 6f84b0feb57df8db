import type { MsgElement } from '../im/elements.js';
import type { OfflinePushInfo } from '../im/offline-push.js';

/** A message as a device sends it. */
export interface OutgoingMessage {
  /** '' in groups. */
  to: string;
  /** '' in C2C. */
  groupID: string;
  element: MsgElement;
  /** The sender's own number; with `random` it tells a repeat from a new message. */
  seq: number;
  random: number;
  onlineUserOnly: boolean;
  push: OfflinePushInfo | undefined;
  /** SendMsgControl: NoUnread, NoLastMsg, NoMsgCheck. */
  control: string[];
  /** MsgPriority, in groups. */
  priority: 'High' | 'Normal';
}
