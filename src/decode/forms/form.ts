import type { SignalingInfo } from '../../signaling/signaling-info.js';
import type { Draft } from '../encode/draft.js';
import type { Fields } from '../fields.js';

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
  /** The message in this form, as the one who makes it would write it; absent where nobody makes it. */
  write?(draft: Draft): unknown;
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

/** A message as a form finds it, before anybody judges it. Fields hold what was written, of whatever type. */
export interface Found {
  form: Form;
  /** The object that is the message. */
  raw: Fields;
  from: string;
  to: string | string[];
  group: string;
  /** Unix seconds. */
  time: number | null;
  /** Sender's own time, unix seconds. */
  clientTime: number | null;
  seq: number | null;
  random: number | null;
  id: string;
  onlineOnly: boolean | null;
  cloudCustomData: string;
  elements: FoundElement[];
  push: FoundPush | undefined;
  /** Why no SDK is asked whether it takes this for a signal: it is not what an SDK is given. */
  unjudged?: string;
  /** What it says of a signal, where that is no text that was sent. */
  info?: SignalingInfo;
  /** The fields of which `info` was made; one that is missing was not told. */
  fields?: Fields;
  /** It tells of other data in an invitation that was sent before. */
  modifies?: boolean;
}

/** What a form that says nothing around its elements leaves open. */
export const NOTHING_KNOWN = {
  from: '',
  to: '',
  group: '',
  time: null,
  clientTime: null,
  seq: null,
  random: null,
  id: '',
  onlineOnly: null,
  cloudCustomData: '',
  push: undefined,
} as const satisfies Partial<Found>;

export interface FoundElement {
  kind: string;
  custom: boolean;
  /** The custom data as it stands. */
  data: unknown;
  desc: string;
  ext: string;
  text: string;
}

export interface FoundPush {
  disabled: boolean;
  title: string;
  desc: string;
  ext: string;
}
