import type { HubContext } from '../core/context.js';

/** What a user wants of what a peer writes, in the vendor's numbers (Web SDK 3.6: MsgRecvOption). */
export const RECV = { acceptAndNotify: 0, discard: 1, acceptNotNotify: 2 } as const;

export const MAX_RECV_OPTION = RECV.acceptNotNotify;

/** By user: options by peer, of those that are not 0. */
const KIND = 'recv_options';

type Options = Record<string, number>;

export function recvOption(context: HubContext, owner: string, peer: string): number {
  const options = context.store.document(KIND, owner) as Options | undefined;
  return options && Object.hasOwn(options, peer) ? options[peer]! : RECV.acceptAndNotify;
}

export function setRecvOption(context: HubContext, owner: string, peer: string, option: number): void {
  const { [peer]: _, ...rest } = (context.store.document(KIND, owner) ?? {}) as Options;
  const options = option === RECV.acceptAndNotify ? rest : { ...rest, [peer]: option };
  if (Object.keys(options).length > 0) context.store.putDocument(KIND, owner, options);
  else context.store.deleteDocument(KIND, owner);
}
