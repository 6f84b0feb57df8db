import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import { isUserID } from '../../../im/user-id.js';
import { command } from '../../core/command.js';
import type { HubContext } from '../../core/context.js';
import { setCustomStatus, statusRow, unwatch, unwatchAll, watch } from '../user-status.js';

const users = z.array(z.string()).max(500);

export const setCustomStatusCommand = command(
  CODE.ERR_SVR_ACCOUNT_INVALID_PARAMETERS,
  z.looseObject({ CustomStatus: z.string().max(100) }),
  (context, session, body) => {
    setCustomStatus(context, session, body.CustomStatus);
    return {};
  },
);

/** Who is online, offline, not logged in. */
export const getUserStatus = command(
  CODE.ERR_SVR_ACCOUNT_INVALID_PARAMETERS,
  z.looseObject({ To_Account: users }),
  (context, _session, body) => {
    const { known, ErrorList } = sorted(context, body.To_Account);
    return { UserStatusList: known.map((userID) => statusRow(context, userID)), ErrorList };
  },
);

export const subscribe = command(
  CODE.ERR_SVR_ACCOUNT_INVALID_PARAMETERS,
  z.looseObject({ To_Account: users }),
  (context, session, body) => {
    const { known, ErrorList } = sorted(context, body.To_Account);
    for (const userID of known) watch(context, session.userID, userID);
    return { ErrorList };
  },
);

export const unsubscribe = command(
  CODE.ERR_SVR_ACCOUNT_INVALID_PARAMETERS,
  z.looseObject({ To_Account: users.optional(), UnsubscribeAll: z.number().optional() }),
  (context, session, body) => {
    if (body.UnsubscribeAll === 1) unwatchAll(context, session.userID);
    for (const userID of body.To_Account ?? []) unwatch(context, session.userID, userID);
    return { ErrorList: [] };
  },
);

function sorted(
  context: HubContext,
  userIDs: string[],
): { known: string[]; ErrorList: Record<string, unknown>[] } {
  const known = userIDs.filter((userID) => context.store.account(userID));
  const strangers = userIDs.filter((userID) => !context.store.account(userID));
  const ErrorList = strangers.map((userID) => ({
    ...(isUserID(userID) ? { To_Account: userID } : { Invalid_Account: userID }),
    ErrorCode: CODE.ERR_SVR_ACCOUNT_NOT_FOUND,
    ErrorInfo: `${userID} has no account here`,
  }));
  return { known, ErrorList };
}
