/** What an SDK may tell the one who acts when the call succeeds, before the call's own result: the listener's method. */
const ECHOES: Readonly<Record<string, string>> = {
  accept: 'onInviteeAccepted',
  reject: 'onInviteeRejected',
  cancel: 'onInvitationCancelled',
  modifyInvitation: 'onInvitationModified',
};

/** The event by which the one who called `method` hears of it; undefined where there is none. */
export function echoOf(method: string): string | undefined {
  return ECHOES[method];
}

/** Whether an event can be the echo of a call by `user`: it names nobody else as the one who acted. */
export function isByUser(user: string, { invitee, inviter }: Record<string, unknown>): boolean {
  const actor = invitee ?? inviter;
  return actor === undefined || actor === user;
}
