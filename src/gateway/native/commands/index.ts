import type { NativeCommandTable } from '../command.js';
import { accountCommands } from './accounts.js';
import { conversationCommands } from './conversations.js';
import { groupAttributeCommands } from './group-attributes.js';
import { groupInfoCommands } from './group-info.js';
import { groupCommands } from './groups.js';
import { historyCommands } from './history.js';
import { messageCommands } from './messages.js';
import { profileCommands } from './profiles.js';
import { relationCommands } from './relations.js';
import { unneededCommands } from './unneeded.js';

/** Every command of the native protocol that is answered, by its full name. */
export const nativeCommands: NativeCommandTable = {
  ...accountCommands,
  ...messageCommands,
  ...historyCommands,
  ...conversationCommands,
  ...groupCommands,
  ...groupInfoCommands,
  ...groupAttributeCommands,
  ...profileCommands,
  ...relationCommands,
  ...unneededCommands,
};
