import type { CommandTable } from '../../command.js';
import { getmsg } from './getmsg.js';
import { getroammsg } from './getroammsg.js';
import { modifyC2CMsg, modifyGroupMsg } from './modify.js';
import * as read from './read.js';
import { sendmsg } from './sendmsg.js';

/** Messages between two users. */
export const openim: CommandTable = {
  'openim.sendmsg': sendmsg,
  'openim.getmsg': getmsg,
  'openim.getroammsg': getroammsg,
  'openim.modify_c2c_msg': modifyC2CMsg,
  'openim.modify_group_msg': modifyGroupMsg,
  'openim.msgreaded': read.msgreaded,
  'openim.admin_set_msg_read': read.adminSetMsgRead,
  'openim.read_all_unread_msg': read.readAllUnreadMsg,
  'openim.get_peer_read_time': read.getPeerReadTime,
  'openim.get_c2c_unread_msg_num': read.getC2CUnreadMsgNum,
};
