import { z } from 'zod';
import { SigError } from '../../../im/sig-error.js';
import { actingFor, GROUPS } from '../../accounts/acting-for.js';
import { command } from '../../core/command.js';
import { groupMessageFields } from '../../messages/schemas.js';
import { sendToGroup } from '../group-messages.js';

/** Sends to a group. The vendor's page: "Sending ordinary messages in a group". */
export const sendGroupMsg = command(
  10004,
  z.object({ ...groupMessageFields, From_Account: z.string().optional() }),
  (context, session, body) => {
    if (session.admin && body.Random === undefined) throw new SigError(10004, 'Random is missing');
    return sendToGroup(context, session, actingFor(context, session, body.From_Account, GROUPS), body);
  },
);
