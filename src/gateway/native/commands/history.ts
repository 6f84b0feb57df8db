import type { C2CMessage, GroupMessage } from '../../../im/wire.js';
import { type NativeCommandTable, nativeCommand } from '../command.js';
import { toNative } from '../messages.js';
import { GroupHistoryAnswer, GroupHistoryRequest } from '../proto/generated/groups.js';
import {
  C2CHistoryAnswer,
  C2CHistoryHead,
  C2CHistoryPage,
  C2CHistoryQuery,
  C2CHistoryRequest,
} from '../proto/generated/history.js';
import { OK } from '../result.js';
import { readTwoParts, writeTwoParts } from '../two-parts.js';

/** At log-in an SDK hears of group invitations from the last 30 s (vendor's page on signaling, SDK 6.7 and later). */
const GROUP_SYNC_S = 30;

/** What was said before. */
export const historyCommands: NativeCommandTable = {
  'group_open_svc.group_msg_get': nativeCommand(
    GroupHistoryRequest,
    GroupHistoryAnswer,
    async (request, caller) => {
      const { groupId = '', seq, count = 20, syncTime = 0 } = request;
      const { RspMsgList } = await caller.ask('group_open_http_svc.group_msg_get', {
        GroupId: groupId,
        ReqMsgNumber: count,
        ...(seq && { ReqMsgSeq: seq }),
      });
      const since = syncTime === 0 ? 0 : caller.seconds() - GROUP_SYNC_S;
      const messages = (RspMsgList as GroupMessage[])
        .filter(({ MsgTime }) => MsgTime >= since)
        .map((wire) => toNative(wire, caller.names));
      return { result: OK, messages };
    },
  ),

  'im_open_msg.c2cramble': nativeCommand(C2CHistoryRequest, C2CHistoryAnswer, async ({ packet }, caller) => {
    const [head, query] = readTwoParts(packet?.parts?.parts ?? Buffer.alloc(0));
    const { conversation = {} } = C2CHistoryHead.decode(head);
    const { page = {} } = C2CHistoryQuery.decode(query);
    const { count = 20, before = {} } = page;
    const { time = 0, seq, random } = before;
    const { MsgList } = await caller.ask('openim.getroammsg', {
      Peer_Account: caller.names.userID(conversation.peerTinyId ?? '0') ?? '',
      MaxCnt: count,
      LastMsgTime: time,
      ...(random && { MsgKey: `${seq ?? 0}_${random}_${time}` }),
    });
    const messages = (MsgList as C2CMessage[]).map((wire) => ({ message: toNative(wire, caller.names) }));
    const body = C2CHistoryPage.encode({ messages: { items: messages.reverse() } }).finish();
    return { parts: writeTwoParts(head, body) };
  }),
};
