import type { InviteeState } from '../../signaling/invitation.js';
import { isHangUp } from '../business/call.js';
import type { Level } from '../line.js';
import { ANOMALIES } from './anomalies/index.js';
import type { LogFacts } from './anomalies/rule.js';
import {
  type HistoryMessage,
  type InvitationHistory,
  overall,
  stateOf,
  timeToAnswer,
} from './invitation-history.js';
import type { MessageLog } from './message-log.js';

export interface Anomaly {
  code: string;
  level: Level;
  message: string;
  hint: string;
}

/** What `sig trace --json` prints, one line per invitation. */
export interface TracedInvitation {
  inviteID: string;
  inviter: string;
  /** '' for C2C. */
  groupID: string;
  /** Seconds; null where the invitation itself is in no log. */
  timeout: number | null;
  data: string | null;
  /** Unix ms; null where no log says it. */
  sentAt: number | null;
  /** A state of an invitee, one with `partly` before it, or `hang-up` for what ends a call. */
  state: string;
  invitees: {
    user: string;
    state: InviteeState /** ms from the invitation to the answer. */;
    after: number | null;
  }[];
  messages: number;
  anomalies: Anomaly[];
}

/** An anomaly with the message it is about. */
export interface PlacedAnomaly extends Anomaly {
  about: HistoryMessage | undefined;
}

export interface InvitationReport {
  history: InvitationHistory;
  traced: TracedInvitation;
  anomalies: PlacedAnomaly[];
}

/** Every invitation of a log with what went wrong in it, in order of time. */
export function report(log: MessageLog): InvitationReport[] {
  const histories = log.histories();
  const files = log.files();
  const ends = files.flatMap(({ to }) => to ?? []);
  const facts: LogFacts = { files, end: ends.length > 0 ? Math.max(...ends) : null, skews: skews(histories) };
  const reports = histories.map((history) => {
    const anomalies = found(history, facts);
    return { history, anomalies, traced: traced(history, anomalies) };
  });
  return inOrder(reports);
}

/** By time; an invitation without one keeps its place behind the one before it in the log. */
function inOrder(reports: readonly InvitationReport[]): InvitationReport[] {
  let time = Number.NEGATIVE_INFINITY;
  const timed = reports.map((each) => {
    time = each.traced.sentAt ?? time;
    return { each, time };
  });
  return timed.sort((a, b) => a.time - b.time || 0).map(({ each }) => each);
}

function found(history: InvitationHistory, facts: LogFacts): PlacedAnomaly[] {
  const anomalies: PlacedAnomaly[] = [];
  for (const { code, level, hint, check } of ANOMALIES) {
    check(history, facts, (message, about) => anomalies.push({ code, level, message, hint, about }));
  }
  return anomalies;
}

function traced(history: InvitationHistory, anomalies: readonly PlacedAnomaly[]): TracedInvitation {
  const { inviteID, inviter, group, invite, invitees, messages } = history;
  return {
    inviteID,
    inviter,
    groupID: group,
    timeout: invite && invite.partial?.timeout !== false ? invite.info.timeout : null,
    data: invite?.info.data ?? null,
    sentAt: invite?.at ?? messages[0]?.at ?? null,
    state: hangsUp(history) ? 'hang-up' : overall(history),
    invitees: invitees.map((user) => ({
      user,
      state: stateOf(history, user),
      after: timeToAnswer(history, user),
    })),
    messages: messages.length,
    anomalies: anomalies.map(({ about: _, ...anomaly }) => anomaly),
  };
}

/** A call kit's hang-up is an invitation that nobody answers. */
function hangsUp({ invite }: InvitationHistory): boolean {
  if (!invite?.info.data.startsWith('{')) return false;
  try {
    return isHangUp(JSON.parse(invite.info.data));
  } catch {
    return false;
  }
}

/**
 * How far each sender's clock is ahead of the server's: by the message that was quickest, since a slow one looks as if the
 * clock were behind. One slow message alone says nothing.
 */
function skews(histories: readonly InvitationHistory[]): Map<string, number> {
  const all = new Map<string, number[]>();
  for (const { messages } of histories) {
    for (const { from, observations } of messages) {
      const seen = observations.find((each) => each.time !== null && each.clientTime !== null);
      if (!seen || from === '') continue;
      const own = all.get(from) ?? [];
      own.push(seen.clientTime! - seen.time!);
      all.set(from, own);
    }
  }
  const found = new Map<string, number>();
  for (const [user, values] of all) {
    const ahead = Math.max(...values);
    if (ahead >= 0 || values.length > 1) found.set(user, ahead);
  }
  return found;
}
