import type { C2CMessage } from '../../../im/wire.js';
import { contentOf, TYPE, toNative } from '../messages.js';
import { C2CRecalled, C2CReceipts, Modified, PeerRead, StatusChanged } from '../proto/generated/notices.js';
import { notice, type PushParts, type PushTranslator, SUBTYPE } from './notice.js';

/** One of the hub's C2C notices; exactly one of these is there. */
interface C2CNotify {
  WithdrawC2cMsgNotify?: { C2cWithdrawInfoArray: WithdrawInfo[] };
  C2cReadedReceipt?: { To_Account: string; UinPairReadArray: { LastReadTime: number }[] };
}

interface WithdrawInfo {
  From_Account: string;
  To_Account: string;
  MsgSeq: number;
  MsgRandom: number;
  MsgTime: number;
  MsgClientTime: number;
}

/** A C2C message was modified. */
export const c2cModified: PushTranslator = ({ C2cMsgModNotifys = [] }, parts) =>
  (C2cMsgModNotifys as C2CMessage[]).map((wire) => {
    const { head: { content: key = {}, routing = {} } = {} } = toNative(wire, parts.names);
    return notice(parts, { type: TYPE.c2c, subtype: SUBTYPE.modified, routing }, Modified, {
      content: contentOf(wire),
      c2c: {
        ...routing.c2c,
        seq: key.seq,
        random: key.random,
        serverTime: key.serverTime,
        clientTime: key.clientTime,
      },
    });
  });

/** C2C messages were taken back or read. */
export const c2cNotify: PushTranslator = ({ C2cNotifyMsgArray = [] }, parts) =>
  (C2cNotifyMsgArray as C2CNotify[]).flatMap(({ WithdrawC2cMsgNotify, C2cReadedReceipt }) => {
    if (WithdrawC2cMsgNotify) return [recalled(WithdrawC2cMsgNotify.C2cWithdrawInfoArray, parts)];
    if (C2cReadedReceipt) return [read(C2cReadedReceipt, parts)];
    return [];
  });

function recalled(messages: readonly WithdrawInfo[], parts: PushParts): Uint8Array {
  const { names } = parts;
  return notice(parts, { type: TYPE.c2c, subtype: SUBTYPE.recalled }, C2CRecalled, {
    messages: messages.map((info) => ({
      fromTinyId: names.tinyID(info.From_Account),
      toTinyId: names.tinyID(info.To_Account),
      seq: info.MsgSeq,
      random: info.MsgRandom,
      serverTime: info.MsgTime,
      clientTime: info.MsgClientTime,
    })),
  });
}

function read(
  { To_Account, UinPairReadArray }: NonNullable<C2CNotify['C2cReadedReceipt']>,
  parts: PushParts,
): Uint8Array {
  const readerTinyId = parts.names.tinyID(To_Account);
  return notice(parts, { type: TYPE.c2c, subtype: SUBTYPE.peerRead }, PeerRead, {
    readerTinyId,
    read: UinPairReadArray.map(({ LastReadTime }) => ({ readerTinyId, time: LastReadTime })),
  });
}

/** Messages that asked for a receipt were read. */
export const c2cReceipts: PushTranslator = ({ Peer_Account, C2cMsgInfo = [] }, parts) => {
  const readerTinyId = parts.names.tinyID(String(Peer_Account));
  const messages = (C2cMsgInfo as (WithdrawInfo & { TinyId: string })[]).map((info) => ({
    fromTinyId: info.TinyId,
    toTinyId: readerTinyId,
    seq: info.MsgSeq,
    random: info.MsgRandom,
    serverTime: info.MsgTime,
    clientTime: info.MsgClientTime,
  }));
  return [
    notice(parts, { type: TYPE.c2c, subtype: SUBTYPE.receipts }, C2CReceipts, { readerTinyId, messages }),
  ];
};

/** Users came online or went offline. */
export const statusChanged: PushTranslator = ({ UserStatusList = [] }, parts) => {
  const rows = UserStatusList as { To_Account: string; Status: number; CustomStatus: string }[];
  const users = rows.map(({ To_Account, Status, CustomStatus }) => ({
    tinyId: parts.names.tinyID(To_Account),
    status: Status,
    customStatus: Buffer.from(CustomStatus, 'base64').toString(),
  }));
  return [notice(parts, { type: TYPE.c2c, subtype: SUBTYPE.userStatus }, StatusChanged, { users })];
};
