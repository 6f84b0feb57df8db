import type { Fields } from '../fields.js';
import { type Form, type Found, NO_PLACES, NOTHING_KNOWN } from './form.js';

/** The words of a signal, and how other hands have written them. */
const KEYS = ['inviteID', 'inviter', 'inviteeList', 'actionType'];
const OTHER_KEYS = /^(?:invite_?id|inviter|invitee_?list|action_?type)$/i;

/** A signal's own JSON, with no message around it: what stands in a custom element's data. */
export const signal: Form = {
  name: 'signal',
  title: "a signal's own JSON, without a message",
  test: (object) => {
    let known = 0;
    for (const key of KEYS) if (object[key] !== undefined) known++;
    if (known >= 2) return true;
    let alike = 0;
    for (const key of Object.keys(object)) if (OTHER_KEYS.test(key)) alike++;
    return alike >= 3;
  },
  read: (object) => bare(object, undefined),
  write: ({ data }) => JSON.parse(data),
  places: NO_PLACES,
};

/** A found message that is nothing but its data. */
export function bare(object: Fields, data: string | undefined): Found {
  return {
    ...NOTHING_KNOWN,
    form: signal,
    raw: object,
    elements: [
      { kind: 'custom', custom: true, data: data ?? JSON.stringify(object), desc: '', ext: '', text: '' },
    ],
  };
}
