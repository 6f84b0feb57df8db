import { z } from 'zod';
import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { type CommandTable, command } from '../core/command.js';
import { MERGED_MESSAGES } from '../store/collections.js';

/** How many messages may be merged into one (vendor's page on merged messages), and how long they may be together. */
const MAX_MERGED = 300;
const MAX_BYTES = 1024 * 1024;

/** Keeps the messages of a merged message that is too long to hold them itself. */
const save = command(
  CODE.ERR_SVR_MSG_INVALID_JSON_FORMAT,
  z.looseObject({ MsgList: z.array(z.looseObject({})).min(1).max(MAX_MERGED) }),
  (context, session, { MsgList }) => {
    const text = JSON.stringify(MsgList);
    if (Buffer.byteLength(text) > MAX_BYTES) {
      throw new SigError(CODE.ERR_SVR_COMM_BODY_SIZE_LIMIT, 'merged messages may have 1 MB in all');
    }
    const JsonMsgKey = context.entropy.uuid();
    context.store.putDocument(MERGED_MESSAGES, [JsonMsgKey], { by: session.userID, messages: text });
    return { JsonMsgKey, PbMsgKey: JsonMsgKey };
  },
);

/** Whoever has the key may read them: it travels in the message. */
const get = command(
  CODE.ERR_SVR_MSG_INVALID_JSON_FORMAT,
  z.looseObject({ JsonMsgKey: z.string() }),
  (context, _session, { JsonMsgKey }) => {
    const kept = context.store.document(MERGED_MESSAGES, JsonMsgKey);
    if (!kept) throw new SigError(CODE.ERR_SVR_MSG_NOT_FOUND, `there is no merged message ${JsonMsgKey}`);
    return { MsgList: JSON.parse(kept.messages) };
  },
);

export const imLongMsg: CommandTable = {
  'im_long_msg.save_relay_json_msg': save,
  'im_long_msg.get_relay_json_msg': get,
};
