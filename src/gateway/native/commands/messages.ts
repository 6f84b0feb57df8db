import { type NativeCommandTable, nativeCommand } from '../command.js';
import { c2cOrder, changeOf, groupOrder } from '../messages.js';
import {
  GroupSendAnswer,
  ModifyAnswer,
  ModifyRequest,
  SendAnswer,
  SendRequest,
} from '../proto/generated/exchange.js';
import { OK } from '../result.js';

/** Sending and changing messages. */
export const messageCommands: NativeCommandTable = {
  'im_open_msg.msg_send': nativeCommand(SendRequest, SendAnswer, async ({ message = {} }, caller) => {
    const { MsgTime } = await caller.ask('openim.sendmsg', c2cOrder(message, caller.names));
    return { result: OK, serverTime: MsgTime as number, seq: message.head?.content?.seq ?? 0 };
  }),

  'group_open_svc.group_msg_send': nativeCommand(
    SendRequest,
    GroupSendAnswer,
    async ({ message = {} }, caller) => {
      const { MsgTime, MsgSeq } = await caller.ask('group_open_http_svc.send_group_msg', groupOrder(message));
      return { result: OK, serverTime: MsgTime as number, seq: MsgSeq as number };
    },
  ),

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
};
