import type { InvitationRow } from '../gateway/control/protocol.js';
import type { HubClient } from './hub/client.js';

/** How an invitation stands now. @throws SigError 8010 when the hub has seen none of this ID */
export async function invitationOf(hub: HubClient, inviteID: string): Promise<InvitationRow> {
  const { invitation } = await hub.call('show', { inviteID });
  return invitation;
}
