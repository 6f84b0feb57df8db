import { call } from './define.js';
import { asData, data } from './options.js';

export const cancels = call({
  phrases: ['{who:device} cancels {call:invitation}'],
  about: 'cancel(): takes an invitation back',
  options: { data: data.optional().describe('text, or JSON that is sent as its text') },
  make(testbed, { who, call }, { data }) {
    const actor = testbed.actor(who);
    return { actor, method: 'cancel', outcome: actor.sdk.cancel(testbed.inviteID(call), asData(data)) };
  },
});
