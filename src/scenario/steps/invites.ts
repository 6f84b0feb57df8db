import { z } from 'zod';
import { call } from './define.js';
import { asData, asPush, data, push, seconds } from './options.js';

export const invites = call({
  phrases: ['{who:device} invites {whom:user}'],
  about: 'invite(): asks one user',
  options: {
    data: data.optional().describe('text, or JSON that is sent as its text'),
    timeout: seconds.optional().describe('seconds (30), or a time (30s, 24h); 30 if left out, 0 for none'),
    'online only': z.boolean().optional().describe('reaches only who is online now'),
    push: push.optional().describe('what an offline phone shows'),
  },
  invites: true,
  make(testbed, { who, whom }, options) {
    const actor = testbed.actor(who);
    const { data, timeout = DEFAULT_TIMEOUT_S, push, 'online only': onlineOnly = false } = options;
    return made(actor, 'invite', actor.sdk.invite(whom, asData(data), onlineOnly, asPush(push), timeout));
  },
});

/** What most apps use. */
export const DEFAULT_TIMEOUT_S = 30;

export function made<TestDevice>(
  actor: TestDevice,
  method: string,
  { inviteID, sent }: { inviteID: string | null; sent: Promise<void> },
) {
  return { actor, method, outcome: sent, ...(inviteID === null ? {} : { inviteID }) };
}
