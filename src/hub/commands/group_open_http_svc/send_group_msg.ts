import { z } from 'zod';
import { actingFor, GROUPS } from '../../acting-for.js';
import { command } from '../../command.js';
import { sendToGroup } from '../../group-messages.js';
import { groupMessageFields } from '../../schemas.js';

/** Sends to a group. The vendor's page: "Sending ordinary messages in a group". */
export const sendGroupMsg = command(
  10004,
  z.object({ ...groupMessageFields, From_Account: z.string().optional() }),
  (hub, session, body) => sendToGroup(hub, session, actingFor(hub, session, body.From_Account, GROUPS), body),
);
