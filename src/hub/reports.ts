import { z } from 'zod';
import { CODE } from '../im/error-codes.js';
import { type CommandTable, command } from './core/command.js';

/** What SDKs and kits only report, and expect nothing of but that it was taken. None of it is kept. */
const REPORTS = [
  // What an SDK has seen and measured.
  'imopenstat.tim_web_report_v2',
  'offline_push_report.uniapp_sdk_report',
  // An app in the background; the token by which its phone's maker reaches it.
  'im_open_status.ws_stat_background',
  'im_open_status.ws_stat_foreground',
  'im_open_status.ws_stat_settoken',
  // Group notices that were read: the hub keeps none.
  'openim.deletemsg',
  // What call kits and rooms log; the asterisk is part of the name.
  'callkit_records_svr.*',
  'tui_room_svr.*',
] as const;

export const reports: CommandTable = Object.fromEntries(
  REPORTS.map((name) => [
    name,
    command(CODE.ERR_SVR_MSG_INVALID_JSON_FORMAT, z.looseObject({}), () => ({}), { anonymous: true }),
  ]),
);
