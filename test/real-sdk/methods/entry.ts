import type { Cast } from './cast.js';

/** What the hub makes of a method of the SDK. */
export interface Entry {
  status: 'simulated' | 'in the SDK' | 'not simulated';
  /** For the page: why it is not simulated, or how far it goes. */
  note: string;
  /** Calls the method and looks at its effect, on the other side or on an own other device. */
  see?: (cast: Cast) => Promise<unknown>;
}

/** The methods of one domain, called in this order by the same users. */
export type Domain = Readonly<Record<string, Entry>>;

export function simulated(see: Entry['see'] & object, note = ''): Entry {
  return { status: 'simulated', note, see };
}

/** The method sends nothing to the hub, or only what others in the table send. */
export function inTheSDK(note = '', see?: Entry['see']): Entry {
  return { status: 'in the SDK', note, ...(see && { see }) };
}

/** The hub refuses it, and so says the SDK. */
export function notSimulated(note: string, see: Entry['see'] & object): Entry {
  return { status: 'not simulated', note, see };
}
