import type { InspectedMessage } from '../inspected-message.js';
import type { Level } from '../line.js';

/** Tells of one finding; `hint` in place of the rule's own where the case at hand has a better one. */
export type Report = (path: string, message: string, hint?: string) => void;

/** Something that can be wrong with a message. One file each, listed in the table beside this file. */
export interface FindingRule {
  readonly code: string;
  readonly level: Level;
  /** In a few words, for lists. */
  readonly title: string;
  /** Why it matters: what which SDK or server does about it. For `sig explain`. */
  readonly why: string;
  /** How to mend it. */
  readonly hint: string;
  /** Its messages show a piece of the payload, which may be private. */
  readonly quotes?: boolean;
  /** Traits (see traits.ts) without which it has nothing to look for; none if left out. */
  readonly needs?: number;
  /** Looks for it; most messages have none, so it must be quick to say so. */
  check(subject: InspectedMessage, report: Report): void;
}
