import type { CommandTable } from '../../core/command.js';
import * as blackList from './black_list.js';
import * as groups from './friend-groups.js';
import * as friends from './friends.js';
import * as requests from './requests.js';

/** Friends and block lists. */
export const sns: CommandTable = {
  'sns.friend_add': friends.friendAdd,
  'sns.friend_response': requests.friendResponse,
  'sns.friend_delete': friends.friendDelete,
  'sns.friend_update': friends.friendUpdate,
  'sns.friend_get': friends.friendGet,
  'sns.friend_get_list': friends.friendGetList,
  'sns.friend_get_specified': friends.friendGetList,
  'sns.friend_check': friends.friendCheck,
  'sns.pendency_get': requests.pendencyGet,
  'sns.pendency_report': requests.pendencyReport,
  'sns.pendency_delete': requests.pendencyDelete,
  'sns.group_get': groups.groupGet,
  'sns.group_add': groups.groupAdd,
  'sns.group_update': groups.groupUpdate,
  'sns.group_delete': groups.groupDelete,
  'sns.friend_import': friends.friendImport,
  'sns.friend_delete_all': friends.friendDeleteAll,
  'sns.black_list_add': blackList.blackListAdd,
  'sns.black_list_delete': blackList.blackListDelete,
  'sns.black_list_get': blackList.blackListGet,
  'sns.black_list_check': blackList.blackListCheck,
};
