import type { MsgElement } from '../im/elements.js';
import { CODE } from '../im/error-codes.js';
import { MAX_MESSAGE_BYTES } from '../im/limits.js';
import type { OfflinePushInfo } from '../im/offline-push.js';
import { SigError } from '../im/sig-error.js';
import type { V2TIMMessage } from '../im/v2tim-message.js';
import type { DeviceLogin } from './login.js';

/**
 * Sends an ordinary message, to a user or to a group (the other is ''), and gives it back as it was stored.
 * @throws SigError 8001 over 12 KB, and as {@link DeviceLogin.send}
 */
export async function sendElement(
  login: DeviceLogin,
  element: MsgElement,
  to: string,
  groupID: string,
  options: { onlineUserOnly?: boolean; offlinePushInfo?: OfflinePushInfo },
): Promise<V2TIMMessage> {
  const size = Buffer.byteLength(JSON.stringify(element.MsgContent));
  if (size > MAX_MESSAGE_BYTES && login.dialect.checksSizeItself)
    throw new SigError(CODE.ERR_SDK_MSG_BODY_SIZE_LIMIT);
  const { onlineUserOnly = false, offlinePushInfo: push } = options;
  const seq = login.nextSeq();
  const random = login.entropy.uint32();
  const answer = await login.send({
    ...{ to, groupID, element, seq, random, onlineUserOnly, push },
    ...{ control: [], priority: 'Normal' },
  });
  const timestamp = Number(answer.MsgTime);
  return {
    msgID: `${login.tinyID}-${timestamp}-${random}`,
    timestamp,
    sender: login.userID,
    userID: to,
    groupID,
    seq: groupID === '' ? seq : Number(answer.MsgSeq),
    random,
    isSelf: true,
    isOnlineOnly: onlineUserOnly,
    elements: [element],
    cloudCustomData: '',
    version: 0,
  };
}
