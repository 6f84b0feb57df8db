import type { Form } from './forms/form.js';

export type Fields = Record<string, unknown>;

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

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A user or group ID that some writers send as a number. */
export function id(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** A whole number, also where it came as digits in a text. */
export function count(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'string' && /^\d{1,16}$/.test(value)) return Number(value);
  return null;
}

/** Unix seconds, also where milliseconds were written. */
export function seconds(value: unknown): number | null {
  const number = count(value);
  if (number === null || number <= 0) return null;
  return number > 100_000_000_000 ? number / 1000 : number;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
