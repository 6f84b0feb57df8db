import { type NativeCommandTable, nativeCommand } from '../command.js';
import { PlainAnswer } from '../proto/generated/login.js';
import { OK } from '../result.js';

const taken = nativeCommand(PlainAnswer, PlainAnswer, async () => ({ result: OK }));

/** What SDKs send by themselves and an app never waits for: statistics, lists of words to hide. */
export const unneededCommands: NativeCommandTable = {
  'imopenstat.im_native_sdk_report_v2': taken,
  'im_msg_audit_mgr.get_local_wordsv2': taken,
  'im_open_msg.get_peer_mute_notifications': taken,
};
