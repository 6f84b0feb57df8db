import { call } from './define.js';
import { asData, data } from './options.js';

export const modifies = call({
  phrases: ['{who:device} modifies {call:invitation}'],
  about: "modifyInvitation(): changes an invitation's data",
  options: { data: data.describe('the new data: text, or JSON that is sent as its text') },
  make(testbed, { who, call }, { data }) {
    const actor = testbed.actor(who);
    return {
      actor,
      method: 'modifyInvitation',
      outcome: actor.sdk.modifyInvitation(testbed.inviteID(call), asData(data)),
    };
  },
});
