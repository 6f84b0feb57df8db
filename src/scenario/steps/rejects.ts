import { call } from './define.js';
import { asData, data } from './options.js';

export const rejects = call({
  say: ['{who:device} rejects {call:invitation}'],
  about: 'reject(): says no to an invitation',
  options: { data: data.optional().describe('text, or JSON that is sent as its text') },
  make(bench, { who, call }, { data }) {
    const seat = bench.actor(who);
    return { seat, method: 'reject', outcome: seat.sdk.reject(bench.inviteID(call), asData(data)) };
  },
});
