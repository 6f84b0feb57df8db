import { z } from 'zod';
import { call } from './define.js';

/** What is done with groups, in the words of a tester. */
export const createsGroup = call({
  say: ['{who:device} creates group {group:word}'],
  about: 'createGroup()',
  options: {
    type: z.enum(['Work', 'Public', 'Meeting', 'AVChatRoom']).optional().describe('Work if left out'),
    members: z.array(z.string()).optional(),
  },
  make(bench, { who, group }, { type = 'Work', members = [] }) {
    const seat = bench.actor(who);
    bench.groups.add(group);
    return { seat, method: 'createGroup', outcome: seat.sdk.createGroup(type, group, group, members) };
  },
});

export const joinsGroup = call({
  say: ['{who:device} joins {group:group}'],
  about: 'joinGroup()',
  options: {},
  make(bench, { who, group }) {
    const seat = bench.actor(who);
    return { seat, method: 'joinGroup', outcome: seat.sdk.joinGroup(group) };
  },
});

export const leavesGroup = call({
  say: ['{who:device} leaves {group:group}'],
  about: 'quitGroup()',
  options: {},
  make(bench, { who, group }) {
    const seat = bench.actor(who);
    return { seat, method: 'quitGroup', outcome: seat.sdk.quitGroup(group) };
  },
});

export const dissolvesGroup = call({
  say: ['{who:device} dissolves {group:group}'],
  about: 'dismissGroup()',
  options: {},
  make(bench, { who, group }) {
    const seat = bench.actor(who);
    return { seat, method: 'dismissGroup', outcome: seat.sdk.dismissGroup(group) };
  },
});

export const addsToGroup = call({
  say: ['{who:device} adds {whom:users} to {group:group}'],
  about: 'inviteUserToGroup()',
  options: {},
  make(bench, { who, whom, group }) {
    const seat = bench.actor(who);
    return { seat, method: 'inviteUserToGroup', outcome: seat.sdk.inviteUserToGroup(group, whom) };
  },
});

export const removesFromGroup = call({
  say: ['{who:device} removes {whom:users} from {group:group}'],
  about: 'kickGroupMember()',
  options: {},
  make(bench, { who, whom, group }) {
    const seat = bench.actor(who);
    return { seat, method: 'kickGroupMember', outcome: seat.sdk.kickGroupMember(group, whom) };
  },
});
