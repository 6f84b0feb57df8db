import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import { actingFor, MESSAGES } from '../../accounts/acting-for.js';
import { command } from '../../core/command.js';
import { mustHaveRandom, sendC2C } from '../c2c-messages.js';
import { messageCodes, messageFields } from '../schemas.js';

/** Sends to one user. The vendor's page on sendmsg. */
export const sendmsg = command(
  { ...messageCodes, From_Account: CODE.ERR_SVR_MSG_INVALID_FROM_ACCOUNT },
  z.object({ ...messageFields, From_Account: z.string().optional(), To_Account: z.string() }),
  (context, session, body) => {
    mustHaveRandom(session, body);
    const from = actingFor(context, session, body.From_Account, MESSAGES);
    return sendC2C(context, session, from, body.To_Account, body);
  },
);
