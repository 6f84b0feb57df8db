import { z } from 'zod';
import { call } from './define.js';

export const logsIn = call({
  say: ['{who:device} logs in'],
  about: 'login(): resolves once what came while the device was away has been told',
  options: { userSig: z.string().optional() },
  make(bench, { who }, { userSig }) {
    const own = bench.devices(who);
    const seat = own.find((each) => !each.online) ?? own[0]!;
    return { seat, method: 'login', outcome: seat.sdk.login(seat.user, userSig ?? '') };
  },
});
