import { CODE } from '../../im/error-codes.js';
import { wireGroupType } from '../../im/group-types.js';
import { SigError } from '../../im/sig-error.js';
import type { GroupMessage, PushEvent } from '../../im/wire.js';
import { senderCard } from '../accounts/accounts.js';
import type { HubContext } from '../core/context.js';
import type { Session } from '../core/session.js';
import { isTooLong } from '../messages/message-size.js';
import { pushOffline } from '../messages/offline-push.js';
import { groupMessageKey } from '../messages/recent-messages.js';
import type { GroupOrder } from '../messages/schemas.js';
import { MUTED_BY_APP } from '../store/collections.js';
import type { Account, Group, Member } from '../store/store.js';
import { groupOf, keepsHistory } from './groups.js';
import { announceMentions } from './mentions.js';

/** Stores and forwards one message. @throws SigError when it is refused */
export function sendToGroup(
  context: HubContext,
  session: Session,
  from: string,
  order: GroupOrder,
): { MsgTime: number; MsgSeq: number } {
  const { GroupId: groupID, MsgBody, CloudCustomData = '', SendMsgControl, To_Account } = order;
  if (isTooLong(MsgBody, CloudCustomData)) {
    throw new SigError(CODE.ERR_SVR_COMM_BODY_SIZE_LIMIT, undefined, 'a message may have 12 KB in all');
  }
  const group = groupOf(context, groupID);
  checkSender(context, session, from, group);

  const now = context.seconds();
  const random = order.Random ?? context.entropy.uint32();
  const key = groupMessageKey(groupID, from, random);
  const earlier = context.recentMessages.find(key, MsgBody, now);
  if (earlier) return earlier as { MsgTime: number; MsgSeq: number };

  const onlineOnly = (order.OnlineOnlyFlag ?? 0) > 0;
  const noUnread = SendMsgControl?.includes('NoUnread') ?? false;
  const noLastMsg = SendMsgControl?.includes('NoLastMsg') ?? false;
  const stored = !onlineOnly && To_Account === undefined && keepsHistory(group);
  const sender = context.store.account(from);
  const wire: GroupMessage = {
    From_Account: from,
    GroupId: groupID,
    ToGroupId: groupID,
    MsgSeq: context.store.takeGroupSeq(groupID),
    Random: random,
    MsgRandom: random,
    ClientSeq: order.ClientSeq ?? 0,
    MsgTime: now,
    MsgTimeStamp: now,
    MsgClientTime: order.MsgClientTime ?? now,
    MsgBody,
    CloudCustomData,
    MsgPriority: order.MsgPriority ?? 'Normal',
    MsgVersion: 0,
    TinyId: sender?.tinyID ?? '',
    GroupInfo: groupInfo(group, sender, context.store.member(groupID, from)),
  };
  if (noUnread || noLastMsg) {
    wire.SendMsgControl = { ...(noUnread && { NoUnread: 1 }), ...(noLastMsg && { NoLastMsg: 1 }) };
  }
  if (onlineOnly) wire.OnlineOnlyFlag = 1;
  if (order.NeedReadReceipt === 1) wire.NeedReadReceipt = 1;
  if (order.SupportMessageExtension === 1) wire.SupportMessageExtension = 1;
  if (order.GroupAtInfo && order.GroupAtInfo.length > 0) wire.GroupAtInfo = order.GroupAtInfo;
  if (stored) context.store.append({ wire, noUnread, noLastMsg, hiddenFromSender: false });
  context.recentMessages.add(key, wire);
  if (context.trace.heard) {
    context.trace.emit(from, session.credentials.device, { kind: 'message', message: wire, stored });
  }
  forward(context, session, wire, order, stored);
  announceMentions(context, group, wire);
  return { MsgTime: now, MsgSeq: wire.MsgSeq };
}

/** What a group message says of its group and its sender. */
export function groupInfo(
  group: Group,
  sender: Account | undefined,
  member?: Member,
): GroupMessage['GroupInfo'] {
  const card = senderCard(sender);
  return {
    GroupId: group.groupID,
    From_AccountNick: card.From_AccountNick ?? '',
    From_AccountHeadurl: card.From_AccountHeadurl ?? '',
    GroupName: group.name,
    Type: wireGroupType(group.type),
    ...(member && member.nameCard !== '' && { MsgFrom_AccountExtraInfo: { NameCard: member.nameCard } }),
  };
}

function checkSender(context: HubContext, session: Session, from: string, group: Group): void {
  if (session.admin) return;
  if ((context.store.document(MUTED_BY_APP, from)?.group ?? 0) > context.seconds())
    throw new SigError(CODE.ERR_SVR_GROUP_SHUTUP_DENY, `${from} is muted in all groups by the app`);
  const { groupID } = group;
  const member = context.store.member(groupID, from);
  if (!member) throw new SigError(CODE.ERR_SVR_GROUP_PERMISSION_DENY, `${from} is no member of ${groupID}`);
  if (member.muteUntil > context.seconds()) {
    throw new SigError(
      CODE.ERR_SVR_GROUP_SHUTUP_DENY,
      `${from} is muted in ${groupID} for ${member.muteUntil - context.seconds()} s more`,
    );
  }
  if (group.muteAll && member.role === 'Member')
    throw new SigError(CODE.ERR_SVR_GROUP_SHUTUP_DENY, `all of ${groupID} are muted`);
}

function forward(
  context: HubContext,
  session: Session,
  wire: GroupMessage,
  order: GroupOrder,
  stored: boolean,
): void {
  const { GroupId: groupID, From_Account: from } = wire;
  const event: PushEvent = { Event: 3, GroupMsgArray: [wire] };
  const only = order.To_Account && new Set([...order.To_Account, from]);
  const away: string[] = [];
  for (const { userID, msgFlag } of context.store.members(groupID)) {
    if (only && !only.has(userID)) continue;
    if (msgFlag === 'Discard' && userID !== from) continue;
    const reached = context.pushTo(userID, event, session);
    if (!reached && userID !== from && msgFlag === 'AcceptAndNotify') away.push(userID);
  }
  if (!stored || away.length === 0) return;
  const messageKey = `${groupID}_${wire.MsgSeq}`;
  pushOffline(context, away, { from, groupID, messageKey, body: wire.MsgBody, info: order.OfflinePushInfo });
}
