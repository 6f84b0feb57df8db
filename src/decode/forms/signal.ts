import type { Fields, Found } from '../found.js';
import type { Form } from './form.js';

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
  places: {
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
  },
};

/** A found message that is nothing but its data. */
export function bare(object: Fields, data: string | undefined): Found {
  return {
    form: signal,
    raw: object,
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
    elements: [
      { kind: 'custom', custom: true, data: data ?? JSON.stringify(object), desc: '', ext: '', text: '' },
    ],
    push: undefined,
  };
}
