import type { MsgElement } from '../../im/elements.js';
import type { NativeCaller } from './command.js';
import { elementsToNative } from './elements.js';
import { ORDINARY, TYPE } from './messages.js';
import type { Message, RoutingHead } from './proto/generated/message.js';
import type { Conversation } from './proto/generated/sync.js';

type Item = Record<string, unknown>;

interface LastMessage {
  MsgBody: MsgElement[];
  CloudCustomData: string;
}

/** One row of recentcontact.page_get. */
export function conversation(item: Item, caller: NativeCaller): Conversation {
  const { names } = caller;
  const common = { pinned: item.TopFlags as number, receiveOption: item.MsgRecvOption as number };
  if (item.Type === 1) {
    const peerTinyId = names.tinyID(String(item.To_Account));
    const sent = item.LastC2CMsgFrom_Account === caller.userID;
    const c2c = sent
      ? { fromTinyId: caller.tinyID, toTinyId: peerTinyId }
      : { fromTinyId: peerTinyId, toTinyId: caller.tinyID };
    return {
      ...common,
      type: 1,
      peerTinyId,
      faceUrl: String(item.C2cImage),
      name: String(item.C2cRemark || item.C2cNick),
      c2cReadTime: item.C2cPeerReadTime as number,
      ...lastMessage(item, String(item.LastC2CMsgFrom_Account), { c2c }),
    };
  }
  const sender = String(item.MsgGroupFrom_Account);
  const group = { fromTinyId: sender ? names.tinyID(sender) : '0', groupId: String(item.ToAccount) };
  return {
    ...common,
    type: 2,
    groupId: group.groupId,
    groupName: String(item.GroupNick),
    groupFaceUrl: String(item.GroupImage),
    groupReadSeq: item.MsgGroupReadedSeq as number,
    groupNextSeq: item.GroupNextMsgSeq as number,
    ...lastMessage(item, sender, { group }),
  };
}

function lastMessage(item: Item, sender: string, routing: RoutingHead): { lastMessage?: Message } {
  const { MsgBody, CloudCustomData } = item.LastMsg as LastMessage;
  if (MsgBody.length === 0) return {};
  const isGroup = routing.group !== undefined;
  const seq = item.MsgSeq as number;
  return {
    lastMessage: {
      head: {
        content: {
          type: isGroup ? TYPE.group : TYPE.c2c,
          subtype: ORDINARY,
          ...(isGroup ? { groupSeq: seq } : { seq }),
          random: item.MsgRandom as number,
          serverTime: item.MsgTime as number,
          clientTime: item.MsgTime as number,
        },
        routing,
        extension: { fromUserId: sender },
      },
      content: { body: { elements: elementsToNative(MsgBody) }, cloudCustomData: CloudCustomData },
    },
  };
}
