import type { PushEvent } from '../../../im/wire.js';
import type { AccountNames, MessageType } from '../command.js';
import type { TYPE } from '../messages.js';
import type { RoutingHead } from '../proto/generated/message.js';
import { Notice } from '../proto/generated/notices.js';

/** What translators of events need of the hub. */
export interface PushParts {
  names: AccountNames;
  /** Unix seconds. */
  seconds(): number;
  random(): number;
}

/** What one event of the hub's becomes: encoded Messages or Notices, each a push of its own. */
export type PushTranslator = (event: PushEvent, parts: PushParts) => Uint8Array[];

/** ContentHead.subtype of notices. */
export const SUBTYPE = {
  groupTip: 20,
  groupReport: 23,
  friends: 32,
  onlineGroupTip: 56,
  peerRead: 93,
  recalled: 95,
  modified: 100,
  receipts: 101,
  userStatus: 102,
} as const;

export interface NoticeKind {
  type: (typeof TYPE)['c2c' | 'group'];
  subtype: (typeof SUBTYPE)[keyof typeof SUBTYPE];
  routing?: RoutingHead;
}

/** A notice's bytes. It gets numbers of its own: one that repeats those of a known message is dropped as a repeat. */
export function notice<Content>(
  { seconds, random }: PushParts,
  { type, subtype, routing = {} }: NoticeKind,
  content: MessageType<Content>,
  message: NoInfer<Content>,
): Uint8Array {
  const now = seconds();
  const head = { type, subtype, seq: random(), random: random(), serverTime: now, clientTime: now };
  return Notice.encode({
    head: { content: head, routing },
    content: { notice: Buffer.from(content.encode(message).finish()) },
  }).finish();
}
