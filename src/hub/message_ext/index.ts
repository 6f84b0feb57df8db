import type { CommandTable } from '../core/command.js';
import * as extensions from './extensions.js';
import * as reactions from './reactions.js';

/** What users add to messages that are there: reactions, and keys with values. */
export const openimMsgExtHttpSvc: CommandTable = {
  'openim_msg_ext_http_svc.reaction_add': reactions.reactionAdd,
  'openim_msg_ext_http_svc.reaction_del': reactions.reactionDel,
  'openim_msg_ext_http_svc.reaction_multi_stat': reactions.reactionMultiStat,
  'openim_msg_ext_http_svc.reaction_iterate': reactions.reactionIterate,
  'openim_msg_ext_http_svc.group_reaction_add': reactions.groupReactionAdd,
  'openim_msg_ext_http_svc.group_reaction_del': reactions.groupReactionDel,
  'openim_msg_ext_http_svc.group_reaction_multi_stat': reactions.groupReactionMultiStat,
  'openim_msg_ext_http_svc.group_reaction_iterate': reactions.groupReactionIterate,
  'openim_msg_ext_http_svc.set_key_values': extensions.c2cSetKeyValues,
  'openim_msg_ext_http_svc.get_key_values': extensions.c2cGetKeyValues,
  'openim_msg_ext_http_svc.group_set_key_values': extensions.groupSetKeyValues,
  'openim_msg_ext_http_svc.group_get_key_values': extensions.groupGetKeyValues,
};
