import type { V2TIMMessage } from '../im/v2tim-message.js';
import type { WireMessage } from '../im/wire.js';
import type { DeviceLogin } from './login.js';
import { toV2TIMMessage } from './messages.js';

/** Roaming history and read marks, thin over the hub's commands. */
export const history = {
  async c2c(
    login: DeviceLogin,
    userID: string,
    count: number,
    lastMsg?: V2TIMMessage,
  ): Promise<V2TIMMessage[]> {
    const answer = await login.request('openim.getroammsg', {
      Peer_Account: userID,
      MaxCnt: count,
      LastMsgTime: lastMsg?.timestamp ?? 0,
      MsgKey: lastMsg ? `${lastMsg.seq}_${lastMsg.random}_${lastMsg.timestamp}` : '',
    });
    const list = (answer.MsgList ?? []) as WireMessage[];
    return list.map((wire) => toV2TIMMessage(wire, login.userID)).reverse();
  },

  async group(
    login: DeviceLogin,
    groupID: string,
    count: number,
    lastMsg?: V2TIMMessage,
  ): Promise<V2TIMMessage[]> {
    const answer = await login.request('group_open_http_svc.group_msg_get', {
      GroupId: groupID,
      ReqMsgNumber: count,
      ...(lastMsg ? { ReqMsgSeq: lastMsg.seq - 1 } : {}),
    });
    return ((answer.RspMsgList ?? []) as WireMessage[]).map((wire) => toV2TIMMessage(wire, login.userID));
  },

  async markC2CRead(login: DeviceLogin, userID: string): Promise<void> {
    const [newest] = await history.c2c(login, userID, 1);
    if (!newest) return;
    // By the message's time and not by the device's own, which may be behind.
    const item = { To_Account: userID, LastedMsgTime: newest.timestamp };
    const C2CMsgReaded = { Cookie: '', C2CMsgReadedItem: [item] };
    await login.request('openim.msgreaded', { C2CMsgReaded });
  },

  async markGroupRead(login: DeviceLogin, groupID: string): Promise<void> {
    const [newest] = await history.group(login, groupID, 1);
    if (newest)
      await login.request('group_open_http_svc.msg_read_report', {
        GroupId: groupID,
        MsgReadedSeq: newest.seq,
      });
  },
};
