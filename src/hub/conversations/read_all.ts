import { z } from 'zod';
import { CODE } from '../../im/error-codes.js';
import { type CommandTable, command } from '../core/command.js';
import { readGroup } from '../groups/group-reads.js';
import { readC2C } from '../messages/c2c-reads.js';

/** The caller has read everything: all users' messages, and groups up to a seq. */
const readAllUnreadMsg = command(
  CODE.ERR_SVR_MSG_INVALID_JSON_FORMAT,
  z.looseObject({
    C2CReadAllMsg: z.number().optional(),
    GroupReadInfo: z
      .array(z.looseObject({ GroupId: z.string(), MsgSeq: z.number() }))
      .max(1000)
      .optional(),
  }),
  (context, session, body) => {
    const { userID } = session;
    if (body.C2CReadAllMsg === 1) {
      for (const unread of context.store.unreadCounts(userID)) {
        readC2C(context, session, userID, unread.userID, context.seconds());
      }
    }
    for (const { GroupId, MsgSeq } of body.GroupReadInfo ?? []) {
      if (context.store.member(GroupId, userID)) readGroup(context, session, GroupId, MsgSeq);
    }
    return { C2CReadAllMsg: body.C2CReadAllMsg ?? 0, GroupReadInfoArray: body.GroupReadInfo ?? [] };
  },
);

/** What `openim` has on all of a user's conversations, groups included. */
export const readAll: CommandTable = { 'openim.read_all_unread_msg': readAllUnreadMsg };
