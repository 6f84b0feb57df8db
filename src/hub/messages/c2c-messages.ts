import { CODE } from '../../im/error-codes.js';
import { MAX_MSG_LIFETIME_S } from '../../im/limits.js';
import { SigError } from '../../im/sig-error.js';
import { isUserID } from '../../im/user-id.js';
import type { C2CMessage, PushEvent } from '../../im/wire.js';
import { accountOf, senderCard } from '../accounts/accounts.js';
import type { HubContext } from '../core/context.js';
import type { Session } from '../core/session.js';
import { RECV, recvOption } from '../relations/recv-options.js';
import { MUTED_BY_APP } from '../store/collections.js';
import { isTooLong } from './message-size.js';
import { pushOffline } from './offline-push.js';
import { c2cMessageKey } from './recent-messages.js';
import type { C2COrder } from './schemas.js';

/** Stores and forwards one message. @throws SigError when it is refused */
export function sendC2C(
  context: HubContext,
  session: Session,
  from: string,
  to: string,
  order: C2COrder,
): { MsgTime: number; MsgKey: string } {
  const { MsgBody, CloudCustomData = '', OfflinePushInfo, SendMsgControl } = order;
  if (isTooLong(MsgBody, CloudCustomData)) {
    throw new SigError(
      session.admin ? CODE.ERR_SVR_MSG_BODY_SIZE_LIMIT : CODE.ERR_SVR_COMM_BODY_SIZE_LIMIT,
      undefined,
      'a message may have 12 KB in all',
    );
  }
  // By REST a longer time means the longest there is (vendor's page on sendmsg).
  if (!session.admin && (order.MsgLifeTime ?? 0) > MAX_MSG_LIFETIME_S)
    throw new SigError(CODE.ERR_SVR_MSG_TIME_LIMIT);
  const sender = context.store.account(from);
  checkReceiver(context, session, from, to);

  const now = context.seconds();
  const seq = order.MsgSeq ?? context.entropy.uint32();
  const random = order.MsgRandom ?? context.entropy.uint32();
  const key = c2cMessageKey(from, to, seq, random);
  const earlier = context.recentMessages.find(key, MsgBody, now);
  if (earlier) return earlier as { MsgTime: number; MsgKey: string };

  const onlineOnly = order.MsgLifeTime === 0 || order.OnlineOnlyFlag === 1;
  // The sender is not to know: all looks well, and the message is in nobody's history.
  const unheard = !session.admin && context.store.blocks(to, from);
  const stored = !onlineOnly && !unheard;
  const noUnread = SendMsgControl?.includes('NoUnread') ?? false;
  const noLastMsg = SendMsgControl?.includes('NoLastMsg') ?? false;
  const wire: C2CMessage = {
    From_Account: from,
    To_Account: to,
    MsgSeq: seq,
    MsgRandom: random,
    MsgTimeStamp: now,
    MsgTime: now,
    MsgClientTime: order.MsgClientTime ?? now,
    MsgKey: `${seq}_${random}_${now}`,
    MsgBody,
    CloudCustomData,
    MsgVersion: 0,
    TinyId: sender?.tinyID ?? '',
    ...senderCard(sender),
  };
  if (noUnread || noLastMsg) {
    wire.SendMsgControl = { ...(noUnread && { NoUnread: 1 }), ...(noLastMsg && { NoLastMsg: 1 }) };
  }
  if (order.IsNeedReadReceipt === 1) wire.IsNeedReadReceipt = 1;
  if (order.SupportMessageExtension === 1) wire.SupportMessageExtension = 1;
  if (onlineOnly) {
    wire.MsgLifeTime = 0;
    wire.OnlineOnlyFlag = 1;
  }
  if (stored) {
    const hiddenFromSender = session.admin && order.SyncOtherMachine === 2;
    context.store.append({ wire, noUnread, noLastMsg, hiddenFromSender });
  }
  context.recentMessages.add(key, wire);
  if (context.trace.heard) {
    context.trace.emit(from, session.credentials.device, {
      kind: 'message',
      message: wire,
      stored,
    });
    if (unheard)
      context.trace.emit(to, '', { kind: 'note', text: `hears nothing of ${from}, who is blocked` });
  }

  const event: PushEvent = { Event: 1, C2cMsgArray: [wire] };
  const option = recvOption(context, to, from);
  const reached = unheard || option === RECV.discard || context.pushTo(to, event, session);
  if (from !== to && (!session.admin || order.SyncOtherMachine === 1)) context.pushTo(from, event, session);
  if (!reached && stored && option === RECV.acceptAndNotify) {
    const { MsgKey } = wire;
    pushOffline(context, [to], {
      from,
      groupID: '',
      messageKey: MsgKey,
      body: MsgBody,
      info: OfflinePushInfo,
    });
  }
  return { MsgTime: now, MsgKey: wire.MsgKey };
}

/** REST: MsgRandom is what tells a message from its repeats, and must be given. @throws SigError 90005 */
export function mustHaveRandom(session: Session, order: C2COrder): void {
  if (session.admin && order.MsgRandom === undefined) throw new SigError(CODE.ERR_SVR_MSG_INVALID_RAND);
}

/** REST "checks neither friendship nor block list" (vendor's page on sendmsg); everyone else is checked. */
function checkReceiver(context: HubContext, session: Session, from: string, to: string): void {
  if (!isUserID(to)) {
    throw new SigError(
      CODE.ERR_SVR_MSG_INVALID_ID,
      `${JSON.stringify(to)} is no user id`,
      'use 1 to 32 printable ASCII characters',
    );
  }
  if (!accountOf(context, to)) {
    throw new SigError(
      session.admin ? CODE.ERR_SVR_MSG_TO_ACCOUNT_NOT_FOUND : CODE.ERR_SVR_MSG_INVALID_ID,
      `${to} has no account here`,
      'import the account first',
    );
  }
  if (session.admin) return;
  if ((context.store.document(MUTED_BY_APP, from)?.c2c ?? 0) > context.seconds())
    throw new SigError(CODE.ERR_SVR_MSG_SHUTUP_DENY, `${from} is muted by the app`);
  if (context.settings.blockedSenderIsTold && context.store.blocks(to, from)) {
    throw new SigError(CODE.ERR_SVR_MSG_IN_PEER_BLACKLIST, `${to} has ${from} on the block list`);
  }
  if (!context.settings.friendsOnly || from === to) return;
  const hasPeer = context.store.friend(from, to) !== undefined;
  const isPeers = context.store.friend(to, from) !== undefined;
  if (!hasPeer && !isPeers)
    throw new SigError(CODE.ERR_SVR_MSG_BOTH_NOT_FRIEND, `${from} and ${to} are no friends`);
  if (!isPeers)
    throw new SigError(CODE.ERR_SVR_MSG_NOT_PEER_FRIEND, `${to} does not have ${from} as a friend`);
  if (!hasPeer)
    throw new SigError(CODE.ERR_SVR_MSG_NOT_SELF_FRIEND, `${from} does not have ${to} as a friend`);
}
