import { z } from 'zod';
import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { type CommandTable, command } from '../core/command.js';
import { PINNED_MESSAGES } from '../store/collections.js';
import { TIP, tell } from './group-notices.js';
import { groupOf, membershipOf, mustManage } from './groups.js';

/** The vendor's page on pinning group messages. */
const MAX_PINNED = 10;

const target = { GroupId: z.string(), MsgSeq: z.number() };

/** Pins a message for all to see; all members hear of it. */
const pinMessage = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject(target),
  (context, session, { GroupId, MsgSeq }) => {
    const group = groupOf(context, GroupId);
    mustManage(context, session, group, 'pin messages');
    const stored = context.store.groupMessage(GroupId, MsgSeq);
    if (!stored || stored.recalled)
      throw new SigError(CODE.ERR_SVR_GROUP_REVOKE_MSG_NOT_FOUND, `${GroupId} has no message ${MsgSeq}`);
    const before = context.store.document(PINNED_MESSAGES, GroupId) ?? [];
    const others = before.filter(({ seq }) => seq !== MsgSeq);
    if (others.length >= MAX_PINNED) {
      throw new SigError(
        CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
        `${GroupId} has ${MAX_PINNED} pinned messages, which is all it takes`,
      );
    }
    const by = session.userID;
    const pin = { seq: MsgSeq, by, time: context.seconds() };
    context.store.putDocument(PINNED_MESSAGES, [GroupId], [...others, pin]);
    tell(context, group, TIP.pinned, by, [], { PinnedMsg: stored.wire, OperatorInfo: { User_Account: by } });
    return {};
  },
);

const unpinMessage = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject(target),
  (context, session, { GroupId, MsgSeq }) => {
    const group = groupOf(context, GroupId);
    mustManage(context, session, group, 'unpin messages');
    const before = context.store.document(PINNED_MESSAGES, GroupId) ?? [];
    const rest = before.filter(({ seq }) => seq !== MsgSeq);
    if (rest.length === before.length) return {};
    if (rest.length > 0) context.store.putDocument(PINNED_MESSAGES, [GroupId], rest);
    else context.store.deleteDocument(PINNED_MESSAGES, GroupId);
    // No notice: Web SDK 3.6 throws at every form of the unpinning tip that was tried. Members see it when they ask.
    return {};
  },
);

/** Which messages are pinned, newest pin first; Web SDK 3.6 then asks for their contents by MsgSeq. */
const getPinnedMessages = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject({ GroupId: z.string() }),
  (context, session, { GroupId }) => {
    groupOf(context, GroupId);
    membershipOf(context, session, GroupId);
    const pins = (context.store.document(PINNED_MESSAGES, GroupId) ?? []).toReversed();
    return {
      PinnedMsgList: pins.map(({ seq, by, time }) => ({ MsgSeq: seq, User_Account: by, PinTime: time })),
    };
  },
);

export const pinnedMessages: CommandTable = {
  'group_open_http_svc.pin_message': pinMessage,
  'group_open_http_svc.unpin_message': unpinMessage,
  'group_open_http_svc.get_pinned_messages': getPinnedMessages,
};
