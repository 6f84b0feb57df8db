import type { ReadInfo } from '../signaling/dialect.js';
import type { ReaderName } from '../signaling/dialects/index.js';
import type { SignalingInfo } from '../signaling/signaling-info.js';

/** One message found: what `sig decode --json` prints, one per line. Its JSON Schema is in docs/decode-line.schema.json. */
export interface DecodedLine {
  /** Name of the form it was in: see the table in forms/. */
  form: string;
  at: At;
  /** Whose print it was read from: see the table in prints/. null for JSON, which is what is sent. */
  print: string | null;
  /** The message around the signal; null where a signal stood alone. */
  message: ShownMessage | null;
  /** As the first dialect reads it that takes it for a signal; null where none does. */
  info: SignalingInfo | null;
  verdicts: Verdicts;
  /** What the app put into `data` (or into the custom element itself, where that is no signal); null for plain text. */
  business: Business | null;
  findings: Finding[];
}

/** How each dialect takes a message that has a way of its own to read it. */
export type Verdicts = Readonly<Record<ReaderName, Verdict>>;

export interface At {
  file: string;
  /** From 1. */
  line: number;
  /** From 0, in the file as it lies on the disk; in a compressed file, in what it unpacks to. */
  byte: number;
  /**
   * From the text's beginning to the message: `$.MsgList[3]`. A text inside the text begins anew after a bar:
   * `$.json_params|$[0]`; an encoding is named: `base64|gzip|$`.
   */
  path: string;
}

export interface ShownMessage {
  from: string;
  /** Several for batchsendmsg. '' where unknown, and in groups. */
  to: string | string[];
  /** '' for C2C. */
  group: string;
  /** Unix seconds; null where unknown, as in a request to send. */
  time: number | null;
  /** MsgKey or msgID, as the form calls it. */
  id: string;
  seq: number | null;
  random: number | null;
  /** null where the form does not say. */
  onlineOnly: boolean | null;
  /** What its elements are, in order: `custom`, `text`, ... */
  elements: string[];
  /** The text of a text message. */
  text: string;
  /** The custom element's data where no SDK takes it for a signal; '' where one does: then `info` has it. */
  data: string;
  desc: string;
  ext: string;
  cloudCustomData: string;
}

/** How one SDK takes the message. `info` has its own reading: the Web SDKs hand on fields of any type. */
export type Verdict =
  | { signal: true; info: ReadInfo; why: string }
  | { signal: false; info: null; why: string }
  | { signal: 'throws'; info: null; why: string };

export interface Business {
  /** Name of the schema that knows it; null for a payload that none knows. */
  name: string | null;
  title: string;
  /** In one sentence what it means, where the schema can say. */
  summary: string;
  fields: BusinessField[];
  payload: unknown;
}

export interface BusinessField {
  /** Within the payload: `data.cmd`. */
  path: string;
  value: unknown;
  /** What the field is; '' where the schema does not know it. */
  title: string;
  /** What this value means, where the schema can say. */
  meaning: string;
}

export const LEVELS = ['info', 'warning', 'error'] as const;
export type Level = (typeof LEVELS)[number];

export interface Finding {
  code: string;
  level: Level;
  /** Of the exact place, in the same form as `at.path`. */
  path: string;
  /** What is wrong here. */
  message: string;
  /** How to mend it. */
  hint: string;
}
