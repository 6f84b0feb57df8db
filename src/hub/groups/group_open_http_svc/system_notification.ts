import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import { command } from '../../core/command.js';
import { NOTICE, notify } from '../group-notices.js';
import { groupOf } from '../groups.js';

/** REST: the app's own notice to some members or all; it reaches those who are online. */
export const sendGroupSystemNotification = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject({
    GroupId: z.string(),
    Content: z.string().min(1),
    ToMembers_Account: z.array(z.string()).max(500).optional(),
  }),
  (context, session, body) => {
    const group = groupOf(context, body.GroupId);
    const only = body.ToMembers_Account;
    for (const { userID } of context.store.members(group.groupID)) {
      if (only && only.length > 0 && !only.includes(userID)) continue;
      notify(context, group, userID, NOTICE.custom, session.userID, { UserDefinedField: body.Content });
    }
    return {};
  },
  { adminOnly: true },
);
