import { ACTION } from '../../signaling/action.js';
import {
  createInvitation,
  type Invitation,
  type InvitationState,
  type InviteeState,
  invitationState,
} from '../../signaling/invitation.js';
import {
  type Contradiction,
  type InviteeEnd,
  stateOf as lifeOf,
  reduce,
} from '../../signaling/invitation-reducer.js';
import type { SignalingInfo } from '../../signaling/signaling-info.js';
import type { Observation, ToldParts } from './observation.js';

/** One message of an invitation, however often it was observed. */
export interface HistoryMessage {
  info: SignalingInfo;
  /** What the app was told, of which parts may be missing: no message has been observed. */
  partial: ToldParts | undefined;
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
  state: InviteeEnd;
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
  /** How it stands at the end of the logs. */
  life: Invitation;
  /** What contradicts what was known before, with the message that does. */
  contradictions: { message: HistoryMessage; contradiction: Contradiction }[];
  /** Every ending of each invitee, the first that counts first. */
  endings: Map<string, Ending[]>;
}

/** Puts together the history of one invitation from all its observations. */
export function invitationHistory(inviteID: string, observations: readonly Observation[]): InvitationHistory {
  const messages = messagesOf(observations);
  const invite = messages.find((message) => message.info.actionType === ACTION.invite && !message.modifies);
  const first = (invite ?? messages[0]!).info;
  const invitees = [...new Set(messages.flatMap((message) => message.info.inviteeList))].filter(
    (user) => user !== '',
  );
  const begun = invite ? first : { ...first, inviteeList: invitees };
  return {
    inviteID,
    invite,
    inviter: messages.find(({ info }) => info.inviter !== '')?.info.inviter ?? '',
    group: messages.find((message) => message.group !== '')?.group ?? '',
    invitees,
    messages,
    ...lived(createInvitation(begun, invite?.at ?? 0), messages, invite, invitees),
  };
}

/** Takes an invitation through its messages. */
function lived(
  begun: Invitation,
  messages: readonly HistoryMessage[],
  invite: HistoryMessage | undefined,
  invitees: readonly string[],
): Pick<InvitationHistory, 'life' | 'contradictions' | 'endings'> {
  const contradictions: InvitationHistory['contradictions'] = [];
  const endings = new Map<string, Ending[]>(invitees.map((user) => [user, []]));
  let life = begun;
  for (const message of messages) {
    if (message === invite) continue;
    const { info, from, modifies, partial } = message;
    const { inviteID, actionType, data } = info;
    const named = partial?.list === false ? {} : { inviteeList: info.inviteeList };
    const next = reduce(life, { inviteID, actionType, data, from, modifies, ...named });
    for (const user of life.inviteeList) {
      const state = lifeOf(next.invitation, user);
      if (state !== lifeOf(life, user) && state !== 'pending')
        endings.get(user)?.push({ state: state!, message });
    }
    for (const contradiction of next.contradictions) {
      contradictions.push({ message, contradiction });
      if (contradiction.kind === 'second-end')
        endings.get(contradiction.invitee)?.push({ state: contradiction.state, message });
      if (contradiction.kind === 'not-invited')
        endings.get(contradiction.user)?.push({ state: contradiction.state, message });
    }
    life = next.invitation;
  }
  return { life, contradictions, endings };
}

/** Each message once, in order of time; what has no time keeps its place among its neighbours in the log. */
function messagesOf(observations: readonly Observation[]): HistoryMessage[] {
  const byIdentity = new Map<string, HistoryMessage>();
  for (const observation of observations) {
    const key = identity(observation);
    const known = byIdentity.get(key);
    if (known) add(known, observation);
    else byIdentity.set(key, begun(observation));
  }
  const messages = withoutNumber([...byIdentity.values()]);
  for (const message of messages) message.at ??= loggedAt(message.observations);
  // Array.sort keeps equals in order; times are often whole seconds, so that an answer may have its invite's own.
  return messages.sort((a, b) => {
    if (a.at !== null && b.at !== null && a.at !== b.at) return a.at - b.at;
    return rank(a) - rank(b) || a.observations[0]!.order - b.observations[0]!.order;
  });
}

function begun(observation: Observation): HistoryMessage {
  const { info, from, to, group, modifies, time, told } = observation;
  return { info, partial: told, from, to, group, modifies, at: time, observations: [observation] };
}

function add(message: HistoryMessage, observation: Observation): void {
  message.observations.push(observation);
  message.at = earlier(message.at, observation.time) ?? message.at;
  if (message.to.length === 0) message.to = observation.to;
  if (message.from === '') message.from = observation.from;
  if (message.partial && !observation.told) {
    message.info = observation.info;
    message.partial = undefined;
  }
}

/**
 * What an app was told has no number by which its message is known: it is told of the message that says the same, if one
 * was observed.
 */
function withoutNumber(messages: HistoryMessage[]): HistoryMessage[] {
  const whole = messages.filter(({ partial }) => partial === undefined);
  const rest: HistoryMessage[] = [];
  for (const message of messages) {
    if (message.partial === undefined) continue;
    const same = [...whole, ...rest].find((each) => says(each, message));
    if (!same) rest.push(message);
    else for (const observation of message.observations) add(same, observation);
  }
  return [...whole, ...rest];
}

function says(message: HistoryMessage, told: HistoryMessage): boolean {
  const [a, b] = [message.info, told.info];
  if (a.actionType !== b.actionType || message.modifies !== told.modifies) return false;
  if (message.from !== '' && told.from !== '' && message.from !== told.from) return false;
  if (told.partial?.list && b.inviteeList.some((user) => !a.inviteeList.includes(user))) return false;
  return !message.modifies || a.data === b.data;
}

function rank(message: HistoryMessage): number {
  return message.info.actionType === ACTION.invite && !message.modifies ? 0 : 1;
}

/** The same message has the same number by its sender; where there is none, the same words by the same user. */
function identity({ info, from, modifies, random }: Observation): string {
  const what = `${info.actionType} ${from}`;
  if (modifies) return `${what} modified ${info.data}`;
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

/** How it stands with an invitee at the log's end. */
export function stateOf({ life, endings }: InvitationHistory, user: string): InviteeState {
  // Whoever was not invited may have answered nevertheless.
  return lifeOf(life, user) ?? endings.get(user)?.[0]?.state ?? 'pending';
}

/** Times of messages are whole seconds: a log's finer time may differ from them by so much, ms. */
const ROUNDING_MS = 2000;

/**
 * How long an answer took, in ms: by the times of the messages. Where one log has both and says nothing else, by its finer
 * times; a line's time is the device's own, and a list of messages has one time for all.
 */
export function timeToAnswer({ invite, endings: all }: InvitationHistory, user: string): number | null {
  const ending = all.get(user)?.[0]?.message;
  if (!invite || !ending) return null;
  const own = invite.at === null || ending.at === null ? null : Math.max(0, ending.at - invite.at);
  for (const { file, logged } of invite.observations) {
    if (logged === null) continue;
    const same = ending.observations.find((each) => each.file === file && each.logged !== null);
    if (!same) continue;
    const took = Math.max(0, same.logged! - logged);
    if (own === null || Math.abs(took - own) < ROUNDING_MS) return took;
  }
  return own;
}

/** One word for the whole: the state that all share, or the furthest one with `partly` before it. */
export function overall({ life }: InvitationHistory): InvitationState {
  return invitationState(life);
}
