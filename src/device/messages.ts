import type { V2TIMMessage } from '../im/v2tim-message.js';
import { isGroupMessage, type WireMessage } from '../im/wire.js';

/** Whether a message was for online users only: C2C pushes say so by MsgLifeTime 0, group pushes by OnlineOnlyFlag. */
export function isOnlineOnly(wire: WireMessage): boolean {
  return wire.OnlineOnlyFlag === 1 || (wire as { MsgLifeTime?: number }).MsgLifeTime === 0;
}

/** What tells one message from another on a device: pushes can repeat. */
export function messageKey(wire: WireMessage): string {
  return isGroupMessage(wire)
    ? `${wire.GroupId}#${wire.MsgSeq}#${wire.Random}`
    : `${wire.From_Account}>${wire.To_Account}#${wire.MsgKey}`;
}

/** What a message's id is made of; notices of recalls name messages by it. */
export type MessageNumbers = Pick<WireMessage, 'TinyId' | 'MsgTime' | 'MsgRandom'>;

/** The id that the SDKs print: `<tinyID>-<time>-<random>`. */
export function messageID(wire: MessageNumbers): string {
  return `${wire.TinyId}-${wire.MsgTime}-${wire.MsgRandom}`;
}

/** A wire message as `self`'s SDK hands it to the app. */
export function toV2TIMMessage(wire: WireMessage, self: string): V2TIMMessage {
  const group = isGroupMessage(wire);
  const isSelf = wire.From_Account === self;
  return {
    msgID: messageID(wire),
    timestamp: wire.MsgTime,
    sender: wire.From_Account,
    userID: group ? '' : isSelf ? wire.To_Account : wire.From_Account,
    groupID: group ? wire.GroupId : '',
    seq: wire.MsgSeq,
    random: wire.MsgRandom,
    isSelf,
    isOnlineOnly: isOnlineOnly(wire),
    elements: wire.MsgBody,
    cloudCustomData: wire.CloudCustomData,
    version: wire.MsgVersion,
  };
}
