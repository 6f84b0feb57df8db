import { z } from 'zod';
import { type CommandTable, command } from '../../command.js';
import { logOut } from '../../logins.js';
import { wslogin } from './wslogin.js';

/** Ends the log-in of this line. One who was just kicked out says it too. */
const wslogout = command(
  70402,
  z.looseObject({}),
  (hub, session) => {
    logOut(hub, session, 'logged out');
    return {};
  },
  { anonymous: true },
);

const wshello = command(70402, z.looseObject({}), () => ({}));

/** Log-in and presence of devices. */
export const imOpenStatus: CommandTable = {
  'im_open_status.wslogin': wslogin,
  'im_open_status.wslogout': wslogout,
  'im_open_status.wshello': wshello,
};
