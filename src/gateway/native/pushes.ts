import type { PushEvent, WireMessage } from '../../im/wire.js';
import type { AccountNames } from './command.js';
import { toNative } from './messages.js';
import { c2cModified, c2cNotify, c2cReceipts, statusChanged } from './notices/c2c-notices.js';
import { friendsChanged } from './notices/friend-notices.js';
import { groupModified, groupReports, groupTips, onlineGroupTips } from './notices/group-notices.js';
import type { PushParts, PushTranslator } from './notices/notice.js';
import { Message } from './proto/generated/message.js';

/** What native SDKs are told of, by the number of the hub's event. */
const TRANSLATORS: Readonly<Record<number, PushTranslator>> = {
  1: ({ C2cMsgArray = [] }, { names }) => C2cMsgArray.map((wire) => encode(wire, names)),
  3: ({ GroupMsgArray = [] }, { names }) => GroupMsgArray.map((wire) => encode(wire, names)),
  4: groupTips,
  5: groupReports,
  6: onlineGroupTips,
  7: friendsChanged,
  10: c2cNotify,
  16: c2cReceipts,
  17: statusChanged,
  18: c2cModified,
  19: groupModified,
};

/** @returns nothing for events that have no native form */
export function pushesOf(event: PushEvent, parts: PushParts): Uint8Array[] {
  return TRANSLATORS[event.Event]?.(event, parts) ?? [];
}

function encode(wire: WireMessage, names: AccountNames): Uint8Array {
  return Message.encode(toNative(wire, names)).finish();
}
