import type { Level } from '../../line.js';
import type { HistoryMessage, InvitationHistory } from '../invitation-history.js';
import type { LogFile } from '../message-log.js';

/** What the logs say beyond one history. */
export interface LogFacts {
  files: LogFile[];
  /** The latest time in any log, unix ms. */
  end: number | null;
  /** How far each user's clock is ahead of the server's, ms. */
  skews: Map<string, number>;
}

/** Something that went wrong between the devices. One file each, listed in the table beside this file. */
export interface AnomalyRule {
  readonly code: string;
  readonly level: Level;
  readonly title: string;
  readonly why: string;
  readonly hint: string;
  /** @param report with the message it is about, if it is about one */
  check(
    history: InvitationHistory,
    facts: LogFacts,
    report: (message: string, about?: HistoryMessage) => void,
  ): void;
}
