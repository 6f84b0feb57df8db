import { z } from 'zod';
import { call } from './define.js';
import { DEFAULT_TIMEOUT_S, made } from './invites.js';
import { asData, data, seconds } from './options.js';

export const invitesInGroup = call({
  phrases: ['{who:device} invites {whom:users} in {group:group}'],
  about: 'inviteInGroup(): asks members of a group, who answer one by one',
  options: {
    data: data.optional().describe('text, or JSON that is sent as its text'),
    timeout: seconds.optional().describe('seconds (30), or a time (30s, 24h); 30 if left out, 0 for none'),
    'online only': z.boolean().optional().describe('reaches only who is online now'),
  },
  invites: true,
  make(testbed, { who, whom, group }, options) {
    const actor = testbed.actor(who);
    const { data, timeout = DEFAULT_TIMEOUT_S, 'online only': onlineOnly = false } = options;
    return made(
      actor,
      'inviteInGroup',
      actor.sdk.inviteInGroup(group, whom, asData(data), onlineOnly, timeout),
    );
  },
});
