import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import { SigError } from '../../../im/sig-error.js';
import { abilityBits } from '../../core/abilities.js';
import { command } from '../../core/command.js';
import type { HubContext } from '../../core/context.js';
import { KICKED_WHILE_AWAY, type Session } from '../../core/session.js';
import { findLogin, type Login } from '../login-records.js';
import { logIn, resume } from '../logins.js';
import { customStatus } from '../user-status.js';

/** How often a Web SDK says `wshello`, in seconds. */
const HELLO_INTERVAL_S = 120;

/**
 * Logs in by identifier and usersig, or goes on with an earlier log-in by its A2Key. Both come with the line's
 * credentials, as the Web SDK's frames carry them in their heads.
 */
export const wslogin = command(
  CODE.ERR_SVR_ACCOUNT_INVALID_PARAMETERS,
  z.looseObject({}),
  (context, session) => {
    const { identifier, userSig = '', a2 } = session.credentials;
    const known = a2 === undefined ? undefined : findLogin(context, a2);
    if (known?.login.kicked) return kickedWhileAway(known.login);
    if (known) {
      resume(context, session, known.userID, known.login);
      return loggedIn(context, session);
    }
    if (identifier === undefined) {
      // 70001 makes Web SDK 3.6 give up and ask its app for a new UserSig; other codes make it try for ever.
      if (a2 !== undefined)
        throw new SigError(
          CODE.ERR_SVR_ACCOUNT_USERSIG_EXPIRED,
          'this hub has no log-in of that A2Key',
          'log in again',
        );
      throw new SigError(
        CODE.ERR_SVR_ACCOUNT_INVALID_PARAMETERS,
        'who logs in? neither identifier nor A2Key came with the frame',
      );
    }
    logIn(context, session, identifier, userSig);
    return loggedIn(context, session);
  },
  { anonymous: true },
);

function loggedIn(context: HubContext, session: Session): Record<string, unknown> {
  return {
    InstId: session.instID,
    HelloInterval: HELLO_INTERVAL_S,
    A2Key: session.a2,
    TinyId: session.tinyID,
    RichMsgAuthKey: `rich-${session.instID}`,
    PurchaseBits: abilityBits(context.settings.missingAbilities),
    TimeStamp: context.seconds(),
    CustomStatus: Buffer.from(customStatus(context, session.userID)).toString('base64'),
  };
}

function kickedWhileAway(login: Login): Record<string, unknown> {
  return {
    ActionStatus: 'FAIL',
    ErrorCode: KICKED_WHILE_AWAY,
    ErrorInfo: 'another log-in took the place of this one while its line was down',
    KickType: login.kicked,
    NewInstInfo: {},
  };
}
