import { call } from './define.js';
import { asData, data } from './options.js';

export const modifies = call({
  say: ['{who:device} modifies {call:invitation}'],
  about: "modifyInvitation(): changes an invitation's data",
  options: { data: data.describe('the new data: text, or JSON that is sent as its text') },
  make(bench, { who, call }, { data }) {
    const seat = bench.actor(who);
    return {
      seat,
      method: 'modifyInvitation',
      outcome: seat.sdk.modifyInvitation(bench.inviteID(call), asData(data)),
    };
  },
});
