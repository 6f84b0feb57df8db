import { verifyUserSig } from '../../hub/accounts/usersig.js';
import type { Session } from '../../hub/core/session.js';
import type { HubSettings } from '../../hub/core/settings.js';
import type { Hub } from '../../hub/hub.js';
import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { isUserID } from '../../im/user-id.js';

/** The administrator that every app has from the start (vendor's page on accounts). */
const FIRST_ADMINISTRATOR = 'administrator';

/**
 * Lets an administrator in, as the query of a call's URL names one.
 * @throws SigError 60012 no sdkappid, 60006 a wrong one, 60004 no identifier, 60010 one that is no administrator, and what
 * {@link verifyUserSig} throws
 */
export function admit(hub: Hub, query: URLSearchParams): Session {
  const { settings } = hub;
  const { key } = settings;
  const sdkAppID = appOf(query.get('sdkappid'));
  if (key && sdkAppID !== key.sdkAppID) {
    throw new SigError(
      CODE.ERR_SVR_COMM_INVALID_SDKAPPID,
      `sdkappid in the URL is ${sdkAppID}, this hub's is ${key.sdkAppID}`,
    );
  }
  const identifier = query.get('identifier') ?? '';
  if (!isUserID(identifier))
    throw new SigError(CODE.ERR_SVR_COMM_INVALID_ACCOUNT, 'identifier in the URL is no user ID');
  if (key) verifyUserSig(key, identifier, query.get('usersig') ?? '', hub.seconds());
  const administrators = administratorsOf(settings);
  if (administrators && !administrators.includes(identifier)) {
    throw new SigError(
      CODE.ERR_SVR_COMM_ID_NOT_ADMIN,
      `${identifier} is no administrator of this hub, ${administrators.join(', ')} would be: sig hub start --admin NAME`,
    );
  }
  return hub.openAdmin(identifier, sdkAppID);
}

function appOf(text: string | null): number {
  if (!text) throw new SigError(CODE.ERR_SVR_COMM_SDKAPPID_MISS, 'the URL has no sdkappid');
  const sdkAppID = Number(text);
  if (Number.isSafeInteger(sdkAppID) && sdkAppID > 0) return sdkAppID;
  throw new SigError(CODE.ERR_SVR_COMM_INVALID_SDKAPPID, 'sdkappid in the URL is not a number above 0');
}

/** Undefined: anyone. A hub that can't tell who somebody is (no key) does not ask, unless it was told names. */
function administratorsOf({ administrators, key }: HubSettings): readonly string[] | undefined {
  return administrators ?? (key ? [FIRST_ADMINISTRATOR] : undefined);
}
