import type { ErrorName } from '../error-codes.js';

/** Who has to change something before it works. */
export const FAULTS = {
  app: 'the app: its call can never work like this',
  backend: 'the backend: its request can never work like this',
  console: "the app's settings in the vendor's console",
  user: 'a user, by a rule of theirs: the app shows it and goes on',
  race: 'nobody: two things crossed, and the app must be ready for it',
  network: 'the network: the app tries again',
  service: "the vendor's service: the caller tries again",
} as const;

export type AtFault = keyof typeof FAULTS;

/** What to make of an error code of the vendor's. */
export interface Advice {
  readonly fault: AtFault;
  /** What to do, in a sentence. */
  readonly remedy: string;
  /** When it comes, where the meaning in the table of codes does not say it all. */
  readonly when?: string;
  /** What changes it: an option of sig hub start, or what is set up in the hub. */
  readonly setting?: string;
}

/** Advice by the names of codes. */
export type AdviceTable = { readonly [Name in ErrorName]?: Advice };
