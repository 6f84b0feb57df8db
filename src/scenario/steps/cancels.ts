import { call } from './define.js';
import { asData, data } from './options.js';

export const cancels = call({
  say: ['{who:device} cancels {call:invitation}'],
  about: 'cancel(): takes an invitation back',
  options: { data: data.optional().describe('text, or JSON that is sent as its text') },
  make(bench, { who, call }, { data }) {
    const seat = bench.actor(who);
    return { seat, method: 'cancel', outcome: seat.sdk.cancel(bench.inviteID(call), asData(data)) };
  },
});
