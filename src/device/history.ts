import type { V2TIMMessage } from '../im/v2tim-message.js';
import type { WireMessage } from '../im/wire.js';
import type { Device } from './device.js';
import { toV2TIMMessage } from './messages.js';

/** Roaming history and read marks, thin over the hub's commands. */
export const history = {
  async c2c(device: Device, userID: string, count: number, lastMsg?: V2TIMMessage): Promise<V2TIMMessage[]> {
    const answer = await device.request('openim.getroammsg', {
      Peer_Account: userID,
      MaxCnt: count,
      LastMsgTime: lastMsg?.timestamp ?? 0,
      MsgKey: lastMsg ? `${lastMsg.seq}_${lastMsg.random}_${lastMsg.timestamp}` : '',
    });
    const list = (answer.MsgList ?? []) as WireMessage[];
    return list.map((wire) => toV2TIMMessage(wire, device.userID)).reverse();
  },

  async group(
    device: Device,
    groupID: string,
    count: number,
    lastMsg?: V2TIMMessage,
  ): Promise<V2TIMMessage[]> {
    const answer = await device.request('group_open_http_svc.group_msg_get', {
      GroupId: groupID,
      ReqMsgNumber: count,
      ...(lastMsg ? { ReqMsgSeq: lastMsg.seq - 1 } : {}),
    });
    return ((answer.RspMsgList ?? []) as WireMessage[]).map((wire) => toV2TIMMessage(wire, device.userID));
  },

  async markC2CRead(device: Device, userID: string): Promise<void> {
    const [newest] = await history.c2c(device, userID, 1);
    if (!newest) return;
    // By the message's time and not by the device's own, which may be behind.
    const item = { To_Account: userID, LastedMsgTime: newest.timestamp };
    const C2CMsgReaded = { Cookie: '', C2CMsgReadedItem: [item] };
    await device.request('openim.msgreaded', { C2CMsgReaded });
  },

  async markGroupRead(device: Device, groupID: string): Promise<void> {
    const [newest] = await history.group(device, groupID, 1);
    if (newest)
      await device.request('group_open_http_svc.msg_read_report', {
        GroupId: groupID,
        MsgReadedSeq: newest.seq,
      });
  },
};
