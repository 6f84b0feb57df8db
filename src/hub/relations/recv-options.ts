import type { HubContext } from '../core/context.js';
import { RECV_OPTIONS } from '../store/collections.js';

/** What a user wants of what a peer writes, in the vendor's numbers (Web SDK 3.6: MsgRecvOption). */
export const RECV = { acceptAndNotify: 0, discard: 1, acceptNotNotify: 2 } as const;

export type RecvOption = (typeof RECV)[keyof typeof RECV];

export function recvOption(context: HubContext, owner: string, peer: string): RecvOption {
  return context.store.document(RECV_OPTIONS, owner, peer) ?? RECV.acceptAndNotify;
}

export function setRecvOption(context: HubContext, owner: string, peer: string, option: RecvOption): void {
  if (option === RECV.acceptAndNotify) context.store.deleteDocument(RECV_OPTIONS, owner, peer);
  else context.store.putDocument(RECV_OPTIONS, [owner, peer], option);
}
