import { z } from 'zod';
import { dataDifferences, differences } from '../match/match.js';
import type { HeardEvent } from '../testbed/test-device.js';
import type { Testbed } from '../testbed/testbed.js';
import { expectation } from './define.js';
import { hears } from './heard.js';
import { names, pattern } from './options.js';

const INVITATION = z.string().optional().describe('which invitation; not needed where there is one');
const BY = z.string().optional().describe('who did it');

/** The listener's events, in the words of a tester. */
export const receives = expectation({
  phrases: ['{who:device} receives {call:invitation}'],
  about: 'onReceiveNewInvitation',
  options: {
    data: pattern.optional(),
    from: z.string().optional(),
    group: z.string().optional(),
    invitees: names.optional(),
  },
  check(testbed, { who, call }, { data, from, group, invitees }) {
    return hears(
      testbed,
      who,
      about(testbed, call, 'onReceiveNewInvitation', (args) => [
        ...compare('data', data, args.data),
        ...(from === undefined ? [] : differences(from, args.inviter, 'from')),
        ...(group === undefined ? [] : differences(group, args.groupID, 'group')),
        ...(invitees === undefined ? [] : differences(invitees, args.inviteeList, 'invitees')),
      ]),
    );
  },
});

export const seesAccept = expectation({
  phrases: [
    '{who:device} sees {whom:user} accept {call:invitation}',
    '{who:device} sees {call:invitation} accepted by {whom:user}',
    '{who:device} sees accepted',
  ],
  about: 'onInviteeAccepted',
  options: { data: pattern.optional(), invitation: INVITATION, by: BY },
  defaults: { whom: { option: 'by', type: 'user' }, call: { option: 'invitation', type: 'invitation' } },
  check: (testbed, { who, whom, call }, { data }) =>
    hears(testbed, who, about(testbed, call, 'onInviteeAccepted', answer(whom, data))),
});

export const seesReject = expectation({
  phrases: [
    '{who:device} sees {whom:user} reject {call:invitation}',
    '{who:device} sees {call:invitation} rejected by {whom:user}',
    '{who:device} sees rejected',
  ],
  about: 'onInviteeRejected',
  options: { data: pattern.optional(), invitation: INVITATION, by: BY },
  defaults: { whom: { option: 'by', type: 'user' }, call: { option: 'invitation', type: 'invitation' } },
  check: (testbed, { who, whom, call }, { data }) =>
    hears(testbed, who, about(testbed, call, 'onInviteeRejected', answer(whom, data))),
});

export const seesCancel = expectation({
  phrases: ['{who:device} sees {call:invitation} cancelled', '{who:device} sees cancelled'],
  about: 'onInvitationCancelled',
  options: { data: pattern.optional(), invitation: INVITATION, by: BY },
  defaults: { call: { option: 'invitation', type: 'invitation' } },
  check: (testbed, { who, call }, { data, by }) =>
    hears(
      testbed,
      who,
      about(testbed, call, 'onInvitationCancelled', (args) => [
        ...compare('data', data, args.data),
        ...(by === undefined ? [] : differences(by, args.inviter, 'by')),
      ]),
    ),
});

export const seesTimeout = expectation({
  phrases: ['{who:device} sees {call:invitation} time out', '{who:device} sees timed out'],
  about: 'onInvitationTimeout',
  options: { invitation: INVITATION, for: names.optional().describe('whose time is over, in this order') },
  defaults: { call: { option: 'invitation', type: 'invitation' } },
  check: (testbed, { who, call }, options) =>
    hears(
      testbed,
      who,
      about(testbed, call, 'onInvitationTimeout', (args) =>
        options.for === undefined ? [] : differences(options.for, args.inviteeList, 'for'),
      ),
    ),
});

export const seesModified = expectation({
  phrases: ['{who:device} sees {call:invitation} modified', '{who:device} sees modified'],
  about: 'onInvitationModified',
  options: { data: pattern.optional(), invitation: INVITATION },
  defaults: { call: { option: 'invitation', type: 'invitation' } },
  check: (testbed, { who, call }, { data }) =>
    hears(
      testbed,
      who,
      about(testbed, call, 'onInvitationModified', (args) => compare('data', data, args.data)),
    ),
});

/** An event of this name about this invitation; then what differs in its arguments. */
function about(
  testbed: Testbed,
  call: string,
  name: string,
  compareArgs: (args: Record<string, unknown>) => string[],
): (heard: HeardEvent) => string[] | undefined {
  return (heard) =>
    heard.name === name && heard.inviteID === testbed.invitations.get(call)
      ? compareArgs(heard.args)
      : undefined;
}

function answer(whom: string | undefined, data: unknown): (args: Record<string, unknown>) => string[] {
  return (args) => [
    ...(whom === undefined ? [] : differences(whom, args.invitee, 'by')),
    ...compare('data', data, args.data),
  ];
}

function compare(where: string, wanted: unknown, data: unknown): string[] {
  return wanted === undefined ? [] : dataDifferences(wanted, String(data ?? ''), where);
}
