import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import { SigError } from '../../../im/sig-error.js';
import { actingFor, MESSAGES } from '../../accounts/acting-for.js';
import { command } from '../../core/command.js';
import { deleteFor } from '../deletions.js';

/** Deletes messages from one side's history; the other side keeps them. What is not there is passed over. */
export const deleteC2CMsgRamble = command(
  { To_Account: CODE.ERR_SVR_MSG_INVALID_TO_ACCOUNT, '': CODE.ERR_SVR_MSG_INVALID_JSON_FORMAT },
  z.looseObject({
    From_Account: z.string().optional(),
    To_Account: z.string().optional(),
    /** REST names the two sides so. */
    Operator_Account: z.string().optional(),
    Peer_Account: z.string().optional(),
    MsgKeyList: z.array(z.string()).min(1).max(100),
  }),
  (context, session, body) => {
    const owner = actingFor(context, session, body.Operator_Account ?? body.From_Account, MESSAGES);
    const peer = body.Peer_Account ?? body.To_Account;
    if (peer === undefined) throw new SigError(CODE.ERR_SVR_MSG_INVALID_TO_ACCOUNT, 'To_Account is missing');
    for (const key of body.MsgKeyList) {
      const stored = context.store.c2cMessage(owner, peer, key);
      if (stored) deleteFor(context, owner, stored);
    }
    return {};
  },
);
