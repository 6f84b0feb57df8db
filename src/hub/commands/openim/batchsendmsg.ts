import { z } from 'zod';
import { SigError } from '../../../im/sig-error.js';
import { actingFor, MESSAGES } from '../../acting-for.js';
import { sendC2C } from '../../c2c.js';
import { command } from '../../command.js';
import { messageFields } from '../../schemas.js';

/** REST: one message to up to 500 users; who can't be reached is named in ErrorList, with the reason. */
export const batchsendmsg = command(
  { To_Account: 90003, MsgBody: 90002, MsgRandom: 90005, '': 90010 },
  z.object({
    ...messageFields,
    From_Account: z.string().optional(),
    To_Account: z.array(z.string()).min(1).max(500),
  }),
  (hub, session, body) => {
    const from = actingFor(hub, session, body.From_Account, MESSAGES);
    const numbers = {
      MsgSeq: body.MsgSeq ?? hub.entropy.uint32(),
      MsgRandom: body.MsgRandom ?? hub.entropy.uint32(),
    };
    const ErrorList: { To_Account: string; ErrorCode: number }[] = [];
    let sent: { MsgKey: string } | undefined;
    for (const To_Account of body.To_Account) {
      try {
        sent = sendC2C(hub, session, from, To_Account, { ...body, ...numbers });
      } catch (thrown) {
        const { code } = SigError.from(thrown);
        // What is wrong with the message itself is wrong for all.
        if (code !== 90012 && code !== 20003) throw thrown;
        ErrorList.push({ To_Account, ErrorCode: code });
      }
    }
    return { MsgKey: sent?.MsgKey ?? '', ...(ErrorList.length > 0 && { ErrorList }) };
  },
  { adminOnly: true },
);
