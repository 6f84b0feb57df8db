import { customElement } from '../im/elements.js';
import { CODE } from '../im/error-codes.js';
import { MAX_MESSAGE_BYTES } from '../im/limits.js';
import type { OfflinePushInfo } from '../im/offline-push.js';
import { SigError } from '../im/sig-error.js';
import { isGroupMessage, type ResponseBody, type WireMessage } from '../im/wire.js';
import { ACTION } from '../signaling/action.js';
import type { SignalingInfo } from '../signaling/signaling-info.js';
import type { MessageRef } from './invitation-store.js';
import type { DeviceLogin } from './login.js';
import { rewrite } from './stored-messages.js';

export interface SendOptions {
  push?: OfflinePushInfo | undefined;
  /** Those of an earlier sending, which this one repeats. */
  numbers?: { seq: number; random: number };
}

/** Makes messages of signals: which form they take on the wire, to whom they go, how they are changed. */
export class SignalSender {
  #login: DeviceLogin;

  constructor(login: DeviceLogin) {
    this.#login = login;
  }

  /** New numbers for a message. */
  numbers(): { seq: number; random: number } {
    const random = this.#login.entropy.uint32();
    return { seq: this.#login.nextSeq(), random };
  }

  /** Sends a signal as a message. @throws SigError 8001 over 12 KB, the hub's codes */
  async send(
    info: SignalingInfo,
    onlineUserOnly: boolean,
    { push, numbers: { seq, random } = this.numbers() }: SendOptions = {},
  ): Promise<MessageRef> {
    const { userID, dialect } = this.#login;
    const text = dialect.encode(info, onlineUserOnly);
    if (Buffer.byteLength(text) > MAX_MESSAGE_BYTES && dialect.checksSizeItself) {
      throw new SigError(
        CODE.ERR_SDK_MSG_BODY_SIZE_LIMIT,
        `the signal has ${Buffer.byteLength(text)} bytes, ${MAX_MESSAGE_BYTES} are allowed`,
      );
    }
    const toInviter = info.actionType !== ACTION.invite && info.inviter !== userID;
    const to = info.groupID !== '' ? '' : toInviter ? info.inviter : info.inviteeList[0]!;
    const answer = await this.#login.send({
      to,
      groupID: info.groupID,
      element: customElement(text),
      seq,
      random,
      onlineUserOnly,
      push,
      control: control(info),
      priority: 'High',
    });
    return {
      from: userID,
      to,
      groupID: info.groupID,
      seq: info.groupID === '' ? seq : Number(answer.MsgSeq),
      random,
      time: Number(answer.MsgTime),
      version: 0,
      cloudCustomData: '',
    };
  }

  /** Puts another signal into a message that was sent. @throws SigError 8006 (web: 2480) changed by somebody else meanwhile */
  modify(message: MessageRef, info: SignalingInfo, onlineUserOnly: boolean): Promise<ResponseBody> {
    const text = this.#login.dialect.encode(info, onlineUserOnly);
    return rewrite(this.#login, message, [customElement(text)]);
  }
}

/** Words in `data` that keep a signal out of unread counts and conversation previews (Web SDK 3.6). */
function control({ actionType, data }: SignalingInfo): string[] {
  const quiet =
    actionType === ACTION.timeout
      ? data.includes('excludeTimeoutSignalingFromHistoryMessage')
      : data.includes('excludeFromHistoryMessage') ||
        data.includes('excludeOriginalSignalingFromHistoryMessage');
  return quiet ? ['NoMsgCheck', 'NoUnread', 'NoLastMsg'] : ['NoMsgCheck'];
}

/** How a message that came is named when it is to be modified. */
export function messageRef(wire: WireMessage): MessageRef {
  const group = isGroupMessage(wire);
  return {
    from: wire.From_Account,
    to: group ? '' : wire.To_Account,
    groupID: group ? wire.GroupId : '',
    seq: wire.MsgSeq,
    random: wire.MsgRandom,
    time: wire.MsgTime,
    version: wire.MsgVersion,
    cloudCustomData: wire.CloudCustomData,
  };
}
