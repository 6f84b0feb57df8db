import { dataDifferences, differences } from '../match/match.js';
import { expectation } from './define.js';
import { hears } from './heard.js';
import { pattern } from './options.js';

/** Every event a device can hear, by the listener's own name for it. */
export const EVENTS: readonly string[] = [
  'onReceiveNewInvitation',
  'onInviteeAccepted',
  'onInviteeRejected',
  'onInvitationCancelled',
  'onInvitationTimeout',
  'onInvitationModified',
  'onRecvNewMessage',
  'onRecvMessageModified',
  'onRecvMessageRevoked',
  'onKickedOffline',
  'onUserSigExpired',
  'onConnecting',
  'onConnectSuccess',
  'onConnectFailed',
];

export const hearsEvent = expectation({
  phrases: ['{who:device} hears {event:event}'],
  about: `any event by its name: ${EVENTS.join(', ')}`,
  options: { args: pattern.optional().describe('arguments by name; those left out do not matter') },
  shorthand: 'args',
  check: (testbed, { who, event }, { args }) =>
    hears(testbed, who, (heard) => {
      if (heard.name !== event) return undefined;
      if (typeof args !== 'object' || args === null) return [];
      const { data, ...rest } = args as Record<string, unknown>;
      return [
        ...differences(rest, heard.args),
        ...(data === undefined ? [] : dataDifferences(data, String(heard.args.data ?? ''))),
      ];
    }),
});
