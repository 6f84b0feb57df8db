import type { NativeCommandTable } from '../command.js';
import { accountCommands } from './accounts.js';
import { conversationCommands } from './conversations.js';
import { messageCommands } from './messages.js';

/** Every command of the native protocol that is answered, by its full name. */
export const nativeCommands: NativeCommandTable = {
  ...accountCommands,
  ...messageCommands,
  ...conversationCommands,
};
