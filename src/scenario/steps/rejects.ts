import { call } from './define.js';
import { asData, data } from './options.js';

export const rejects = call({
  phrases: ['{who:device} rejects {call:invitation}'],
  about: 'reject(): says no to an invitation',
  options: { data: data.optional().describe('text, or JSON that is sent as its text') },
  make(testbed, { who, call }, { data }) {
    const actor = testbed.actor(who);
    return { actor, method: 'reject', outcome: actor.sdk.reject(testbed.inviteID(call), asData(data)) };
  },
});
