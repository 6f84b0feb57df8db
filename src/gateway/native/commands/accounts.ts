import { type NativeCommandTable, nativeCommand } from '../command.js';
import { Empty, PlainAnswer } from '../proto/generated/login.js';
import {
  AccountsAnswer,
  ConfigAnswer,
  ConfigRequest,
  TinyIDRequest,
  UserIDRequest,
} from '../proto/generated/sync.js';
import { OK } from '../result.js';

/** Names of accounts, and settings. */
export const accountCommands: NativeCommandTable = {
  'openim.pbuseridtotinyid': nativeCommand(
    UserIDRequest,
    AccountsAnswer,
    async ({ users = [] }, { names }) => ({
      result: OK,
      accounts: users.map(({ userId = '' }) => ({ userId, tinyId: names.tinyID(userId) })),
    }),
  ),

  'openim.pbtinyidtouserid': nativeCommand(
    TinyIDRequest,
    AccountsAnswer,
    async ({ tinyIds = [] }, { names }) => ({
      result: OK,
      accounts: tinyIds.map((tinyId) => ({ userId: names.userID(tinyId) ?? '', tinyId })),
    }),
  ),

  'im_sdk_config_mgr.fetch_configv2': nativeCommand(ConfigRequest, ConfigAnswer, async (_request, caller) => {
    const answer = await caller.ask('im_sdk_config_mgr.fetch_config', {});
    return {
      code: 0,
      version: String(answer.uint64_version ?? '1'),
      config: String(answer.str_json_config ?? '{}'),
      expiresIn: Number(answer.uint32_expired_time ?? 3600),
    };
  }),

  'im_open_status.stat_hello': nativeCommand(Empty, PlainAnswer, async (_request, caller) => {
    await caller.ask('im_open_status.wshello', {});
    return { result: OK };
  }),
};
