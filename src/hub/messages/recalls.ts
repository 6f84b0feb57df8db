import type { WireMessage } from '../../im/wire.js';
import type { HubContext } from '../core/context.js';
import type { Session } from '../core/session.js';
import type { StoredMessage } from '../store/store.js';

/**
 * Marks a message as recalled. It keeps its place, its numbers and its contents: Web SDK 3.6 drops from a history what has
 * none; only who asks for recalled messages gets to see it there.
 * @returns the marked message
 */
export function markRecalled(context: HubContext, session: Session, stored: StoredMessage): WireMessage {
  const wire: WireMessage = {
    ...stored.wire,
    IsPlaceMsg: 2,
    MsgVersion: stored.wire.MsgVersion + 1,
  };
  context.store.replace({ ...stored, wire, recalled: true });
  context.trace.emit(session.userID, session.credentials.device, {
    kind: 'modified',
    message: wire,
    recalled: true,
  });
  return wire;
}

/** Whether a history shows a message: recalled ones only to who asks for them (WithRecalledMsg 1). */
export function isInHistory(withRecalled: number | undefined): (message: StoredMessage) => boolean {
  return (message) => withRecalled === 1 || !message.recalled;
}
