import { z } from 'zod';
import { actingFor, MESSAGES } from '../../acting-for.js';
import { sendC2C } from '../../c2c.js';
import { command } from '../../command.js';
import { messageFields } from '../../schemas.js';

/** Sends to one user. The vendor's page: "Sending one-to-one messages to one user". */
export const sendmsg = command(
  { To_Account: 90003, MsgBody: 90002, MsgRandom: 90005, From_Account: 90008, '': 90010 },
  z.object({ ...messageFields, From_Account: z.string().optional(), To_Account: z.string() }),
  (hub, session, body) =>
    sendC2C(hub, session, actingFor(hub, session, body.From_Account, MESSAGES), body.To_Account, body),
);
