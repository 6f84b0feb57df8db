import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import { type CommandTable, command } from '../../core/command.js';
import { logOut } from '../logins.js';
import * as status from './status.js';
import { wslogin } from './wslogin.js';

/** Ends the log-in of this line. One who was just kicked out says it too. */
const wslogout = command(
  CODE.ERR_SVR_ACCOUNT_INVALID_PARAMETERS,
  z.looseObject({}),
  (context, session) => {
    logOut(context, session, 'logged out');
    return {};
  },
  { anonymous: true },
);

const wshello = command(CODE.ERR_SVR_ACCOUNT_INVALID_PARAMETERS, z.looseObject({}), () => ({}));

/** Log-in of devices, and who is online. */
export const imOpenStatus: CommandTable = {
  'im_open_status.wslogin': wslogin,
  'im_open_status.wslogout': wslogout,
  'im_open_status.wshello': wshello,
  'im_open_status.ws_set_custom_status': status.setCustomStatusCommand,
  'im_open_status.ws_get_user_status': status.getUserStatus,
  'im_open_status.ws_status_subscribe': status.subscribe,
  'im_open_status.ws_status_unsubscribe': status.unsubscribe,
};
