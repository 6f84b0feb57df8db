import type { C2CMessage } from '../../../im/wire.js';
import { type Caller, type NativeCommandTable, nativeCommand } from '../command.js';
import { toNative } from '../messages.js';
import { PlainAnswer } from '../proto/generated/login.js';
import {
  ContactGroupsAnswer,
  type Conversation,
  ConversationsAnswer,
  ConversationsRequest,
  MissedAnswer,
  MissedRequest,
} from '../proto/generated/sync.js';

/** Conversations, and what came while the device was away. */
export const conversationCommands: NativeCommandTable = {
  'Recentcontact.PageGet_PB': nativeCommand(
    ConversationsRequest,
    ConversationsAnswer,
    async (request, caller) => {
      const answer = await caller.ask('recentcontact.page_get', {
        TimeStamp: request.timestamp ?? 0,
        StartIndex: request.startIndex ?? 0,
      });
      const items = answer.SessionItem as Record<string, unknown>[];
      return {
        items: items.map((item) => conversation(item, caller)),
        timestamp: answer.TimeStamp as number,
        complete: answer.CompleteFlag as number,
        startIndex: answer.StartIndex as number,
        pinnedTimestamp: 0,
        pinnedIndex: 0,
      };
    },
  ),

  'Recentcontact.GetContactGroup_PB': nativeCommand(PlainAnswer, ContactGroupsAnswer, async () => ({
    code: 0,
    complete2: 1,
    complete3: 1,
    complete4: 1,
  })),

  'im_open_msg.msg_sync': nativeCommand(MissedRequest, MissedAnswer, async ({ cookie, flag }, caller) => {
    if (flag === 2) return { code: 0, cookie: cookie ?? Buffer.alloc(0), flag: 2 };
    const answer = await caller.ask('openim.getmsg', { Cookie: cookie?.toString('latin1') ?? '' });
    return {
      code: 0,
      cookie: Buffer.from(String(answer.Cookie)),
      flag: answer.SyncFlag as number,
      missed: perPeer(answer.MsgList as C2CMessage[], caller),
    };
  }),
};

function perPeer(messages: readonly C2CMessage[], { names }: Caller) {
  const bySender = Map.groupBy(messages, (message) => message.From_Account);
  return Array.from(bySender, ([sender, theirs]) => ({
    peerTinyId: names.tinyID(sender),
    messages: theirs.map((wire) => toNative(wire, names)),
  }));
}

function conversation(item: Record<string, unknown>, { names }: Caller): Conversation {
  if (item.Type === 1) {
    return {
      peerTinyId: names.tinyID(String(item.To_Account)),
      type: 1,
      faceUrl: String(item.C2cImage),
      name: String(item.C2cNick),
      c2cReadTime: item.C2cPeerReadTime as number,
    };
  }
  return {
    type: 2,
    groupId: String(item.ToAccount),
    groupName: String(item.GroupNick),
    groupFaceUrl: String(item.GroupImage),
    groupReadSeq: item.MsgGroupReadedSeq as number,
    groupNextSeq: item.GroupNextMsgSeq as number,
  };
}
