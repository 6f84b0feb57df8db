import { z } from 'zod';
import { CODE } from '../../im/error-codes.js';
import { type CommandTable, command } from '../core/command.js';
import { DO_NOT_DISTURB } from '../store/collections.js';

/** How the caller wants to be told of all messages, between two times (unix seconds), once or every day. */
const setDoNotDisturb = command(
  CODE.ERR_SVR_MSG_INVALID_JSON_FORMAT,
  z.object({
    StartTime: z.number(),
    EndTime: z.number(),
    IsRepeated: z.number().optional(),
    /** As in recv-options: 0 told, 1 nothing comes, 2 no push. */
    Level: z.number(),
  }),
  (context, session, { StartTime, EndTime, IsRepeated = 0, Level }) => {
    const setting = { StartTime, EndTime, IsRepeated, Level };
    context.store.putDocument(DO_NOT_DISTURB, [session.userID], setting);
    context.pushTo(session.userID, { Event: 24, ...setting }, session);
    return {};
  },
);

const getDoNotDisturb = command(
  CODE.ERR_SVR_MSG_INVALID_JSON_FORMAT,
  z.looseObject({}),
  (context, session) => ({ ...context.store.document(DO_NOT_DISTURB, session.userID) }),
);

export const imMsgDbLogic: CommandTable = {
  'im_msg_db_logic.ws_set_do_not_disturb': setDoNotDisturb,
  'im_msg_db_logic.ws_get_do_not_disturb': getDoNotDisturb,
};
