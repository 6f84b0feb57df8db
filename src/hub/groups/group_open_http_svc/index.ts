import type { CommandTable } from '../../core/command.js';
import { createGroupCommand } from './create.js';
import * as imports from './import.js';
import * as info from './info.js';
import * as join from './join.js';
import * as members from './members.js';
import * as messages from './messages.js';
import * as modify from './modify.js';
import * as mutes from './mutes.js';
import { groupMsgRecall } from './recall.js';
import * as receipts from './receipts.js';
import * as rest from './rest.js';
import { sendGroupMsg } from './send_group_msg.js';
import { sendGroupSystemNotification } from './system_notification.js';

/** Groups, their members and their messages. */
export const groupOpenHttpSvc: CommandTable = {
  'group_open_http_svc.create_group': createGroupCommand,
  'group_open_http_svc.apply_join_group': join.applyJoinGroup,
  'group_open_http_svc.handle_apply_join_group': join.handleApplyJoinGroup,
  'group_open_http_svc.get_pendency': join.getPendency,
  'group_open_http_svc.add_group_member': members.addGroupMember,
  'group_open_http_svc.delete_group_member': members.deleteGroupMember,
  'group_open_http_svc.quit_group': members.quitGroup,
  'group_open_http_svc.modify_group_base_info': modify.modifyGroupBaseInfo,
  'group_open_http_svc.change_group_owner': modify.changeGroupOwner,
  'group_open_http_svc.destroy_group': modify.destroyGroup,
  'group_open_http_svc.modify_group_member_info': modify.modifyGroupMemberInfo,
  'group_open_http_svc.forbid_send_msg': mutes.forbidSendMsg,
  'group_open_http_svc.get_group_muted_account': mutes.getGroupMutedAccount,
  'group_open_http_svc.get_group_shutted_uin': mutes.getGroupMutedAccount,
  'group_open_http_svc.get_joined_group_list': info.getJoinedGroupList,
  'group_open_http_svc.get_group_self_member_info': info.getGroupSelfMemberInfo,
  'group_open_http_svc.get_group_public_info': info.getGroupPublicInfo,
  'group_open_http_svc.get_group_info': info.getGroupInfo,
  'group_open_http_svc.get_group_member_info': info.getGroupMemberInfo,
  'group_open_http_svc.get_specified_group_member_info': info.getSpecifiedGroupMemberInfo,
  'group_open_http_svc.get_role_in_group': info.getRoleInGroup,
  'group_open_http_svc.get_appid_group_list': info.getAppidGroupList,
  'group_open_http_svc.get_online_member_num': info.getOnlineMemberNum,
  'group_open_http_svc.send_group_msg': sendGroupMsg,
  'group_open_http_svc.group_msg_get': messages.groupMsgGet,
  'group_open_http_svc.group_msg_get_simple': messages.groupMsgGetSimple,
  'group_open_http_svc.delete_group_ramble_msg_by_seq': messages.deleteGroupRambleMsgBySeq,
  'group_open_http_svc.group_msg_recall': groupMsgRecall,
  'group_open_http_svc.msg_read_report': messages.msgReadReport,
  'group_open_http_svc.group_msg_receipt': receipts.groupMsgReceipt,
  'group_open_http_svc.get_group_msg_receipt': receipts.getGroupMsgReceipt,
  'group_open_http_svc.get_group_msg_receipt_detail': receipts.getGroupMsgReceiptDetail,
  'group_open_http_svc.send_group_system_notification': sendGroupSystemNotification,
  'group_open_http_svc.delete_group_msg_by_sender': rest.deleteGroupMsgBySender,
  'group_open_http_svc.clear_group_msg': rest.clearGroupMsg,
  'group_open_http_svc.set_unread_msg_num': rest.setUnreadMsgNum,
  'group_open_http_svc.ban_group_member': rest.banGroupMember,
  'group_open_http_svc.unban_group_member': rest.unbanGroupMember,
  'group_open_http_svc.get_group_ban_member': rest.getGroupBanMember,
  'group_open_http_svc.import_group': imports.importGroup,
  'group_open_http_svc.import_group_member': imports.importGroupMember,
  'group_open_http_svc.import_group_msg': imports.importGroupMsg,
};
