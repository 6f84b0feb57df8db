import { z } from 'zod';
import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import type { HubContext } from '../core/context.js';
import { groupOf } from '../groups/groups.js';
import { peerOf } from '../store/conversation-key.js';
import type { Peer } from '../store/store.js';

/** A conversation as requests name it. */
export const contact = z.looseObject({
  Type: z.number().optional(),
  To_Account: z.string().optional(),
  ToGroupId: z.string().optional(),
  ToGroupid: z.string().optional(),
  GroupId: z.string().optional(),
});

export type Contact = z.output<typeof contact>;

/** @throws SigError 10010 no such group, 10007 not a member of it, 20003 no such user */
export function contactPeer(context: HubContext, owner: string, item: Contact): Peer {
  const groupID = item.ToGroupid ?? item.ToGroupId ?? item.GroupId;
  if (groupID) {
    if (!context.store.member(groupOf(context, groupID).groupID, owner)) {
      throw new SigError(CODE.ERR_SVR_GROUP_PERMISSION_DENY, `${owner} is no member of ${groupID}`);
    }
    return { groupID };
  }
  const { To_Account: userID = '' } = item;
  if (!context.store.account(userID))
    throw new SigError(CODE.ERR_SVR_MSG_INVALID_ID, `${userID} has no account here`);
  return { userID };
}

/** A conversation as answers name it, by its {@link peerKey}. */
export function contactItem(key: string): Record<string, unknown> {
  const peer = peerOf(key);
  return peer.groupID === undefined
    ? { Type: 1, To_Account: peer.userID }
    : { Type: 2, ToGroupId: peer.groupID };
}
