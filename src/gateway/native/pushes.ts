import type { C2CMessage, GroupMessage, PushEvent, WireMessage } from '../../im/wire.js';
import { isGroupMessage } from '../../im/wire.js';
import type { AccountNames } from './command.js';
import { contentOf, TYPE, toNative } from './messages.js';
import { Message } from './proto/generated/message.js';
import { Modified, Notice } from './proto/generated/notices.js';

/** What one event of the hub's becomes: encoded Messages, each a push of its own. */
export type PushTranslator = (event: PushEvent, parts: PushParts) => Uint8Array[];

export interface PushParts {
  names: AccountNames;
  /** Unix seconds. */
  seconds(): number;
  random(): number;
}

/** ContentHead.subtype of notices. */
const SUBTYPE = { modified: 100 } as const;

/** The events that native SDKs are told of, by the hub's number. */
const translators: Readonly<Record<number, PushTranslator>> = {
  1: ({ C2cMsgArray = [] }, { names }) => C2cMsgArray.map((wire) => encode(wire, names)),
  3: ({ GroupMsgArray = [] }, { names }) => GroupMsgArray.map((wire) => encode(wire, names)),
  18: ({ C2cMsgModNotifys = [] }, parts) =>
    (C2cMsgModNotifys as C2CMessage[]).map((wire) => modified(wire, parts)),
  19: ({ GroupMsgModNotifys = [] }, parts) =>
    (GroupMsgModNotifys as GroupMessage[]).map((wire) => modified(wire, parts)),
};

/** @returns nothing for events that have no native form */
export function pushesOf(event: PushEvent, parts: PushParts): Uint8Array[] {
  return translators[event.Event]?.(event, parts) ?? [];
}

function encode(wire: WireMessage, names: AccountNames): Uint8Array {
  return Message.encode(toNative(wire, names)).finish();
}

function modified(wire: WireMessage, { names, seconds, random }: PushParts): Uint8Array {
  const { head } = toNative(wire, names);
  const { content: key = {}, routing = {} } = head ?? {};
  const { c2c, group } = routing;
  const content = Modified.encode({
    content: contentOf(wire),
    ...(c2c && {
      c2c: {
        ...c2c,
        seq: key.seq,
        random: key.random,
        serverTime: key.serverTime,
        clientTime: key.clientTime,
      },
    }),
    ...(group && {
      group: {
        groupId: group.groupId,
        fromTinyId: group.fromTinyId,
        seq: key.groupSeq,
        random: key.random,
        clientTime: key.clientTime,
      },
    }),
  }).finish();
  const now = seconds();
  return Notice.encode({
    head: {
      content: {
        type: isGroupMessage(wire) ? TYPE.group : TYPE.c2c,
        subtype: SUBTYPE.modified,
        seq: random(),
        random: random(),
        serverTime: now,
        clientTime: now,
      },
      routing,
    },
    content: { notice: Buffer.from(content) },
  }).finish();
}
