import { z } from 'zod';
import { CODE } from '../../im/error-codes.js';
import { type CommandTable, command } from '../core/command.js';

/** Telemetry of the Web SDKs: taken, and not kept. */
export const imOpenStat: CommandTable = {
  'imopenstat.tim_web_report_v2': command(
    CODE.ERR_SVR_MSG_INVALID_JSON_FORMAT,
    z.looseObject({}),
    () => ({}),
    { anonymous: true },
  ),
};
