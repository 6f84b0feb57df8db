import type { Peer } from './store.js';

/** The name of a C2C conversation, the same from both sides. User IDs hold no space. */
export function c2cKey(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

/** Whom `owner` talks to in the C2C conversation of that name. */
export function peerIn(key: string, owner: string): string {
  const space = key.indexOf(' ');
  const first = key.slice(0, space);
  return first === owner ? key.slice(space + 1) : first;
}

/** A MsgKey is `<MsgSeq>_<MsgRandom>_<MsgTimeStamp>`; undefined for anything else. */
export function parseMsgKey(key: string): { seq: number; time: number } | undefined {
  const match = /^(\d{1,15})_\d{1,15}_(\d{1,15})$/.exec(key);
  return match ? { seq: Number(match[1]), time: Number(match[2]) } : undefined;
}

/** The name of the other side of a conversation, the same for no user and group. */
export function peerKey(peer: Peer): string {
  return peer.groupID === undefined ? `user ${peer.userID}` : `group ${peer.groupID}`;
}

/** The other side of that name. */
export function peerOf(key: string): Peer {
  return key.startsWith('user ') ? { userID: key.slice(5) } : { groupID: key.slice(6) };
}
