import { z } from 'zod';
import { call } from './define.js';

export const logsIn = call({
  phrases: ['{who:device} logs in'],
  about: 'login(): resolves once what came while the device was away has been told',
  options: { userSig: z.string().optional() },
  make(testbed, { who }, { userSig }) {
    const own = testbed.devicesNamed(who);
    const actor = own.find((each) => !each.online) ?? own[0]!;
    return { actor, method: 'login', outcome: actor.sdk.login(actor.user, userSig ?? '') };
  },
});
