import type { ChalkInstance } from 'chalk';
import { type Action, actionName } from '../../signaling/action.js';
import type { InvitationState } from '../../signaling/invitation.js';
import { printable } from '../../text/printable.js';

type Paint = (text: string) => string;

/** Every action has its colour, wherever it shows. */
export function actionPaint(paint: ChalkInstance, action: Action | 'modify' | undefined): Paint {
  switch (action) {
    case 'invite':
      return paint.cyan;
    case 'accept':
      return paint.green;
    case 'reject':
      return paint.red;
    case 'cancel':
      return paint.yellow;
    case 'timeout':
      return paint.magenta;
    case 'modify':
      return paint.blue;
    default:
      return paint.dim;
  }
}

/** INVITE, ACCEPT ...: the number itself where it means nothing. */
export function actionWord(actionType: number): string {
  return actionName(actionType)?.toUpperCase() ?? `ACTION ${actionType}`;
}

/** Of a listener's or a method's name. */
export function actionOf(name: string): Action | 'modify' | undefined {
  return BY_NAME[name];
}

const BY_NAME: Record<string, Action | 'modify'> = {
  invite: 'invite',
  inviteInGroup: 'invite',
  addInvitedSignaling: 'invite',
  accept: 'accept',
  reject: 'reject',
  cancel: 'cancel',
  modifyInvitation: 'modify',
  onReceiveNewInvitation: 'invite',
  onInviteeAccepted: 'accept',
  onInviteeRejected: 'reject',
  onInvitationCancelled: 'cancel',
  onInvitationTimeout: 'timeout',
  onInvitationModified: 'modify',
};

/** A state in the colour of the action that led to it. */
export function stateText(paint: ChalkInstance, state: InvitationState): string {
  const last = state.replace('partly ', '') as keyof typeof STATES;
  const { action, word } = STATES[last];
  return actionPaint(paint, action)(state.startsWith('partly') ? `partly ${word}` : word);
}

const STATES = {
  pending: { action: 'invite', word: 'pending' },
  accepted: { action: 'accept', word: 'accepted' },
  rejected: { action: 'reject', word: 'rejected' },
  cancelled: { action: 'cancel', word: 'cancelled' },
  timedOut: { action: 'timeout', word: 'timed out' },
} as const;

/** An inviteID short enough for a line, safe to print; any beginning that fits one invitation will do in commands. */
export function shortID(inviteID: string): string {
  return printable(inviteID.slice(0, 8));
}
