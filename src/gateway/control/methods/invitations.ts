import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import { SigError } from '../../../im/sig-error.js';
import { pendingInvitees } from '../../../signaling/invitation.js';
import type { TrackedInvitation } from '../../../trace/tracker.js';
import { requireUser } from '../known-user.js';
import { method } from '../method.js';
import { toInvitationRow, toSignalRow } from '../rows.js';
import { invitationRow, signalRow } from '../schemas.js';

export const list = method({
  summary: 'List invitations, oldest first.',
  params: z.object({
    user: z.string().optional().describe('Only those this user is a party of.'),
    group: z.string().optional().describe('Only those of this group.'),
    state: z
      .string()
      .optional()
      .describe(
        'Only those with an invitee in this state: pending, accepted, rejected, cancelled, timedOut.',
      ),
    limit: z.int().positive().default(1000).describe('The newest so many.'),
  }),
  result: z.array(invitationRow),
  async run({ runtime }, { user, group, state, limit }) {
    if (user !== undefined) requireUser(runtime, user);
    await runtime.pastRead();
    const rows = runtime.tracker.all().map(toInvitationRow);
    return rows
      .filter((row) => user === undefined || isParty(row, user))
      .filter((row) => group === undefined || row.groupID === group)
      .filter((row) => state === undefined || Object.values<string>(row.invitees).includes(state))
      .slice(-limit);
  },
});

export const show = method({
  summary: 'Show an invitation with its every signal.',
  description: '8010 when the hub has seen no invitation of this ID.',
  params: z.object({ inviteID: z.string() }),
  result: z.object({ invitation: invitationRow, signals: z.array(signalRow) }),
  async run({ runtime }, { inviteID }) {
    await runtime.pastRead();
    const tracked = runtime.tracker.get(inviteID);
    if (!tracked)
      throw new SigError(
        CODE.ERR_SDK_SIGNALING_INVALID_INVITE_ID,
        `the hub has seen no invitation ${inviteID}`,
      );
    return { invitation: toInvitationRow(tracked), signals: tracked.signals.map(toSignalRow) };
  },
});

const invitationAction = z.enum(['accept', 'reject', 'cancel', 'modify', 'show']);

export const candidates = method({
  summary: 'List the invitations that an action of a user can be meant for.',
  description:
    'Those the action can apply to; when `prefix` fits none of these, all that it fits, so that the SDK itself may refuse.',
  params: z.object({
    action: invitationAction,
    user: z.string().default('').describe('Who acts; not needed to show.'),
    prefix: z.string().default('').describe('The beginning of an inviteID.'),
  }),
  result: z.array(invitationRow),
  async run({ runtime }, { action, user, prefix }) {
    if (action !== 'show') requireUser(runtime, user);
    await runtime.pastRead();
    const beginning = runtime.tracker
      .all()
      .filter(({ invitation }) => invitation.inviteID.startsWith(prefix));
    const exact = beginning.filter(({ invitation }) => invitation.inviteID === prefix);
    const fitting = exact.length > 0 ? exact : beginning;
    const applicable = fitting.filter(
      (tracked) => !toInvitationRow(tracked).hangUp && applies(action, user, tracked),
    );
    const chosen = applicable.length > 0 || prefix === '' ? applicable : fitting;
    return chosen.map(toInvitationRow);
  },
});

function applies(
  action: z.output<typeof invitationAction>,
  user: string,
  { invitation }: TrackedInvitation,
): boolean {
  if (action === 'show') return true;
  if (pendingInvitees(invitation).length === 0) return false;
  if (action === 'cancel') return invitation.inviter === user;
  if (action === 'modify') return !invitation.onlineUserOnly && isParty(invitation, user);
  return invitation.invitees[user] === 'pending';
}

function isParty(row: { inviter: string; inviteeList: readonly string[] }, user: string): boolean {
  return row.inviter === user || row.inviteeList.includes(user);
}
