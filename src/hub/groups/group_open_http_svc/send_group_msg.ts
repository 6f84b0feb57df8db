import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import { SigError } from '../../../im/sig-error.js';
import { actingFor, GROUPS } from '../../accounts/acting-for.js';
import { command } from '../../core/command.js';
import { groupMessageFields } from '../../messages/schemas.js';
import { sendToGroup } from '../group-messages.js';

/** Sends to a group. The vendor's page on send_group_msg. */
export const sendGroupMsg = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.object({ ...groupMessageFields, From_Account: z.string().optional() }),
  (context, session, body) => {
    if (session.admin && body.Random === undefined)
      throw new SigError(CODE.ERR_SVR_GROUP_INVALID_PARAMETERS, 'Random is missing');
    return sendToGroup(context, session, actingFor(context, session, body.From_Account, GROUPS), body);
  },
);
