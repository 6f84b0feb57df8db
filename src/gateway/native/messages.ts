import { type C2CMessage, type GroupMessage, isGroupMessage, type WireMessage } from '../../im/wire.js';
import type { AccountNames } from './command.js';
import { elementsToHub, elementsToNative } from './elements.js';
import { codeOf, nameOf } from './group-codes.js';
import type { SendRequest } from './proto/generated/exchange.js';
import type {
  Mention,
  Message,
  MessageContent,
  MessageHead,
  OfflinePush,
} from './proto/generated/message.js';

/** ContentHead.type */
export const TYPE = { c2c: 561, group: 564, groupSystem: 565 } as const;

/** ContentHead.subtype of an ordinary message, and of one for online users only. */
export const ORDINARY = 6;
export const ONLINE_ONLY = 94;

const PRIORITY = { High: 1, Normal: 2, Low: 3, Lowest: 4 } as const;

/** A message to send, as the body of openim.sendmsg. @throws SigError for elements that the hub does not take */
export function c2cOrder(message: Message, names: AccountNames): Record<string, unknown> {
  const { content: head = {}, routing, extension = {} } = message.head ?? {};
  return {
    To_Account: names.userID(routing?.c2c?.toTinyId ?? '0') ?? '',
    MsgSeq: head.seq ?? 0,
    MsgRandom: head.random ?? 0,
    ...contentOrder(message),
    ...(isOnlineOnly(message) && { MsgLifeTime: 0 }),
    ...(extension.needsReceipt === 1 && { IsNeedReadReceipt: 1 }),
  };
}

/** The same for group_open_http_svc.send_group_msg. */
export function groupOrder(
  { message = {}, receivers = [] }: SendRequest,
  names: AccountNames,
): Record<string, unknown> {
  const { content: head = {}, routing, extension = {} } = message.head ?? {};
  return {
    GroupId: routing?.group?.groupId ?? '',
    Random: head.random ?? 0,
    ClientSeq: head.seq ?? 0,
    ...contentOrder(message),
    ...(isOnlineOnly(message) && { OnlineOnlyFlag: 1 }),
    MsgPriority: nameOf(PRIORITY, extension.priority ?? PRIORITY.Normal) ?? 'Normal',
    ...(extension.needsReceipt === 1 && { NeedReadReceipt: 1 }),
    ...(extension.mentions?.length && { GroupAtInfo: mentionsToHub(extension.mentions, names) }),
    ...(receivers.length > 0 && { To_Account: receivers.map((tinyID) => names.userID(tinyID) ?? '') }),
  };
}

/** Signals say so by a life time of 0, other messages by their subtype. */
function isOnlineOnly({ head }: Message): boolean {
  return head?.extension?.lifeTime === 0 || head?.content?.subtype === ONLINE_ONLY;
}

function mentionsToHub(mentions: readonly Mention[], names: AccountNames): Record<string, unknown>[] {
  return mentions.map(({ tinyId = '0', all = 0 }) =>
    all === 1 ? { GroupAtAllFlag: 1 } : { GroupAtAllFlag: 0, GroupAt_Account: names.userID(tinyId) ?? '' },
  );
}

function contentOrder({ head, content }: Message): Record<string, unknown> {
  const { offlinePush, control } = head?.extension ?? {};
  const SendMsgControl = [
    ...(control?.noUnread ? ['NoUnread'] : []),
    ...(control?.noLastMessage ? ['NoLastMsg'] : []),
    ...(control?.noModeration ? ['NoMsgCheck'] : []),
  ];
  return {
    MsgClientTime: head?.content?.clientTime ?? 0,
    ...changeOf(content),
    ...(SendMsgControl.length > 0 && { SendMsgControl }),
    ...(offlinePush && { OfflinePushInfo: offlinePushInfo(offlinePush) }),
  };
}

/** What a message says: also the part that a modification replaces. */
export function changeOf(content: MessageContent | undefined): {
  MsgBody: ReturnType<typeof elementsToHub>;
  CloudCustomData: string;
} {
  return {
    MsgBody: elementsToHub(content?.body?.elements ?? []),
    CloudCustomData: content?.cloudCustomData ?? '',
  };
}

function offlinePushInfo({
  desc = '',
  ext = '',
  flag = 0,
  ios,
  android,
}: OfflinePush): Record<string, unknown> {
  return {
    PushFlag: flag,
    Title: android?.title ?? ios?.title ?? '',
    Desc: desc,
    Ext: ext,
    ...(android && {
      AndroidInfo: {
        Sound: android.sound ?? '',
        OPPOChannelID: android.oppoChannelId ?? '',
        XiaoMiChannelID: android.xiaomiChannelId ?? '',
        GoogleChannelID: android.fcmChannelId ?? '',
        HuaWeiCategory: android.huaweiCategory ?? '',
        VIVOCategory: android.vivoCategory ?? '',
      },
    }),
    ...(ios && {
      ApnsInfo: {
        Sound: ios.sound ?? '',
        BadgeMode: ios.ignoreBadge ?? 0,
        Title: ios.title ?? '',
        Image: ios.image ?? '',
      },
    }),
  };
}

/** A message of the hub, as pushes, histories and syncs carry it. */
export function toNative(wire: WireMessage, names: AccountNames): Message {
  return { head: headOf(wire, names), content: contentOf(wire) };
}

function headOf(wire: WireMessage, names: AccountNames): MessageHead {
  const control = wire.SendMsgControl && {
    noUnread: wire.SendMsgControl.NoUnread ?? 0,
    noLastMessage: wire.SendMsgControl.NoLastMsg ?? 0,
  };
  const extension = { fromUserId: wire.From_Account, ...(control && { control }) };
  const common = {
    subtype: wire.OnlineOnlyFlag === 1 ? ONLINE_ONLY : ORDINARY,
    random: wire.MsgRandom,
    serverTime: wire.MsgTime,
    clientTime: wire.MsgClientTime,
  };
  return isGroupMessage(wire) ? groupHead(wire, common, extension) : c2cHead(wire, names, common, extension);
}

function c2cHead(
  wire: C2CMessage,
  names: AccountNames,
  common: MessageHead['content'],
  extension: NonNullable<MessageHead['extension']>,
): MessageHead {
  return {
    content: { type: TYPE.c2c, seq: wire.MsgSeq, ...common },
    routing: {
      c2c: {
        fromTinyId: wire.TinyId || names.tinyID(wire.From_Account),
        toTinyId: names.tinyID(wire.To_Account),
      },
    },
    extension: {
      nick: wire.From_AccountNick ?? '',
      ...(wire.IsNeedReadReceipt && { needsReceipt: 1 }),
      ...extension,
    },
  };
}

function groupHead(
  wire: GroupMessage,
  common: MessageHead['content'],
  extension: NonNullable<MessageHead['extension']>,
): MessageHead {
  return {
    content: { type: TYPE.group, seq: wire.ClientSeq, groupSeq: wire.MsgSeq, ...common },
    routing: { group: { fromTinyId: wire.TinyId, groupId: wire.GroupId } },
    extension: {
      nick: wire.GroupInfo.From_AccountNick,
      priority: codeOf(PRIORITY, wire.MsgPriority),
      ...(wire.NeedReadReceipt && { needsReceipt: 1 }),
      ...extension,
    },
  };
}

/** What a message says, as a push of a modification carries it too. */
export function contentOf({ MsgBody, CloudCustomData, MsgVersion }: WireMessage): MessageContent {
  return {
    body: { elements: elementsToNative(MsgBody) },
    cloudCustomData: CloudCustomData,
    version: MsgVersion,
  };
}
