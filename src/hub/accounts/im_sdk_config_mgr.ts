import { z } from 'zod';
import { CODE } from '../../im/error-codes.js';
import { abilityBits } from '../core/abilities.js';
import { type CommandTable, command } from '../core/command.js';

/** How an SDK looks for missed group invitations at log-in: messages per group, and how many seconds back. */
const CLOUD_CONFIG = { history_s_count: '20', history_s_time: '300' };

/** Web SDK 3.6 takes the config only with a version other than its own, and replays nothing before it has one. */
const fetchConfig = command(
  CODE.ERR_SVR_MSG_INVALID_JSON_FORMAT,
  z.looseObject({ uint64_version: z.number().optional() }),
  (_hub, _session, body) => ({
    int32_error_code: 0,
    str_error_message: '',
    str_json_config: JSON.stringify(CLOUD_CONFIG),
    uint64_version: (body.uint64_version ?? 0) + 1,
    uint32_expired_time: 3600,
  }),
);

const fetchPurchaseBits = command(CODE.ERR_SVR_MSG_INVALID_JSON_FORMAT, z.looseObject({}), (context) => ({
  int32_error_code: 0,
  str_error_message: '',
  str_purchase_bits: abilityBits(context.settings.missingAbilities),
  uint32_expired_time: 3600,
}));

export const imSdkConfigMgr: CommandTable = {
  'im_sdk_config_mgr.fetch_config': fetchConfig,
  'im_sdk_config_mgr.fetch_imsdk_purchase_bitsv2': fetchPurchaseBits,
};
