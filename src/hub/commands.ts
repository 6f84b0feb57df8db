import { heartbeat } from './accounts/heartbeat.js';
import { imOpenLoginSvc } from './accounts/im_open_login_svc.js';
import { imOpenStatus } from './accounts/im_open_status/index.js';
import { imSdkConfigMgr } from './accounts/im_sdk_config_mgr.js';
import { openConfigSvr } from './accounts/openconfigsvr.js';
import { profile } from './accounts/profile.js';
import { callEngineSrv } from './calls/call_engine_srv.js';
import { readAll } from './conversations/read_all.js';
import { recentcontact } from './conversations/recentcontact.js';
import type { CommandTable } from './core/command.js';
import { groupAttr } from './groups/group_attr.js';
import { groupCounters } from './groups/group_counters.js';
import { groupOpenAvchatroomHttpSvc } from './groups/group_open_avchatroom_http_svc.js';
import { groupOpenHttpSvc } from './groups/group_open_http_svc/index.js';
import { millionGroupOpenHttpSvc } from './groups/million_group_open_http_svc.js';
import { pinnedMessages } from './groups/pinned_messages.js';
import { openimMsgExtHttpSvc } from './message_ext/index.js';
import { imLongMsg } from './messages/im_long_msg.js';
import { openim } from './messages/openim/index.js';
import { follow } from './relations/follow.js';
import { imMsgDbLogic } from './relations/im_msg_db_logic.js';
import { sns } from './relations/sns/index.js';
import { reports } from './reports.js';
import { search } from './search/index.js';

/** Every command the hub knows, by its full name. */
export const commands: CommandTable = {
  ...imOpenStatus,
  ...imOpenLoginSvc,
  ...heartbeat,
  ...openim,
  ...imLongMsg,
  ...search,
  ...openimMsgExtHttpSvc,
  ...groupOpenHttpSvc,
  ...groupOpenAvchatroomHttpSvc,
  ...groupAttr,
  ...millionGroupOpenHttpSvc,
  ...recentcontact,
  ...readAll,
  ...profile,
  ...openConfigSvr,
  ...sns,
  ...follow,
  ...imMsgDbLogic,
  ...groupCounters,
  ...pinnedMessages,
  ...imSdkConfigMgr,
  ...reports,
  ...callEngineSrv,
};
