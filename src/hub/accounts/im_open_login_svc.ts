import { z } from 'zod';
import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { isUserID } from '../../im/user-id.js';
import { type CommandTable, command } from '../core/command.js';
import type { HubContext } from '../core/context.js';
import { deleteAccount } from './account-deletion.js';
import { createAccount, FACE_URL, NICK } from './accounts.js';
import { kickAll } from './logins.js';

/** Makes an account, or changes the nick and picture of one that is there. */
const accountImport = command(
  CODE.ERR_SVR_ACCOUNT_INVALID_PARAMETERS,
  z.looseObject({
    UserID: z.string().optional(),
    /** The older name of UserID. */
    Identifier: z.string().optional(),
    Nick: z.string().optional(),
    FaceUrl: z.string().optional(),
  }),
  (context, _session, body) => {
    const userID = body.UserID ?? body.Identifier ?? '';
    if (!isUserID(userID))
      throw new SigError(CODE.ERR_SVR_ACCOUNT_INVALID_PARAMETERS, `${JSON.stringify(userID)} is no user id`);
    importOne(context, userID, {
      ...(body.Nick !== undefined && { [NICK]: body.Nick }),
      ...(body.FaceUrl !== undefined && { [FACE_URL]: body.FaceUrl }),
    });
    return {};
  },
  { adminOnly: true },
);

function importOne(context: HubContext, userID: string, profile: Record<string, unknown>): void {
  const known = context.store.account(userID);
  if (!known) createAccount(context, userID, profile);
  else context.store.putAccount({ ...known, profile: { ...known.profile, ...profile } });
}

/** Up to 100 at once; names that are no user ids come back in FailAccounts. */
const multiaccountImport = command(
  CODE.ERR_SVR_ACCOUNT_INVALID_PARAMETERS,
  z.looseObject({
    Accounts: z.array(z.string()).max(100).optional(),
    AccountList: z
      .array(z.looseObject({ UserID: z.string() }))
      .max(100)
      .optional(),
  }),
  (context, _session, body) => {
    const wanted = [...(body.Accounts ?? []), ...(body.AccountList ?? []).map((each) => each.UserID)];
    if (wanted.length === 0)
      throw new SigError(
        CODE.ERR_SVR_ACCOUNT_INVALID_PARAMETERS,
        'neither Accounts nor AccountList names a user',
      );
    const good = wanted.filter(isUserID);
    for (const userID of good) importOne(context, userID, {});
    return { FailAccounts: wanted.filter((each) => !isUserID(each)) };
  },
  { adminOnly: true },
);

const users = z
  .array(z.looseObject({ UserID: z.string() }))
  .min(1)
  .max(100);

const accountCheck = command(
  CODE.ERR_SVR_ACCOUNT_INVALID_PARAMETERS,
  z.looseObject({ CheckItem: users }),
  (context, _session, body) => ({
    ResultItem: body.CheckItem.map(({ UserID }) => ({
      UserID,
      ResultCode: 0,
      ResultInfo: '',
      AccountStatus: context.store.account(UserID) ? 'Imported' : 'NotImported',
    })),
  }),
  { adminOnly: true },
);

/** Deletes accounts with all that is theirs but messages; their devices are kicked out. */
const accountDelete = command(
  CODE.ERR_SVR_ACCOUNT_INVALID_PARAMETERS,
  z.looseObject({ DeleteItem: users }),
  (context, _session, body) => ({
    ResultItem: body.DeleteItem.map(({ UserID }) => {
      if (!context.store.account(UserID))
        return { UserID, ResultCode: CODE.ERR_SVR_ACCOUNT_NOT_FOUND, ResultInfo: 'no such account' };
      deleteAccount(context, UserID);
      return { UserID, ResultCode: 0, ResultInfo: '' };
    }),
  }),
  { adminOnly: true },
);

/** Ends all of a user's log-ins. */
const kick = command(
  CODE.ERR_SVR_ACCOUNT_INVALID_PARAMETERS,
  z.looseObject({ UserID: z.string().optional(), Identifier: z.string().optional() }),
  (context, _session, body) => {
    const userID = body.UserID ?? body.Identifier ?? '';
    if (!context.store.account(userID))
      throw new SigError(CODE.ERR_SVR_ACCOUNT_NOT_FOUND, `${userID} has no account here`);
    kickAll(context, userID);
    return {};
  },
  { adminOnly: true },
);

/** Accounts, for administrators (REST). */
export const imOpenLoginSvc: CommandTable = {
  'im_open_login_svc.account_import': accountImport,
  'im_open_login_svc.multiaccount_import': multiaccountImport,
  'im_open_login_svc.account_check': accountCheck,
  'im_open_login_svc.account_delete': accountDelete,
  'im_open_login_svc.kick': kick,
};
