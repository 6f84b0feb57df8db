import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import { SigError } from '../../../im/sig-error.js';
import { actingFor, MESSAGES } from '../../accounts/acting-for.js';
import { command } from '../../core/command.js';
import { mustHaveRandom, sendC2C } from '../c2c-messages.js';
import { messageCodes, messageFields } from '../schemas.js';

const MAX_RECEIVERS = 500;

/**
 * REST: one message to up to 500 users. Who can't be reached is named in ErrorList, with the reason, while the others get
 * theirs (ActionStatus SomeError); it fails when nobody can be.
 */
export const batchsendmsg = command(
  { ...messageCodes, From_Account: CODE.ERR_SVR_MSG_INVALID_FROM_ACCOUNT },
  z.object({
    ...messageFields,
    From_Account: z.string().optional(),
    To_Account: z.array(z.string()).min(1),
  }),
  (context, session, body) => {
    mustHaveRandom(session, body);
    if (body.To_Account.length > MAX_RECEIVERS) throw new SigError(CODE.ERR_SVR_MSG_TO_ACCOUNT_COUNT_LIMIT);
    const from = actingFor(context, session, body.From_Account, MESSAGES);
    const order = { ...body, MsgSeq: body.MsgSeq ?? context.entropy.uint32() };
    const ErrorList: { To_Account: string; ErrorCode: number }[] = [];
    let MsgKey: string | undefined;
    for (const To_Account of body.To_Account) {
      try {
        ({ MsgKey } = sendC2C(context, session, from, To_Account, order));
      } catch (thrown) {
        const { code } = SigError.from(thrown);
        // What is wrong with the message itself is wrong for all.
        if (code !== CODE.ERR_SVR_MSG_TO_ACCOUNT_NOT_FOUND && code !== CODE.ERR_SVR_MSG_INVALID_ID)
          throw thrown;
        ErrorList.push({ To_Account, ErrorCode: CODE.ERR_SVR_ACCOUNT_NOT_FOUND });
      }
    }
    if (MsgKey === undefined)
      throw new SigError(CODE.ERR_SVR_MSG_TO_ACCOUNT_NOT_FOUND, 'none of To_Account has an account here');
    return ErrorList.length === 0 ? { MsgKey } : { ActionStatus: 'SomeError', MsgKey, ErrorList };
  },
  { adminOnly: true },
);
