/** A way in which JSON is wrapped to travel as text. One file each, listed in the table beside this file. */
export interface Encoding {
  /** As it stands in a path. */
  readonly name: string;
  /** What is wrapped in `text`, in order; empty where nothing is. Must be quick to say so. */
  unwrap(text: string): Inner[];
}

export type Inner = string | Uint8Array;

/** More pieces than this in one line are not looked at. */
export const MAX_INNER = 64;
