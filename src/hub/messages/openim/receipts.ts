import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import type { C2CMessage } from '../../../im/wire.js';
import { command } from '../../core/command.js';
import { uint32 } from '../schemas.js';

/** The caller has read certain messages whose sender wants to know; the sender is told. */
export const c2cMsgReadReceipt = command(
  CODE.ERR_SVR_MSG_INVALID_JSON_FORMAT,
  z.looseObject({
    Peer_Account: z.string(),
    C2CMsgInfo: z
      .array(z.looseObject({ MsgSeq: uint32, MsgRandom: uint32, MsgTime: z.number() }))
      .min(1)
      .max(30),
  }),
  (context, session, body) => {
    const { Peer_Account: peer } = body;
    const PeerReadTime = context.seconds();
    const C2cMsgInfo: Record<string, unknown>[] = [];
    for (const { MsgSeq, MsgRandom, MsgTime } of body.C2CMsgInfo) {
      const stored = context.store.c2cMessage(session.userID, peer, `${MsgSeq}_${MsgRandom}_${MsgTime}`);
      const wire = stored?.wire as C2CMessage | undefined;
      if (!stored || !wire || wire.From_Account !== peer || wire.IsNeedReadReceipt !== 1) continue;
      if (wire.IsPeerRead === 1) continue;
      context.store.replace({ ...stored, wire: { ...wire, IsPeerRead: 1 } });
      const { TinyId, MsgClientTime } = wire;
      C2cMsgInfo.push({ MsgSeq, MsgRandom, MsgTime, MsgClientTime, TinyId });
    }
    if (C2cMsgInfo.length > 0) {
      context.pushTo(peer, { Event: 16, Peer_Account: session.userID, PeerReadTime, C2cMsgInfo });
    }
    return {};
  },
);
