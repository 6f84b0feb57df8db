import { z } from 'zod';
import type { StoredMessage } from '../../hub/store/store.js';
import { firstCustom, TEXT_ELEM } from '../../im/elements.js';
import { actionName } from '../../signaling/action.js';
import { trackedSignal } from '../../trace/tracker.js';
import { dataDifferences, differences } from '../match/match.js';
import type { Testbed } from '../testbed/testbed.js';
import { expectation, type StepCheck } from './define.js';
import { names, pattern } from './options.js';

/** What a user finds in the app: history, unread counts, the list of conversations. It is read from the hub's own store. */
const MESSAGE = {
  from: z.string().optional().describe('who sent it'),
  text: pattern.optional(),
  data: pattern.optional().describe("a custom message's data, or a signal's"),
  signal: z.string().optional().describe('invite, cancel, accept, reject or timeout'),
  call: z.string().optional().describe('the name of the invitation that the signal is about'),
};

type MessagePattern = z.output<z.ZodObject<typeof MESSAGE>>;

const COUNT = { is: z.number().int().min(0).describe('how many') };
const LIST = { are: names.describe('users and groups, the most recent first') };
const MESSAGES = { is: pattern.describe('each message, old to new: { from, text, data, signal, call }') };

/** Longer histories are cut. */
const MOST_MESSAGES = 1000;

export const unreadCount = expectation({
  phrases: ["{whom:user}'s unread count is"],
  about: 'messages that the user has not read, over all conversations',
  options: COUNT,
  shorthand: 'is',
  check: (testbed, { whom }, { is }) =>
    counts(is, () => sum(rowsOf(testbed, whom).map(({ unread }) => unread))),
});

export const unreadFrom = expectation({
  phrases: ["{whom:user}'s unread count with {peer:user} is"],
  about: 'messages from one user that are not read',
  options: COUNT,
  shorthand: 'is',
  check: (testbed, { whom, peer }, { is }) =>
    counts(is, () => rowsOf(testbed, whom).find((row) => row.peer.userID === peer)?.unread ?? 0),
});

export const unreadInGroup = expectation({
  phrases: ["{whom:user}'s unread count in {group:group} is"],
  about: 'messages of a group that are not read',
  options: COUNT,
  shorthand: 'is',
  check: (testbed, { whom, group }, { is }) =>
    counts(is, () => rowsOf(testbed, whom).find((row) => row.peer.groupID === group)?.unread ?? 0),
});

export const lastMessage = expectation({
  phrases: ["{whom:user}'s last message with {peer:user} is"],
  about: 'what the list of conversations shows of one',
  options: MESSAGE,
  shorthand: 'text',
  check: (testbed, { whom, peer }, wanted) =>
    last(testbed, wanted, () => rowsOf(testbed, whom).find((row) => row.peer.userID === peer)?.last),
});

export const lastGroupMessage = expectation({
  phrases: ["{whom:user}'s last message in {group:group} is"],
  about: 'the same of a group',
  options: MESSAGE,
  shorthand: 'text',
  check: (testbed, { whom, group }, wanted) =>
    last(testbed, wanted, () => rowsOf(testbed, whom).find((row) => row.peer.groupID === group)?.last),
});

export const conversations = expectation({
  phrases: ["{whom:user}'s conversations are"],
  about: 'the list of conversations, the most recent first',
  options: LIST,
  shorthand: 'are',
  check: (testbed, { whom }, { are }) =>
    compares(() =>
      differences(
        are,
        rowsOf(testbed, whom).map(({ peer }) => peer.userID ?? peer.groupID),
        'conversations',
      ),
    ),
});

export const historyWith = expectation({
  phrases: ["{whom:user}'s history with {peer:user} is"],
  about: 'all messages between two users that the first can see, old to new',
  options: MESSAGES,
  shorthand: 'is',
  check: (testbed, { whom, peer }, { is }) =>
    compares(() => {
      const stored = testbed.local.hub.store.c2cHistory(whom, peer, { limit: MOST_MESSAGES });
      return differences(
        is,
        stored.toReversed().map((each) => seen(testbed, each)),
        'history',
      );
    }),
});

export const historyOfGroup = expectation({
  phrases: ["{whom:user}'s history in {group:group} is"],
  about: 'all messages of a group, old to new',
  options: MESSAGES,
  shorthand: 'is',
  check: (testbed, { group }, { is }) =>
    compares(() => {
      const stored = testbed.local.hub.store.groupHistory(group, { limit: MOST_MESSAGES });
      return differences(
        is,
        stored.toReversed().map((each) => seen(testbed, each)),
        'history',
      );
    }),
});

function rowsOf(testbed: Testbed, user: string) {
  return testbed.local.hub.store.conversations(user);
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, each) => total + each, 0);
}

function counts(wanted: number, count: () => number): StepCheck {
  return compares(() => differences(wanted, count(), 'unread'));
}

function compares(found: () => string[]): StepCheck {
  return () => {
    const differing = found();
    return differing.length === 0 ? { met: true, claims: [] } : { met: false, seen: differing.join('\n') };
  };
}

function last(testbed: Testbed, wanted: MessagePattern, find: () => StoredMessage | undefined): StepCheck {
  return () => {
    const stored = find();
    if (!stored) return { met: false, seen: 'there is no message' };
    const { data, ...message } = seen(testbed, stored);
    const { data: wantedData, ...rest } = wanted;
    const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
    const differing = [
      ...differences(given, message),
      ...(wantedData === undefined
        ? []
        : dataDifferences(wantedData, typeof data === 'string' ? data : JSON.stringify(data ?? ''))),
    ];
    return differing.length === 0
      ? { met: true, claims: [], value: { data, ...message } }
      : { met: false, seen: `${JSON.stringify({ ...message, data })}\n  ${differing.join('\n  ')}` };
  };
}

/** A message as a person sees it; data that is JSON can be looked into. */
function seen(testbed: Testbed, { wire, recalled }: StoredMessage): Record<string, unknown> {
  const signal = trackedSignal(wire);
  const text = wire.MsgBody.find((each) => each.MsgType === TEXT_ELEM)?.MsgContent.Text;
  const data = signal ? signal.data : firstCustom(wire.MsgBody)?.data;
  return {
    from: wire.From_Account,
    ...(typeof text === 'string' ? { text } : {}),
    ...(data === undefined ? {} : { data: readJSON(data) }),
    ...(signal
      ? { signal: actionName(signal.actionType), call: testbed.invitationName(signal.inviteID) }
      : {}),
    ...(recalled ? { recalled } : {}),
  };
}

function readJSON(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
