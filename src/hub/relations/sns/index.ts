import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import { type CommandTable, command } from '../../core/command.js';
import * as blackList from './black_list.js';
import * as friends from './friends.js';
import * as requests from './requests.js';

/** Groups of friends are not kept: there are none. */
const groupGet = command(CODE.ERR_SVR_FRIENDSHIP_INVALID_PARAMETERS, z.looseObject({}), () => ({
  ResultItem: [],
  CurrentSequence: 0,
}));

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
  'sns.group_get': groupGet,
  'sns.black_list_add': blackList.blackListAdd,
  'sns.black_list_delete': blackList.blackListDelete,
  'sns.black_list_get': blackList.blackListGet,
  'sns.black_list_check': blackList.blackListCheck,
};
