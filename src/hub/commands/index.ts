import type { CommandTable } from '../command.js';
import { groupAttr } from './group_attr.js';
import { groupOpenHttpSvc } from './group_open_http_svc/index.js';
import { heartbeat } from './heartbeat.js';
import { imOpenLoginSvc } from './im_open_login_svc.js';
import { imOpenStatus } from './im_open_status/index.js';
import { imSdkConfigMgr } from './im_sdk_config_mgr.js';
import { imOpenStat } from './imopenstat.js';
import { millionGroupOpenHttpSvc } from './million_group_open_http_svc.js';
import { openim } from './openim/index.js';
import { profile } from './profile.js';
import { recentcontact } from './recentcontact.js';
import { sns } from './sns/index.js';

/** Every command the hub knows, by its full name. */
export const commands: CommandTable = {
  ...imOpenStatus,
  ...imOpenLoginSvc,
  ...heartbeat,
  ...openim,
  ...groupOpenHttpSvc,
  ...groupAttr,
  ...millionGroupOpenHttpSvc,
  ...recentcontact,
  ...profile,
  ...sns,
  ...imSdkConfigMgr,
  ...imOpenStat,
};
