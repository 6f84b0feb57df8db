import { isGroupMessage } from '../../im/wire.js';
import type { HubContext } from '../core/context.js';
import { DELETED_C2C_MESSAGES, DELETED_GROUP_MESSAGES } from '../store/collections.js';
import type { StoredMessage } from '../store/store.js';

/** Takes a message out of one user's sight; the others keep it. */
export function deleteFor(context: HubContext, owner: string, { id, wire }: StoredMessage): void {
  if (isGroupMessage(wire)) {
    context.store.putDocument(DELETED_GROUP_MESSAGES, [owner, wire.GroupId, wire.MsgSeq], true);
  } else context.store.putDocument(DELETED_C2C_MESSAGES, [owner, id], true);
}

/** Whether a message is still in a user's sight. */
export function isThereFor(context: HubContext, owner: string): (message: StoredMessage) => boolean {
  return ({ id, wire }) =>
    isGroupMessage(wire)
      ? !context.store.document(DELETED_GROUP_MESSAGES, owner, wire.GroupId, wire.MsgSeq)
      : !context.store.document(DELETED_C2C_MESSAGES, owner, id);
}
