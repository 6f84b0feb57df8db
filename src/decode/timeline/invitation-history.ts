import { ACTION } from '../../signaling/action.js';
import type { InviteeState } from '../../signaling/invitation.js';
import type { SignalingInfo } from '../../signaling/signaling-info.js';
import type { Observation } from './observation.js';

/** One message of an invitation, however often it was sighted. */
export interface HistoryMessage {
  info: SignalingInfo;
  from: string;
  to: string[];
  group: string;
  /** The invitation's message with other data, not a message of its own. */
  modifies: boolean;
  /** Unix ms: by the server if any log says it, else by the log, else by the sender; null if none does. */
  at: number | null;
  observations: Observation[];
}

/** How it ended for an invitee, by one message. */
export interface Ending {
  state: Exclude<InviteeState, 'pending'>;
  message: HistoryMessage;
}

/** An invitation as the logs show it. */
export interface InvitationHistory {
  inviteID: string;
  /** The invitation itself; undefined if it is in no log. */
  invite: HistoryMessage | undefined;
  inviter: string;
  group: string;
  /** Everybody who is an invitee in any message, in order. */
  invitees: string[];
  /** In order of time. */
  messages: HistoryMessage[];
  /** Every ending of each invitee, the first that counts first. */
  endings: Map<string, Ending[]>;
}

const STATES: Readonly<Record<number, Ending['state']>> = {
  [ACTION.cancel]: 'cancelled',
  [ACTION.accept]: 'accepted',
  [ACTION.reject]: 'rejected',
  [ACTION.timeout]: 'timedOut',
};

/** Puts together the history of one invitation from all its observations. */
export function invitationHistory(inviteID: string, observations: readonly Observation[]): InvitationHistory {
  const messages = messagesOf(observations);
  const invite = messages.find((message) => message.info.actionType === ACTION.invite && !message.modifies);
  const first = (invite ?? messages[0]!).info;
  const invitees = [...new Set(messages.flatMap((message) => message.info.inviteeList))].filter(
    (user) => user !== '',
  );
  return {
    inviteID,
    invite,
    inviter: first.inviter,
    group: messages.find((message) => message.group !== '')?.group ?? '',
    invitees,
    messages,
    endings: endings(messages, invitees),
  };
}

/** Each message once, in order of time; what has no time keeps its place among its neighbours in the log. */
function messagesOf(observations: readonly Observation[]): HistoryMessage[] {
  const byIdentity = new Map<string, HistoryMessage>();
  for (const observation of observations) {
    const key = identity(observation);
    const known = byIdentity.get(key);
    if (known) {
      known.observations.push(observation);
      known.at = earlier(known.at, observation.time ?? null) ?? known.at;
      if (known.to.length === 0) known.to = observation.to;
      continue;
    }
    const { info, from, to, group, channel, time } = observation;
    byIdentity.set(key, {
      info,
      from,
      to,
      group,
      modifies: channel === 'modified',
      at: time,
      observations: [observation],
    });
  }
  const messages = [...byIdentity.values()];
  for (const message of messages) message.at ??= loggedAt(message.observations);
  // Array.sort keeps equals in order; times are often whole seconds, so that an answer may have its invite's own.
  return messages.sort((a, b) => {
    if (a.at !== null && b.at !== null && a.at !== b.at) return a.at - b.at;
    return rank(a) - rank(b) || a.observations[0]!.order - b.observations[0]!.order;
  });
}

function rank(message: HistoryMessage): number {
  return message.info.actionType === ACTION.invite && !message.modifies ? 0 : 1;
}

/** The same message has the same number by its sender; where there is none, the same words by the same user. */
function identity({ info, from, channel, random }: Observation): string {
  const what = `${info.actionType} ${from}`;
  if (channel === 'modified') return `${what} modified ${info.data}`;
  return random === null ? `${what} ${info.inviteeList.join()} ${info.data}` : `${what} #${random}`;
}

function earlier(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.min(a, b);
}

function loggedAt(observations: readonly Observation[]): number | null {
  let at: number | null = null;
  for (const { logged } of observations) at = earlier(at, logged);
  return at ?? observations.find(({ clientTime }) => clientTime !== null)?.clientTime ?? null;
}

function endings(messages: readonly HistoryMessage[], invitees: readonly string[]): Map<string, Ending[]> {
  const all = new Map<string, Ending[]>(invitees.map((user) => [user, []]));
  for (const message of messages) {
    const state = STATES[message.info.actionType];
    if (state === undefined || message.modifies) continue;
    for (const user of message.info.inviteeList) all.get(user)?.push({ state, message });
  }
  return all;
}

/** How it stands with an invitee at the log's end. */
export function stateOf({ endings: all }: InvitationHistory, user: string): InviteeState {
  return all.get(user)?.[0]?.state ?? 'pending';
}

/**
 * How long an answer took, in ms: by the log's own clock where one log has both messages with finer times than the
 * server's whole seconds, else by the server's.
 */
export function timeToAnswer({ invite, endings: all }: InvitationHistory, user: string): number | null {
  const ending = all.get(user)?.[0]?.message;
  if (!invite || !ending) return null;
  for (const { file, logged } of invite.observations) {
    if (logged === null) continue;
    const same = ending.observations.find((each) => each.file === file && each.logged !== null);
    if (same) return Math.max(0, same.logged! - logged);
  }
  return invite.at === null || ending.at === null ? null : Math.max(0, ending.at - invite.at);
}

/** One word for the whole: the state that all share, or the furthest one with `partly` before it. */
export function overall(history: InvitationHistory): string {
  const states = new Set(history.invitees.map((user) => stateOf(history, user)));
  if (states.size === 1) return [...states][0]!;
  for (const state of ['accepted', 'rejected', 'timedOut', 'cancelled']) {
    if (states.has(state as InviteeState)) return `partly ${state}`;
  }
  return 'pending';
}
