import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import type { WireMessage } from '../../../im/wire.js';
import { command } from '../../core/command.js';
import type { HubContext } from '../../core/context.js';
import type { StoredMessage } from '../../store/store.js';
import { isThereFor } from '../deletions.js';
import { recentUncounted } from '../recent-uncounted.js';

/** Messages per answer. */
const PAGE = 100;

/**
 * What came while the device was away: unread C2C messages, old to new, page by page. The Cookie is the id of the newest
 * message told so far; SyncFlag 1 means more to come, 2 done (Web SDK 3.6, unread sync).
 */
export const getmsg = command(
  CODE.ERR_SVR_MSG_INVALID_JSON_FORMAT,
  z.looseObject({ Cookie: z.string().optional(), NeedSignaling: z.number().optional() }),
  (context, session, body) => {
    const after = Number(body.Cookie) || 0;
    const missed = context.store.unreadC2C(session.userID, { afterID: after, limit: PAGE + 1 });
    const page = missed.slice(0, PAGE);
    return {
      Cookie: String(page.at(-1)?.id ?? after),
      SyncFlag: missed.length > PAGE ? 1 : 2,
      MsgList: withUncounted(context, session.userID, page, after === 0 && body.NeedSignaling === 1),
      EventArray: [],
      C2CRemainingUnreadCount: [],
      // Web SDK 3.6 knows these two by other names (...List) once it has read them.
      C2CPairUnreadCount: context.store
        .unreadCounts(session.userID)
        .map(({ userID, count }) => ({ From_Account: userID, UnreadCount: count })),
    };
  },
);

function withUncounted(
  context: HubContext,
  userID: string,
  page: readonly StoredMessage[],
  wanted: boolean,
): WireMessage[] {
  const all = wanted ? [...recentUncounted(context, userID), ...page].sort((a, b) => a.id - b.id) : page;
  return all.filter(isThereFor(context, userID)).map(({ wire }) => wire);
}
