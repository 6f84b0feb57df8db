import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import { command } from '../../core/command.js';

/** The key by which Web SDK 2.27 signs its uploads; newer ones get it at log-in. */
export const authkey = command(
  CODE.ERR_SVR_MSG_INVALID_JSON_FORMAT,
  z.looseObject({}),
  (_context, session) => ({
    AuthKey: `rich-${session.instID}`,
  }),
);
