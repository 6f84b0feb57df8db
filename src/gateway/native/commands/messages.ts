import { type NativeCommandTable, nativeCommand } from '../command.js';
import { c2cOrder, changeOf, groupOrder } from '../messages.js';
import {
  C2CReadRequest,
  C2CRecallRequest,
  GroupReadRequest,
  GroupRecallAnswer,
  GroupRecallRequest,
  GroupSendAnswer,
  ModifyAnswer,
  ModifyRequest,
  SendAnswer,
  SendRequest,
} from '../proto/generated/exchange.js';
import { Empty, PlainAnswer } from '../proto/generated/login.js';
import { OK } from '../result.js';

/** Sending and changing messages. */
export const messageCommands: NativeCommandTable = {
  'im_open_msg.msg_send': nativeCommand(SendRequest, SendAnswer, async ({ message = {} }, caller) => {
    const { MsgTime } = await caller.ask('openim.sendmsg', c2cOrder(message, caller.names));
    return { result: OK, serverTime: MsgTime as number, seq: message.head?.content?.seq ?? 0 };
  }),

  'group_open_svc.group_msg_send': nativeCommand(SendRequest, GroupSendAnswer, async (request, caller) => {
    const order = groupOrder(request, caller.names);
    const { MsgTime, MsgSeq } = await caller.ask('group_open_http_svc.send_group_msg', order);
    return { result: OK, serverTime: MsgTime as number, seq: MsgSeq as number };
  }),

  'im_open_msg.modify_msg': nativeCommand(
    ModifyRequest,
    ModifyAnswer,
    async ({ c2c, group, content }, caller) => {
      const change = { ...changeOf(content), MsgVersion: content?.version ?? 0 };
      if (group) {
        await caller.ask('openim.modify_group_msg', {
          GroupId: group.groupId ?? '',
          MsgSeq: group.seq ?? 0,
          ...change,
        });
      } else {
        await caller.ask('openim.modify_c2c_msg', {
          From_Account: caller.names.userID(c2c?.fromTinyId ?? '0') ?? '',
          To_Account: caller.names.userID(c2c?.toTinyId ?? '0') ?? '',
          MsgSeq: c2c?.seq ?? 0,
          MsgRandom: c2c?.random ?? 0,
          MsgTime: c2c?.serverTime ?? 0,
          ...change,
        });
      }
      return { code: 0 };
    },
  ),

  'im_open_msg.msg_withdraw': nativeCommand(
    C2CRecallRequest,
    ModifyAnswer,
    async ({ message = {}, reason = '' }, { names, ask }) => {
      await ask('openim.msgwithdraw', {
        MsgInfo: {
          From_Account: names.userID(message.fromTinyId ?? '0') ?? '',
          To_Account: names.userID(message.toTinyId ?? '0') ?? '',
          MsgSeq: message.seq ?? 0,
          MsgRandom: message.random ?? 0,
          MsgTimeStamp: message.serverTime ?? 0,
        },
        Reason: reason,
      });
      return { code: 0 };
    },
  ),

  'group_open_svc.group_msg_recall': nativeCommand(
    GroupRecallRequest,
    GroupRecallAnswer,
    async ({ groupId = '', seq = 0, reason = '' }, { ask }) => {
      const { RecallRetList } = await ask('group_open_http_svc.group_msg_recall', {
        GroupId: groupId,
        MsgSeqList: [{ MsgSeq: seq }],
        Reason: reason,
      });
      const rows = RecallRetList as { MsgSeq: number; RetCode: number }[];
      return { result: OK, recalled: rows.map(({ MsgSeq, RetCode }) => ({ seq: MsgSeq, code: RetCode })) };
    },
  ),

  'im_open_msg.msg_report': nativeCommand(
    C2CReadRequest,
    PlainAnswer,
    async ({ read = [] }, { names, ask }) => {
      const C2CMsgReadedItem = read.map(({ peerTinyId = '0', time = 0 }) => ({
        To_Account: names.userID(peerTinyId) ?? '',
        LastedMsgTime: time,
      }));
      await ask('openim.msgreaded', { C2CMsgReaded: { C2CMsgReadedItem } });
      return { result: OK };
    },
  ),

  'group_open_svc.group_msg_report': nativeCommand(
    GroupReadRequest,
    PlainAnswer,
    async ({ groupId = '', seq = 0 }, { ask }) => {
      await ask('group_open_http_svc.msg_read_report', { GroupId: groupId, MsgReadedSeq: seq });
      return { result: OK };
    },
  ),

  'im_open_msg.read_all_msg': nativeCommand(Empty, PlainAnswer, async (_request, { ask }) => {
    await ask('openim.read_all_unread_msg', { C2CReadAllMsg: 1 });
    return { result: OK };
  }),
};
