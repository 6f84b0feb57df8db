import { z } from 'zod';
import { CODE } from '../../im/error-codes.js';
import { GROUP_RULES, wireGroupType } from '../../im/group-types.js';
import { SigError } from '../../im/sig-error.js';
import type { C2CMessage, GroupMessage } from '../../im/wire.js';
import { FACE_URL, NICK } from '../accounts/accounts.js';
import { actingFor, MESSAGES } from '../accounts/acting-for.js';
import { type CommandTable, command } from '../core/command.js';
import type { HubContext } from '../core/context.js';
import { readSeq } from '../groups/group_open_http_svc/rows.js';
import { isThereFor } from '../messages/deletions.js';
import { recvOption } from '../relations/recv-options.js';
import type { ConversationRow, Peer } from '../store/store.js';
import { CHANGE, named, pushChange, pushDeletion } from './changes.js';
import { type Contact, contact, contactPeer } from './contact.js';
import * as groups from './contact_groups.js';

/** So many messages before a deleted last one are looked through for another. */
const LOOKED_BACK = 100;

/** Conversations per answer. */
const PAGE = 100;

/** MsgFlag in numbers (Web SDK 3.6). */
const RECV_OPTION: Readonly<Record<string, number>> = { AcceptAndNotify: 0, Discard: 1, AcceptNotNotify: 2 };

/**
 * A page of conversations, least recently used first. TimeStamp is the time up to which they were told, StartIndex how many
 * of that second were: so an SDK that comes back with both gets what is new since (Web SDK 3.6 after a reconnection).
 */
const pageGet = command(
  CODE.ERR_SVR_MSG_INVALID_JSON_FORMAT,
  z.looseObject({
    From_Account: z.string().optional(),
    TimeStamp: z.number().optional(),
    StartIndex: z.int().min(0).optional(),
  }),
  (context, session, body) => {
    const owner = actingFor(context, session, body.From_Account, MESSAGES);
    const { TimeStamp: since = 0, StartIndex: told = 0 } = body;
    const rows = context.store
      .conversations(owner)
      .map((row) => withLastThere(context, owner, row))
      .reverse()
      .filter((row) => timeOf(row) >= since)
      .slice(told);
    const page = rows.slice(0, PAGE);
    const complete = rows.length <= PAGE;
    const until = page.length > 0 ? timeOf(page.at(-1)!) : since;
    const inLastSecond = page.filter((row) => timeOf(row) === until).length + (until === since ? told : 0);
    return {
      SessionItem: page.map((row) => sessionItem(context, owner, row)),
      CompleteFlag: complete ? 1 : 0,
      TimeStamp: until,
      // More may come within the second that the last page ended in.
      StartIndex: complete ? 0 : inLastSecond,
      TopTimeStamp: 0,
      TopStartIndex: 0,
    };
  },
);

/** A row whose last message is one that its owner did not delete. */
function withLastThere(context: HubContext, owner: string, row: ConversationRow): ConversationRow {
  const isThere = isThereFor(context, owner);
  if (!row.last || isThere(row.last)) return row;
  const { peer, mark } = row;
  const limit = LOOKED_BACK;
  const earlier =
    peer.groupID === undefined
      ? context.store.c2cHistory(owner, peer.userID, { limit, beforeID: row.last.id })
      : context.store.groupHistory(peer.groupID, { limit, beforeSeq: row.last.wire.MsgSeq });
  const last = earlier.find((each) => !each.noLastMsg && each.id > mark.clearedID && isThere(each));
  return { ...row, last };
}

function timeOf(row: ConversationRow): number {
  return row.last?.wire.MsgTime ?? 0;
}

function sessionItem(context: HubContext, owner: string, row: ConversationRow): Record<string, unknown> {
  const { last, unread, mark, peer } = row;
  const common = {
    MsgTime: last?.wire.MsgTime ?? 0,
    MsgTimeStamp: last?.wire.MsgTime ?? 0,
    MsgSeq: last?.wire.MsgSeq ?? 0,
    MsgRandom: last?.wire.MsgRandom ?? 0,
    UnreadMsgCount: unread,
    TopFlags: mark.pinned ? 1 : 0,
  };
  if (peer.groupID === undefined) {
    const wire = last?.wire as C2CMessage | undefined;
    const profile = context.store.account(peer.userID)?.profile ?? {};
    return {
      ...common,
      Type: 1,
      To_Account: peer.userID,
      LastC2CMsgFrom_Account: wire?.From_Account ?? '',
      C2cPeerReadTime: context.store.mark(peer.userID, { userID: owner }).readTime,
      LastMsg: { MsgBody: wire?.MsgBody ?? [], CloudCustomData: wire?.CloudCustomData ?? '' },
      LastMsgFlags: last?.recalled ? 8 : 0,
      MsgRecvOption: recvOption(context, owner, peer.userID),
      C2cNick: profile[NICK] ?? '',
      C2cImage: profile[FACE_URL] ?? '',
      C2cRemark: context.store.friend(owner, peer.userID)?.remark ?? '',
    };
  }
  const group = context.store.group(peer.groupID)!;
  const member = context.store.member(peer.groupID, owner);
  const wire = last?.wire as GroupMessage | undefined;
  return {
    ...common,
    Type: 2,
    ...(!GROUP_RULES[group.type].unread && { UnreadMsgCount: 0 }),
    ToAccount: peer.groupID,
    MsgGroupFrom_Account: wire?.From_Account ?? '',
    MsgGroupReadedSeq: member ? readSeq(context, group, member) : 0,
    GroupNextMsgSeq: context.store.lastGroupSeq(peer.groupID) + 1,
    GroupIgnoredUnreadSeqCount: 0,
    GroupNick: group.name,
    GroupImage: group.faceUrl,
    GroupType: wireGroupType(group.type),
    LastMsg: {
      From_Account: wire?.From_Account ?? '',
      MsgBody: wire?.MsgBody ?? [],
      CloudCustomData: wire?.CloudCustomData ?? '',
    },
    LastMsgFlags: last?.recalled ? 2 : 0,
    MsgRecvOption: RECV_OPTION[member?.msgFlag ?? ''] ?? 0,
  };
}

