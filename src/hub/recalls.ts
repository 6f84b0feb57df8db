import type { WireMessage } from '../im/wire.js';
import type { Hub } from './hub.js';
import type { Session } from './session.js';
import type { StoredMessage } from './store/store.js';

/**
 * Empties a message: it keeps its place and its numbers (vendor's page on REST histories: IsPlaceMsg 2, no MsgBody).
 * @returns what is left of it
 */
export function recalled(hub: Hub, session: Session, stored: StoredMessage): WireMessage {
  const wire: WireMessage = {
    ...stored.wire,
    MsgBody: [],
    CloudCustomData: '',
    IsPlaceMsg: 2,
    MsgVersion: stored.wire.MsgVersion + 1,
  };
  hub.store.replace({ ...stored, wire, recalled: true });
  hub.trace.emit(session.userID, session.credentials.device, {
    kind: 'modified',
    message: wire,
    recalled: true,
  });
  return wire;
}
