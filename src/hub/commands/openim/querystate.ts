import { z } from 'zod';
import { command } from '../../command.js';
import { statusOf } from '../../user-status.js';

/** Status by the vendor's names in REST. */
const NAMES = { 1: 'Online', 2: 'PushOnline', 3: 'Offline' } as const;

/** REST: who has a session, and on which platforms. */
export const querystate = command(
  90010,
  z.looseObject({
    To_Account: z.array(z.string()).min(1).max(500),
    IsNeedDetail: z.number().optional(),
  }),
  (hub, _session, body) => {
    const known = body.To_Account.filter((userID) => hub.store.account(userID));
    const unknown = body.To_Account.filter((userID) => !hub.store.account(userID));
    return {
      QueryResult: known.map((To_Account) => ({
        To_Account,
        Status: NAMES[statusOf(hub, To_Account)],
        ...(body.IsNeedDetail === 1 && {
          Detail: hub.sessions
            .of(To_Account)
            .map(({ credentials }) => ({ Platform: credentials.platform, Status: 'Online' })),
        }),
      })),
      ErrorList: unknown.map((To_Account) => ({ To_Account, ErrorCode: 70107 })),
    };
  },
  { adminOnly: true },
);