/** Takes conversations off the caller's list, and with ClearRamble their history from the caller's sight. */
const batchDelete = command(
  CODE.ERR_SVR_MSG_INVALID_JSON_FORMAT,
  z.looseObject({ ContactItem: z.array(contact).max(100), ClearRamble: z.number().optional() }),
  (context, session, body) => {
    const deleted: Contact[] = [];
    const ResultItem = body.ContactItem.map((item) => {
      const { Type, To_Account, ToGroupid, ToGroupId } = item;
      const sent = { Type, To_Account, ToGroupid, ToGroupId };
      try {
        forget(context, session.userID, contactPeer(context, session.userID, item), body.ClearRamble === 1);
        deleted.push(item);
        return { ...sent, ResultCode: 0, ResultInfo: '' };
      } catch (thrown) {
        const { code, message } = SigError.from(thrown);
        return { ...sent, ResultCode: code, ResultInfo: message };
      }
    });
    if (deleted.length > 0) pushDeletion(context, session, session.userID, deleted);
    return { ResultItem };
  },
);

/** REST and older SDKs: the same for one conversation. */
const deleteOne = command(
  CODE.ERR_SVR_MSG_INVALID_JSON_FORMAT,
  z.looseObject({
    ...contact.shape,
    From_Account: z.string().optional(),
    ClearRamble: z.number().optional(),
  }),
  (context, session, body) => {
    const owner = actingFor(context, session, body.From_Account, MESSAGES);
    forget(context, owner, contactPeer(context, owner, body), body.ClearRamble === 1);
    pushDeletion(context, session, owner, [body]);
    return {};
  },
);

/** Hides a conversation's history so far from the caller; the conversation stays listed. */
const clearMsg = command(CODE.ERR_SVR_MSG_INVALID_JSON_FORMAT, contact, (context, session, body) => {
  const peer = contactPeer(context, session.userID, body);
  const mark = context.store.mark(session.userID, peer);
  const newest = newestID(context, session.userID, peer);
  context.store.putMark(session.userID, peer, { ...mark, clearedID: newest, readID: newest });
  return {};
});

function forget(context: HubContext, owner: string, peer: Peer, clear: boolean): void {
  const newest = newestID(context, owner, peer);
  const mark = context.store.mark(owner, peer);
  context.store.putMark(owner, peer, {
    ...mark,
    hiddenID: newest,
    readID: Math.max(mark.readID, newest),
    pinned: false,
    ...(clear && { clearedID: newest }),
  });
}

function newestID(context: HubContext, owner: string, peer: Peer): number {
  const [newest] =
    peer.groupID === undefined
      ? context.store.c2cHistory(owner, peer.userID, { limit: 1 })
      : context.store.groupHistory(peer.groupID, { limit: 1 });
  return newest?.id ?? 0;
}

/** Pins conversations (OperationType 1) or takes the pin off (2); the caller's other devices hear of it. */
const top = command(
  CODE.ERR_SVR_MSG_INVALID_JSON_FORMAT,
  z.looseObject({
    OperationType: z.number(),
    RecentContactItem: z.array(contact).min(1).max(100),
  }),
  (context, session, body) => {
    const pinned = body.OperationType === 1;
    // All are looked up before any is changed.
    for (const peer of body.RecentContactItem.map((item) => contactPeer(context, session.userID, item))) {
      context.store.putMark(session.userID, peer, { ...context.store.mark(session.userID, peer), pinned });
    }
    pushChange(context, session, session.userID, {
      PushType: pinned ? CHANGE.pinned : CHANGE.unpinned,
      RecentContactTopItem: { RecentContactList: body.RecentContactItem.map(named) },
    });
    return {};
  },
);

export const recentcontact: CommandTable = {
  'recentcontact.page_get': pageGet,
  'recentcontact.get_list': pageGet,
  'recentcontact.batch_delete': batchDelete,
  'recentcontact.delete': deleteOne,
  'recentcontact.clear_msg': clearMsg,
  'recentcontact.top': top,
  'recentcontact.mark_contact': groups.markContact,
  'recentcontact.get_contact_group': groups.getContactGroup,
  'recentcontact.search_contact_group': groups.searchContactGroup,
  'recentcontact.create_contact_group': groups.createContactGroup,
  'recentcontact.update_contact_group': groups.updateContactGroup,
  'recentcontact.del_contact_group': groups.delContactGroup,
};
