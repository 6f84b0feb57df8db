import { call } from './define.js';
import { asData, data } from './options.js';

export const accepts = call({
  phrases: ['{who:device} accepts {call:invitation}'],
  about: 'accept(): says yes to an invitation',
  options: { data: data.optional().describe('text, or JSON that is sent as its text') },
  make(testbed, { who, call }, { data }) {
    const actor = testbed.actor(who);
    return { actor, method: 'accept', outcome: actor.sdk.accept(testbed.inviteID(call), asData(data)) };
  },
});
