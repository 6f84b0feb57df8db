/** What a kind of business payload looks like; one data file each (JSON or YAML). */
export interface BusinessSchema {
  name: string;
  title: string;
  /**
   * Any of these: paths with the value that stands there, a list of values, or `*` for anything at all. The schema with
   * the most values named is taken, then the one with the most paths.
   */
  match: Record<string, MatchValue>[];
  /** By path within the payload. */
  fields: Record<string, FieldSchema>;
  /** The first that fits says what the payload means. */
  summary: SummaryRule[];
}

export type MatchValue = Scalar | Scalar[];
export type Scalar = string | number | boolean | null;

export interface FieldSchema {
  title: string;
  /** What single values mean. */
  values?: Record<string, string>;
}

export interface SummaryRule {
  /** Only for signals of this actionType. */
  action?: number;
  /** Only where these paths have these values. */
  when?: Record<string, MatchValue>;
  /** Not where any of these paths has its value. */
  unless?: Record<string, MatchValue>;
  /**
   * `{path}` stands for a value, `{path:meaning}` for what the value means, `{a|b}` for the first that is there;
   * `{$inviter}`, `{$invitees}` and `{$group}` for the signal's own.
   */
  say: string;
}
