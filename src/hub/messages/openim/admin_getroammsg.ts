import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import { SigError } from '../../../im/sig-error.js';
import type { C2CMessage } from '../../../im/wire.js';
import { command } from '../../core/command.js';
import { isThereFor } from '../deletions.js';
import { older } from './getroammsg.js';

const MAX_PAGE = 100;

/**
 * REST: a page of what two users wrote to each other between two times, oldest first, as one of them has it in the history.
 * The next page is asked for with MaxTime = LastMsgTime and LastMsgKey, until Complete is 1.
 */
export const adminGetroammsg = command(
  {
    Operator_Account: CODE.ERR_SVR_MSG_INVALID_FROM_ACCOUNT,
    From_Account: CODE.ERR_SVR_MSG_INVALID_FROM_ACCOUNT,
    Peer_Account: CODE.ERR_SVR_MSG_INVALID_TO_ACCOUNT,
    To_Account: CODE.ERR_SVR_MSG_INVALID_TO_ACCOUNT,
    '': CODE.ERR_SVR_MSG_INVALID_JSON_FORMAT,
  },
  z.looseObject({
    Operator_Account: z.string().optional(),
    Peer_Account: z.string().optional(),
    /** The older names of the two. */
    From_Account: z.string().optional(),
    To_Account: z.string().optional(),
    MaxCnt: z.int().min(1),
    /** Unix seconds, both inclusive. */
    MinTime: z.number(),
    MaxTime: z.number(),
    LastMsgKey: z.string().optional(),
  }),
  (context, _session, body) => {
    const { Operator_Account: owner = body.From_Account, Peer_Account: peer = body.To_Account } = body;
    if (owner === undefined)
      throw new SigError(CODE.ERR_SVR_MSG_INVALID_FROM_ACCOUNT, 'Operator_Account is missing');
    if (peer === undefined)
      throw new SigError(CODE.ERR_SVR_MSG_INVALID_TO_ACCOUNT, 'Peer_Account is missing');
    const { MinTime, MaxTime, LastMsgKey = '' } = body;
    const limit = Math.min(body.MaxCnt, MAX_PAGE);
    const place = { time: MaxTime, key: LastMsgKey };
    const found = older(context, owner, peer, place, limit + 1).filter(({ wire }) => wire.MsgTime >= MinTime);
    const page = found.slice(0, limit);
    const oldest = page.at(-1)?.wire as C2CMessage | undefined;
    const list = page.reverse().filter(isThereFor(context, owner));
    return {
      Complete: found.length > limit ? 0 : 1,
      MsgCnt: list.length,
      LastMsgTime: oldest?.MsgTime ?? 0,
      LastMsgKey: oldest?.MsgKey ?? '',
      MsgList: list.map(({ wire, recalled }) => ({ ...wire, MsgFlagBits: recalled ? 8 : 0 })),
    };
  },
  { adminOnly: true },
);
