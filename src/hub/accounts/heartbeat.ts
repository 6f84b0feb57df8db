import { z } from 'zod';
import { CODE } from '../../im/error-codes.js';
import { type CommandTable, command } from '../core/command.js';

export const heartbeat: CommandTable = {
  'heartbeat.alive': command(CODE.ERR_SVR_MSG_INVALID_JSON_FORMAT, z.looseObject({}), () => ({}), {
    anonymous: true,
  }),
};
