import { expect, test } from 'vitest';
import { anEnd } from '../../src/scenario/invariants.js';
import type { View } from '../../src/scenario/views.js';

const view = (timeout: number | undefined, state: 'pending' | 'timedOut'): View => ({
  ...{ user: 'bob', device: 'phone', inviteID: 'i', inviter: 'alice', groupID: '', timeout },
  ...{ invitees: new Map([['bob', state]]), contradictions: [], forgotten: false },
});

test('an end is demanded of invitations with a time-out, and of no others', () => {
  const broken = (timeout: number | undefined, state: 'pending' | 'timedOut') =>
    anEnd.broken([view(timeout, state)], () => 'bob');
  expect(broken(30, 'pending')).toBe('bob waits for ever: pending');
  expect(broken(30, 'timedOut')).toBeUndefined();
  expect(broken(0, 'pending')).toBeUndefined();
  expect(broken(undefined, 'pending')).toBeUndefined();
});
