import type { CommandTable } from '../../core/command.js';
import { adminGetroammsg } from './admin_getroammsg.js';
import { authkey } from './authkey.js';
import { batchsendmsg } from './batchsendmsg.js';
import { deleteC2CMsgRamble } from './delete.js';
import { getmsg } from './getmsg.js';
import { getroammsg } from './getroammsg.js';
import { importmsg } from './importmsg.js';
import { modifyC2CMsg, modifyGroupMsg } from './modify.js';
import { getC2CPeerMuteNotifications, setC2CPeerMuteNotifications } from './peer_mute.js';
import { queryOnlineStatus, querystate } from './querystate.js';
import * as read from './read.js';
import { adminMsgwithdraw, msgwithdraw } from './recall.js';
import { c2cMsgReadReceipt } from './receipts.js';
import { sendmsg } from './sendmsg.js';

/** Messages between two users. */
export const openim: CommandTable = {
  'openim.authkey': authkey,
  'openim.sendmsg': sendmsg,
  'openim.batchsendmsg': batchsendmsg,
  'openim.importmsg': importmsg,
  'openim.getmsg': getmsg,
  'openim.getroammsg': getroammsg,
  'openim.admin_getroammsg': adminGetroammsg,
  'openim.delete_c2c_msg_ramble': deleteC2CMsgRamble,
  'openim.msgwithdraw': msgwithdraw,
  'openim.admin_msgwithdraw': adminMsgwithdraw,
  'openim.modify_c2c_msg': modifyC2CMsg,
  'openim.modify_group_msg': modifyGroupMsg,
  'openim.msgreaded': read.msgreaded,
  'openim.admin_set_msg_read': read.adminSetMsgRead,
  'openim.c2c_msg_read_receipt': c2cMsgReadReceipt,
  'openim.get_peer_read_time': read.getPeerReadTime,
  'openim.get_c2c_unread_msg_num': read.getC2CUnreadMsgNum,
  'openim.query_online_status': queryOnlineStatus,
  'openim.querystate': querystate,
  'openim.set_c2c_peer_mute_notifications': setC2CPeerMuteNotifications,
  'openim.get_c2c_peer_mute_notifications': getC2CPeerMuteNotifications,
};
