import type { Invitation } from './invitation.js';
import type { SignalingInfo } from './signaling-info.js';

/** How an SDK keeps its book of live invitations. Pure: each entry gives the invitation as it stands afterwards. */
export interface Book {
  /**
   * After an answer or a time-out.
   * @param own whether this device sent it
   * @returns undefined when the device forgets the invitation with it
   */
  fold(
    invitation: Invitation,
    signal: Pick<SignalingInfo, 'inviteID' | 'actionType' | 'inviteeList'>,
    own: boolean,
  ): Invitation | undefined;
  /** After its message was rewritten with `info`. */
  rewrite(invitation: Invitation, info: SignalingInfo): Invitation;
  /** Whom a modification by this device names as its invitees. */
  named(invitation: Invitation): string[];
}
