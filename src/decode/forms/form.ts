import type { Draft } from '../encode/draft.js';
import type { Fields, Found } from '../found.js';

/** The objects that enclose a value within its text, the nearest last. Arrays are left out. */
export type Around = readonly Fields[];

/** A form in which messages come. One file each, listed in the table beside this file. */
export interface Form {
  readonly name: string;
  /** For a person: whose form this is. */
  readonly title: string;
  /** Whether it asks a server to send: there, an offline push and the like can be missed. */
  readonly sends?: boolean;
  /** Whether `object` is a message in this form. */
  test(object: Fields, around: Around): boolean;
  read(object: Fields, around: Around): Found;
  /** The message in this form, as the one who makes it would write it. */
  write(draft: Draft): unknown;
  /** Where things stand, for findings: paths below the message's own. */
  readonly places: Places;
}

export interface Places {
  readonly from: string;
  readonly to: string;
  readonly group: string;
  readonly time: string;
  readonly push: string;
  readonly cloudCustomData: string;
  /** The element at an index, and what its data, desc and ext are called. */
  element(index: number): string;
  readonly data: string;
  readonly desc: string;
  readonly ext: string;
}

/** The places of a form that has nothing but data. */
export const NO_PLACES: Places = {
  from: '',
  to: '',
  group: '',
  time: '',
  push: '',
  cloudCustomData: '',
  element: () => '',
  data: '',
  desc: '',
  ext: '',
};
