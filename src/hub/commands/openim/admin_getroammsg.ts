import { z } from 'zod';
import type { C2CMessage } from '../../../im/wire.js';
import { command } from '../../command.js';
import { shown } from '../../recalls.js';
import { older } from './getroammsg.js';

const MAX_PAGE = 100;

/**
 * REST: a page of what two users wrote to each other between two times, oldest first. The next page is asked for with
 * MaxTime = LastMsgTime and LastMsgKey, until Complete is 1.
 */
export const adminGetroammsg = command(
  90010,
  z.looseObject({
    Operator_Account: z.string(),
    Peer_Account: z.string(),
    MaxCnt: z.int().min(1),
    /** Unix seconds, both inclusive. */
    MinTime: z.number(),
    MaxTime: z.number(),
    LastMsgKey: z.string().optional(),
    WithRecalledMsg: z.number().optional(),
  }),
  (hub, _session, body) => {
    const { Operator_Account: owner, Peer_Account: peer, MinTime, MaxTime, LastMsgKey = '' } = body;
    const limit = Math.min(body.MaxCnt, MAX_PAGE);
    const place = { time: MaxTime, key: LastMsgKey };
    const found = older(hub, owner, peer, place, limit + 1).filter(({ wire }) => wire.MsgTime >= MinTime);
    const page = found.slice(0, limit);
    const last = page.at(-1)?.wire as C2CMessage | undefined;
    const list = page.filter(shown(body.WithRecalledMsg)).reverse();
    return {
      Complete: found.length > limit ? 0 : 1,
      MsgCnt: list.length,
      LastMsgTime: last?.MsgTime ?? 0,
      LastMsgKey: last?.MsgKey ?? '',
      MsgList: list.map(({ wire, recalled }) => ({ ...wire, MsgFlagBits: recalled ? 8 : 0 })),
    };
  },
  { adminOnly: true },
);
