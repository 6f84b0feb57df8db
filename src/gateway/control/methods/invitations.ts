import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import { SigError } from '../../../im/sig-error.js';
import { pendingInvitees } from '../../../signaling/invitation.js';
import type { TrackedInvitation } from '../../../trace/tracker.js';
import { requireUser } from '../known-user.js';
import { method } from '../method.js';
import type { InvitationRow, SignalRow } from '../protocol.js';
import { invitationRow, signalRow } from '../rows.js';

/** Invitations, oldest first: all, or those that a user, a group or a state picks. */
export const list = method(
  z.object({
    user: z.string().optional(),
    group: z.string().optional(),
    /** pending, accepted, rejected, cancelled, timedOut: of one invitee at least. */
    state: z.string().optional(),
    limit: z.number().int().positive().default(1000),
  }),
  async ({ host }, { user, group, state, limit }): Promise<InvitationRow[]> => {
    if (user !== undefined) requireUser(host, user);
    await host.pastRead();
    const rows = host.tracker.all().map(invitationRow);
    return rows
      .filter((row) => user === undefined || isParty(row, user))
      .filter((row) => group === undefined || row.groupID === group)
      .filter((row) => state === undefined || Object.values<string>(row.invitees).includes(state))
      .slice(-limit);
  },
);

/** One invitation with its every signal. */
export const show = method(
  z.object({ inviteID: z.string() }),
  async ({ host }, { inviteID }): Promise<{ invitation: InvitationRow; signals: SignalRow[] }> => {
    await host.pastRead();
    const tracked = host.tracker.get(inviteID);
    if (!tracked)
      throw new SigError(
        CODE.ERR_SDK_SIGNALING_INVALID_INVITE_ID,
        `the hub has seen no invitation ${inviteID}`,
      );
    return { invitation: invitationRow(tracked), signals: tracked.signals.map(signalRow) };
  },
);

/**
 * The invitations that an action of a user can be meant for: those it can apply to; or, when the beginning of an ID is
 * given and fits none of these, all that it fits, so that the SDK itself may refuse.
 */
export const candidates = method(
  z.object({
    action: z.enum(['accept', 'reject', 'cancel', 'modify', 'show']),
    user: z.string().default(''),
    prefix: z.string().default(''),
  }),
  async ({ host }, { action, user, prefix }): Promise<InvitationRow[]> => {
    if (action !== 'show') requireUser(host, user);
    await host.pastRead();
    const beginning = host.tracker.all().filter(({ invitation }) => invitation.inviteID.startsWith(prefix));
    const exact = beginning.filter(({ invitation }) => invitation.inviteID === prefix);
    const fitting = exact.length > 0 ? exact : beginning;
    const applicable = fitting.filter((tracked) => applies(action, user, tracked));
    const chosen = applicable.length > 0 || prefix === '' ? applicable : fitting;
    return chosen.map(invitationRow);
  },
);

function applies(action: string, user: string, { invitation }: TrackedInvitation): boolean {
  if (action === 'show') return true;
  if (pendingInvitees(invitation).length === 0) return false;
  if (action === 'cancel') return invitation.inviter === user;
  if (action === 'modify') return !invitation.onlineUserOnly && isParty(invitation, user);
  return invitation.invitees[user] === 'pending';
}

function isParty(row: { inviter: string; inviteeList: readonly string[] }, user: string): boolean {
  return row.inviter === user || row.inviteeList.includes(user);
}
