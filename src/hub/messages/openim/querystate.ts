import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import { SigError } from '../../../im/sig-error.js';
import { devicesOf } from '../../accounts/login-records.js';
import { type Command, command } from '../../core/command.js';
import type { HubContext } from '../../core/context.js';

const MAX_USERS = 500;

type State = 'Online' | 'PushOnline' | 'Offline';

/** The platforms that offline pushes reach: elsewhere a lost line means offline (vendor's page on account status). */
const PUSHED_TO = ['iOS', 'iPad', 'Android'];

/** REST: who is online; `query_online_status` says Status, the older `querystate` State. */
export const queryOnlineStatus = query('Status');
export const querystate = query('State');

function query(field: 'Status' | 'State'): Command {
  return command(
    { To_Account: CODE.ERR_SVR_MSG_INVALID_TO_ACCOUNT, '': CODE.ERR_SVR_MSG_JSON_PARSE_FAILED },
    z.looseObject({ To_Account: z.array(z.string()), IsNeedDetail: z.number().optional() }),
    (context, _session, { To_Account: users, IsNeedDetail }) => {
      if (users.length === 0)
        throw new SigError(CODE.ERR_SVR_MSG_JSON_PARSE_FAILED, 'To_Account names nobody');
      if (users.length > MAX_USERS) throw new SigError(CODE.ERR_SVR_MSG_TO_ACCOUNT_COUNT_LIMIT);
      const known = users.filter((userID) => context.store.account(userID));
      const unknown = users.filter((userID) => !context.store.account(userID));
      if (known.length === 0)
        throw new SigError(CODE.ERR_SVR_ACCOUNT_NOT_FOUND, 'none of To_Account has an account here');
      return {
        QueryResult: known.map((To_Account) => {
          const Detail = detail(context, To_Account);
          const withDetail = IsNeedDetail === 1 && Detail.length > 0;
          return { To_Account, [field]: best(Detail), ...(withDetail && { Detail }) };
        }),
        ...(unknown.length > 0 && {
          ErrorList: unknown.map((To_Account) => ({ To_Account, ErrorCode: CODE.ERR_SVR_ACCOUNT_NOT_FOUND })),
        }),
      };
    },
    { adminOnly: true },
  );
}

/** Each device that is not offline. */
function detail(context: HubContext, userID: string): { Platform: string; Status: State }[] {
  return devicesOf(context, userID)
    .filter(({ online, platform }) => online || PUSHED_TO.includes(platform))
    .map(({ online, platform }) => ({ Platform: platform, Status: online ? 'Online' : 'PushOnline' }));
}

function best(devices: { Status: State }[]): State {
  if (devices.some(({ Status }) => Status === 'Online')) return 'Online';
  return devices.length > 0 ? 'PushOnline' : 'Offline';
}
