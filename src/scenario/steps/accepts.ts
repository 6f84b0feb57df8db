import { call } from './define.js';
import { asData, data } from './options.js';

export const accepts = call({
  say: ['{who:device} accepts {call:invitation}'],
  about: 'accept(): says yes to an invitation',
  options: { data: data.optional().describe('text, or JSON that is sent as its text') },
  make(bench, { who, call }, { data }) {
    const seat = bench.actor(who);
    return { seat, method: 'accept', outcome: seat.sdk.accept(bench.inviteID(call), asData(data)) };
  },
});
