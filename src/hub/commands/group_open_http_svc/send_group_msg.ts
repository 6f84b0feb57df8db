import { z } from 'zod';
import { actingFor } from '../../c2c.js';
import { command } from '../../command.js';
import { sendToGroup } from '../../group-messages.js';
import { groupMessageFields } from '../../schemas.js';

/** Sends to a group. The vendor's page: "Sending ordinary messages in a group". */
export const sendGroupMsg = command(
  10004,
  z.object({ ...groupMessageFields, From_Account: z.string().optional() }),
  (hub, session, body) => sendToGroup(hub, session, actingFor(session, body.From_Account), body),
);
