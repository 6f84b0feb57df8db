import { USAGE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import type { Action } from '../../signaling/action.js';
import { type CallMedia, type CallMove, callPayload } from '../../signaling/call-payload.js';
import type { Wanted } from './encode.js';

/** What can be done in a call, as it is named on a command line, and the signal that does it. */
export const CALL_MOVES = {
  invite: { move: 'invite', action: 'invite' },
  accept: { move: 'accept', action: 'accept' },
  reject: { move: 'reject', action: 'reject' },
  busy: { move: 'busy', action: 'reject' },
  cancel: { move: 'cancel', action: 'cancel' },
  'hang-up': { move: 'hangUp', action: 'invite' },
  switch: { move: 'switchToAudio', action: 'invite' },
  'accept-switch': { move: 'acceptSwitch', action: 'accept' },
} as const satisfies Record<string, { move: CallMove; action: Action }>;

export type CallMoveName = keyof typeof CALL_MOVES;

export interface WantedCall {
  move: CallMoveName;
  /** Who sends it. */
  from: string;
  /** Who gets it: the invitees; in an answer the inviter. */
  to: string[];
  media: CallMedia;
  /** The media room, 1 to 2147483647. */
  room: number;
  group?: string;
  inviteID?: string;
  userData?: string;
  /** How long the talk lasted, with a hang-up. */
  seconds?: number;
  timeout?: number;
}

/**
 * The signal of a call kit (TUICallKit, its payload of version 4).
 * @throws SigError -4 for a room that no kit takes
 */
export function wantedCall(call: WantedCall): Wanted {
  const { move, from, to, media, room, group, inviteID, userData, seconds, timeout } = call;
  if (!Number.isInteger(room) || room < 1 || room > 2_147_483_647)
    throw new SigError(
      USAGE,
      `${room} can be no room`,
      'rooms of call kits are numbers from 1 to 2147483647',
    );
  const { move: kitMove, action } = CALL_MOVES[move];
  const answers = action === 'accept' || action === 'reject';
  const inviter = answers ? to[0]! : from;
  const invitees = answers ? [from] : to;
  const data = callPayload(kitMove, {
    media,
    roomID: room,
    inviter,
    invitees,
    inGroup: group !== undefined,
    ...(userData === undefined ? {} : { userData }),
    ...(seconds === undefined ? {} : { seconds }),
  });
  return {
    action,
    inviter,
    invitees,
    from,
    data,
    // A hang-up that could time out would be a missed call.
    ...(move === 'hang-up' ? { timeout: 0 } : timeout === undefined ? {} : { timeout }),
    ...(group === undefined ? {} : { group }),
    ...(inviteID === undefined ? {} : { inviteID }),
  };
}
