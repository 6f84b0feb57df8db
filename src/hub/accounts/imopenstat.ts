import { z } from 'zod';
import { type CommandTable, command } from '../core/command.js';

/** Telemetry of the Web SDKs: taken, and not kept. */
export const imOpenStat: CommandTable = {
  'imopenstat.tim_web_report_v2': command(90010, z.looseObject({}), () => ({}), { anonymous: true }),
};
