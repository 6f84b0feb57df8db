import type { TraceEvent } from '../../../trace/event.js';

export type Of<Kind extends TraceEvent['kind']> = Extract<TraceEvent, { kind: Kind }>;

/** Calls whose effect shows by an event of its own. */
export function isQuiet(method: string): boolean {
  return method === 'login' || method === 'logout';
}

/** The user, and the device where it is not just their phone. */
export function whoOf({ user, device }: TraceEvent): string {
  if (user === '') return 'hub';
  return device === '' || device === 'phone' ? user : `${user}/${device}`;
}
