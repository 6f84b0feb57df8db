import type { SentenceNames } from './names.js';
import { line, type ScriptLine } from './script.js';
import { asExpected, asExpectedText } from './written-data.js';

/** What a device's listener was told. */
export interface RecordedEvent {
  /** `bob`, or `bob's pad`. */
  who: string;
  at: number | undefined;
  /** The listener's method. */
  name: string;
  args: Record<string, unknown>;
}

/** What was heard as a step that expects it; undefined for news that no scenario waits for, and for unknown invitations. */
export function heardLine(
  names: SentenceNames,
  { who, at, name, args }: RecordedEvent,
): ScriptLine | undefined {
  const sees = (says: string, options: Record<string, unknown> = {}) =>
    line('sees', at, `${who} ${says}`, options);
  const inviteID = String(args.inviteID ?? '');
  if (inviteID !== '' && !names.knowsInvitation(inviteID)) return undefined;
  const call = inviteID === '' ? '' : names.invitation(inviteID);
  switch (name) {
    case 'onReceiveNewInvitation':
      return sees(`receives ${call}`, expectedData(args));
    case 'onInviteeAccepted':
      return sees(`sees ${names.user(String(args.invitee))} accept ${call}`, expectedData(args));
    case 'onInviteeRejected':
      return sees(`sees ${names.user(String(args.invitee))} reject ${call}`, expectedData(args));
    case 'onInvitationCancelled':
      return sees(`sees ${call} cancelled`, expectedData(args));
    case 'onInvitationTimeout':
      return sees(`sees ${call} time out`, {
        for: (args.inviteeList as string[]).map((invitee) => names.user(invitee)),
      });
    case 'onInvitationModified':
      return sees(`sees ${call} modified`, expectedData(args));
    case 'onRecvNewMessage':
      return sees(`gets a message from ${names.user(String(args.sender))}`, {
        ...(typeof args.text === 'string' ? { text: asExpectedText(args.text) } : expectedData(args)),
        ...(args.groupID === '' ? {} : { group: names.group(String(args.groupID)) }),
      });
    case 'onRecvMessageModified':
    case 'onRecvMessageRevoked':
    case 'onKickedOffline':
    case 'onUserSigExpired':
      return sees(`hears ${name}`);
    default:
      return undefined;
  }
}

function expectedData({ data }: Record<string, unknown>): Record<string, unknown> {
  return typeof data !== 'string' || data === '' ? {} : { data: asExpected(data) };
}
