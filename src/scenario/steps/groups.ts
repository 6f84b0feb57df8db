import { z } from 'zod';
import { call } from './define.js';

/** What is done with groups, in the words of a tester. */
export const createsGroup = call({
  phrases: ['{who:device} creates group {group:word}'],
  about: 'createGroup()',
  options: {
    type: z.enum(['Work', 'Public', 'Meeting', 'AVChatRoom']).optional().describe('Work if left out'),
    members: z.array(z.string()).optional(),
  },
  make(testbed, { who, group }, { type = 'Work', members = [] }) {
    const actor = testbed.actor(who);
    testbed.groups.add(group);
    return { actor, method: 'createGroup', outcome: actor.sdk.createGroup(type, group, group, members) };
  },
});

export const joinsGroup = call({
  phrases: ['{who:device} joins {group:group}'],
  about: 'joinGroup()',
  options: {},
  make(testbed, { who, group }) {
    const actor = testbed.actor(who);
    return { actor, method: 'joinGroup', outcome: actor.sdk.joinGroup(group) };
  },
});

export const leavesGroup = call({
  phrases: ['{who:device} leaves {group:group}'],
  about: 'quitGroup()',
  options: {},
  make(testbed, { who, group }) {
    const actor = testbed.actor(who);
    return { actor, method: 'quitGroup', outcome: actor.sdk.quitGroup(group) };
  },
});

export const dissolvesGroup = call({
  phrases: ['{who:device} dissolves {group:group}'],
  about: 'dismissGroup()',
  options: {},
  make(testbed, { who, group }) {
    const actor = testbed.actor(who);
    return { actor, method: 'dismissGroup', outcome: actor.sdk.dismissGroup(group) };
  },
});

export const addsToGroup = call({
  phrases: ['{who:device} adds {whom:users} to {group:group}'],
  about: 'inviteUserToGroup()',
  options: {},
  make(testbed, { who, whom, group }) {
    const actor = testbed.actor(who);
    return { actor, method: 'inviteUserToGroup', outcome: actor.sdk.inviteUserToGroup(group, whom) };
  },
});

export const removesFromGroup = call({
  phrases: ['{who:device} removes {whom:users} from {group:group}'],
  about: 'kickGroupMember()',
  options: {},
  make(testbed, { who, whom, group }) {
    const actor = testbed.actor(who);
    return { actor, method: 'kickGroupMember', outcome: actor.sdk.kickGroupMember(group, whom) };
  },
});
