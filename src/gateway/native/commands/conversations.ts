import type { C2CMessage } from '../../../im/wire.js';
import { type NativeCaller, type NativeCommandTable, nativeCommand } from '../command.js';
import { conversation } from '../conversation.js';
import { toNative } from '../messages.js';
import { Empty, PlainAnswer } from '../proto/generated/login.js';
import {
  ClearHistoryRequest,
  ContactGroupsAnswer,
  type ConversationKey,
  ConversationsAnswer,
  ConversationsRequest,
  DeleteConversationsRequest,
  MissedAnswer,
  type MissedAnswer_Missed,
  MissedRequest,
  PinRequest,
} from '../proto/generated/sync.js';
import { OK } from '../result.js';

/** MissedRequest.flag of an acknowledgement, and MissedAnswer.flag of the last page. */
const DONE = 2;

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

  'Recentcontact.GetContactGroup_PB': nativeCommand(Empty, ContactGroupsAnswer, async () => ({
    code: 0,
    complete2: 1,
    complete3: 1,
    complete4: 1,
  })),

  'Recentcontact.Top_PB': nativeCommand(
    PinRequest,
    PlainAnswer,
    async ({ operation = 0, conversations = [] }, caller) => {
      const RecentContactItem = conversations.map((key) => contact(key, caller));
      await caller.ask('recentcontact.top', { OperationType: operation, RecentContactItem });
      return { result: OK };
    },
  ),

  'Recentcontact.BatchDelete_PB': nativeCommand(
    DeleteConversationsRequest,
    PlainAnswer,
    async ({ clear = 0, conversations = [] }, caller) => {
      const ContactItem = conversations.map((key) => contact(key, caller));
      await caller.ask('recentcontact.batch_delete', { ContactItem, ClearRamble: clear });
      return { result: OK };
    },
  ),

  'Recentcontact.ClearMsg_PB': nativeCommand(ClearHistoryRequest, PlainAnswer, async (request, caller) => {
    await caller.ask('recentcontact.clear_msg', contact(request, caller));
    return { result: OK };
  }),

  'im_open_msg.msg_sync': nativeCommand(MissedRequest, MissedAnswer, async ({ cookie, flag }, caller) => {
    if (flag === DONE) return { code: 0, cookie: cookie ?? Buffer.alloc(0), flag: DONE };
    const answer = await caller.ask('openim.getmsg', { Cookie: cookie?.toString('latin1') ?? '' });
    const counts = answer.C2CPairUnreadCount as { From_Account: string; UnreadCount: number }[];
    return {
      code: 0,
      cookie: Buffer.from(String(answer.Cookie)),
      flag: answer.SyncFlag as number,
      missed: perPeer(answer.MsgList as C2CMessage[], counts, caller),
    };
  }),
};

function perPeer(
  messages: readonly C2CMessage[],
  counts: readonly { From_Account: string; UnreadCount: number }[],
  { names }: NativeCaller,
): MissedAnswer_Missed[] {
  const bySender = Map.groupBy(messages, (message) => message.From_Account);
  return counts.map(({ From_Account, UnreadCount }) => ({
    peerTinyId: names.tinyID(From_Account),
    messages: (bySender.get(From_Account) ?? []).map((wire) => toNative(wire, names)),
    unreadCount: UnreadCount,
  }));
}

function contact({ type, peerTinyId = '0', groupId }: ConversationKey, { names }: NativeCaller) {
  return { Type: type, To_Account: names.userID(peerTinyId) ?? '', ...(groupId && { ToGroupid: groupId }) };
}
