import type { MsgElement } from '../im/elements.js';
import { CODE } from '../im/error-codes.js';
import { SigError } from '../im/sig-error.js';
import type { V2TIMMessage } from '../im/v2tim-message.js';
import type { ResponseBody } from '../im/wire.js';
import type { MessageRef } from './invitation-store.js';
import type { DeviceLogin } from './login.js';

/** Puts other elements into a stored message. @throws SigError 8006 (web: 2480) changed by somebody else meanwhile */
export async function rewrite(
  login: DeviceLogin,
  message: MessageRef,
  MsgBody: readonly MsgElement[],
): Promise<ResponseBody> {
  const { from, to, groupID, seq, random, time } = message;
  const change = { MsgBody, CloudCustomData: message.cloudCustomData, MsgVersion: message.version };
  try {
    if (groupID !== '') {
      return await login.request('openim.modify_group_msg', { GroupId: groupID, MsgSeq: seq, ...change });
    }
    const place = { From_Account: from, To_Account: to, MsgSeq: seq, MsgRandom: random, MsgTime: time };
    return await login.request('openim.modify_c2c_msg', { ...place, ...change });
  } catch (thrown) {
    const error = SigError.from(thrown);
    throw error.code === CODE.ERR_SVR_MSG_MODIFY_CONFLICT
      ? new SigError(login.dialect.modifyConflictCode)
      : error;
  }
}

/** Takes a stored message back. @throws SigError with the hub's code */
export async function revoke(login: DeviceLogin, message: V2TIMMessage): Promise<void> {
  const { from, to, groupID, seq, random, time } = refTo(login.userID, message);
  if (groupID === '') {
    const place = { From_Account: from, To_Account: to, MsgSeq: seq, MsgRandom: random, MsgTimeStamp: time };
    await login.request('openim.msgwithdraw', { MsgInfo: place });
    return;
  }
  const body = { GroupId: groupID, MsgSeqList: [{ MsgSeq: seq }] };
  const answer = await login.request('group_open_http_svc.group_msg_recall', body);
  const [outcome] = (answer.RecallRetList ?? []) as { RetCode: number }[];
  if (outcome && outcome.RetCode !== 0) throw new SigError(outcome.RetCode);
}

/** How an app's message is named when it is to be changed. */
export function refTo(self: string, message: V2TIMMessage): MessageRef {
  const { sender, userID, groupID, seq, random, timestamp, version, cloudCustomData } = message;
  const to = groupID !== '' ? '' : sender === self ? userID : self;
  return { from: sender, to, groupID, seq, random, time: timestamp, version, cloudCustomData };
}
