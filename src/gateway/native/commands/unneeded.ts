import { CODE } from '../../../im/error-codes.js';
import { SigError } from '../../../im/sig-error.js';
import { type NativeCommandTable, nativeCommand } from '../command.js';
import { Empty, PlainAnswer } from '../proto/generated/login.js';
import { OK } from '../result.js';

const taken = nativeCommand(Empty, PlainAnswer, async () => ({ result: OK }));

const refused = nativeCommand(Empty, PlainAnswer, async () => {
  throw new SigError(CODE.ERR_SDK_INTERFACE_NOT_SUPPORT, 'there are no words to hide');
});

/** What SDKs ask by themselves and an app never waits for. */
export const unneededCommands: NativeCommandTable = {
  // Comes on a connection of its own, which the SDK calls a short one.
  'imopenstat.im_native_sdk_report_v2': { ...taken, anonymous: true },
  'im_open_msg.get_peer_mute_notifications': taken,
  // An answer with no words in it makes SDK 8.0 ask again at once, for ever.
  'im_msg_audit_mgr.get_local_wordsv2': { ...refused, anonymous: true },
};
