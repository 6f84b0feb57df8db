import { heartbeat } from './accounts/heartbeat.js';
import { imOpenLoginSvc } from './accounts/im_open_login_svc.js';
import { imOpenStatus } from './accounts/im_open_status/index.js';
import { imSdkConfigMgr } from './accounts/im_sdk_config_mgr.js';
import { imOpenStat } from './accounts/imopenstat.js';
import { profile } from './accounts/profile.js';
import { callEngineSrv } from './calls/call_engine_srv.js';
import { readAll } from './conversations/read_all.js';
import { recentcontact } from './conversations/recentcontact.js';
import type { CommandTable } from './core/command.js';
import { groupAttr } from './groups/group_attr.js';
import { groupOpenHttpSvc } from './groups/group_open_http_svc/index.js';
import { millionGroupOpenHttpSvc } from './groups/million_group_open_http_svc.js';
import { openim } from './messages/openim/index.js';
import { sns } from './relations/sns/index.js';

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
  ...readAll,
  ...profile,
  ...sns,
  ...imSdkConfigMgr,
  ...imOpenStat,
  ...callEngineSrv,
};
