import type { Surroundings } from '../decoder.js';
import type { DecodedLine } from '../line.js';
import { type InvitationHistory, invitationHistory } from './invitation-history.js';
import { type Observation, observation } from './observation.js';

/** What is known of a log as a whole. */
export interface LogFile {
  file: string;
  /** Whose device wrote it, by what it sent and received; '' if it is nobody's. */
  owner: string;
  /** The earliest and the latest time in it, unix ms. */
  from: number | null;
  to: number | null;
}

/** No invitation needs more observations than this. */
const MAX_OBSERVATIONS = 2000;

/** Gathers the signals of any number of logs by their invitations. */
export class MessageLog {
  #observations = new Map<string, Observation[]>();
  #files = new Map<
    string,
    { sent: Map<string, number>; got: Map<string, number>; from: number | null; to: number | null }
  >();
  #order = 0;
  #year: number;

  /** @param year of logs that write only day and month */
  constructor(year: number) {
    this.#year = year;
  }

  add(line: DecodedLine, surroundings: Surroundings): void {
    const seen = observation(line, surroundings, this.#order++, this.#year);
    if (!seen) return;
    const known = this.#observations.get(seen.info.inviteID);
    if (!known) this.#observations.set(seen.info.inviteID, [seen]);
    else if (known.length < MAX_OBSERVATIONS) known.push(seen);
    this.#note(seen);
  }

  /** One history per invitation, in the order in which they begin. */
  histories(): InvitationHistory[] {
    return [...this.#observations].map(([inviteID, observations]) =>
      invitationHistory(inviteID, observations),
    );
  }

  files(): LogFile[] {
    return [...this.#files].map(([file, { sent, got, from, to }]) => ({
      file,
      owner: most(sent) ?? most(got) ?? '',
      from,
      to,
    }));
  }

  #note({ file, channel, from, to, time, logged }: Observation): void {
    let known = this.#files.get(file);
    if (!known) {
      known = { sent: new Map(), got: new Map(), from: null, to: null };
      this.#files.set(file, known);
    }
    if (channel === 'sent' && from !== '') known.sent.set(from, (known.sent.get(from) ?? 0) + 1);
    if (channel === 'received' && to.length === 1) known.got.set(to[0]!, (known.got.get(to[0]!) ?? 0) + 1);
    const at = time ?? logged;
    if (at === null) return;
    known.from = known.from === null ? at : Math.min(known.from, at);
    known.to = known.to === null ? at : Math.max(known.to, at);
  }
}

/** The user counted most often; none where several senders share a log, which is then nobody's. */
function most(counts: Map<string, number>): string | undefined {
  if (counts.size !== 1) return counts.size === 0 ? undefined : '';
  return [...counts.keys()][0];
}
