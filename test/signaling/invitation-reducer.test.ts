import { describe, expect, test } from 'vitest';
import { ACTION } from '../../src/signaling/action.js';
import { createInvitation, pendingInvitees } from '../../src/signaling/invitation.js';
import { type InvitationSignal, reduce, stateOf } from '../../src/signaling/invitation-reducer.js';

const call = createInvitation(
  {
    ...{ inviteID: 'i', groupID: 'g', inviter: 'alice', inviteeList: ['bob', 'carol'] },
    ...{ data: 'audio', actionType: ACTION.invite, timeout: 30 },
  },
  0,
);

function signal(action: keyof typeof ACTION, change: Partial<InvitationSignal> = {}): InvitationSignal {
  return { inviteID: 'i', actionType: ACTION[action], ...change };
}

/** What the last of several signals contradicts, and how the invitation stands then. */
function after(...signals: InvitationSignal[]) {
  let last = reduce(call, signals[0]!);
  for (const each of signals.slice(1)) last = reduce(last.invitation, each);
  return last;
}

const bobAccepts = signal('accept', { inviteeList: ['bob'], from: 'bob' });
const carolRejects = signal('reject', { inviteeList: ['carol'], from: 'carol' });

describe('what contradicts nothing', () => {
  test('each invitee answers once, and the inviter cancels for whoever is left', () => {
    expect(after(bobAccepts).contradictions).toEqual([]);
    const { invitation, contradictions } = after(bobAccepts, signal('cancel', { from: 'alice' }));
    expect(contradictions).toEqual([]);
    expect([stateOf(invitation, 'bob'), stateOf(invitation, 'carol')]).toEqual(['accepted', 'cancelled']);
  });

  test('either side tells a time-out', () => {
    expect(after(signal('timeout', { inviteeList: ['bob'], from: 'bob' })).contradictions).toEqual([]);
    const { invitation, contradictions } = after(
      signal('timeout', { inviteeList: ['bob', 'carol'], from: 'alice' }),
    );
    expect(contradictions).toEqual([]);
    expect(pendingInvitees(invitation)).toEqual([]);
  });

  test('a modification changes the data and nobody; one with no other data is the same invitation', () => {
    const { invitation, contradictions } = after(
      bobAccepts,
      signal('invite', { modifies: true, data: 'video', inviteeList: ['carol'] }),
    );
    expect(contradictions).toEqual([]);
    expect(invitation).toMatchObject({ data: 'video', inviteeList: ['bob', 'carol'] });
    expect(stateOf(invitation, 'bob')).toBe('accepted');
    expect(after(signal('invite', { modifies: true, data: 'audio' })).invitation).toBe(call);
  });

  test('other invitations and unknown actions are none of its business', () => {
    for (const other of [{ inviteID: 'j' }, { actionType: 0 }, { actionType: 7 }])
      expect(reduce(call, { ...bobAccepts, ...other })).toEqual({ invitation: call, contradictions: [] });
  });
});

describe('contradictions', () => {
  test('a second invite with the same inviteID changes nothing', () => {
    const { invitation, contradictions } = after(signal('invite', { from: 'dave', inviteeList: ['eve'] }));
    expect(invitation).toBe(call);
    expect(contradictions).toEqual([{ kind: 'second-invite', from: 'dave' }]);
  });

  test('an answer of one who has ended: the first end stays', () => {
    const { invitation, contradictions } = after(bobAccepts, { ...bobAccepts, actionType: ACTION.reject });
    expect(stateOf(invitation, 'bob')).toBe('accepted');
    expect(contradictions).toEqual([
      { kind: 'second-end', invitee: 'bob', before: 'accepted', state: 'rejected' },
    ]);
  });

  test('an answer after the end of all says both', () => {
    const { contradictions } = after(bobAccepts, carolRejects, {
      ...bobAccepts,
      inviteeList: ['bob', 'bob'],
    });
    expect(contradictions).toEqual([
      { kind: 'after-end', state: 'accepted' },
      { kind: 'second-end', invitee: 'bob', before: 'accepted', state: 'accepted' },
    ]);
  });

  test('a cancel or a modification when nobody is pending', () => {
    const over = [bobAccepts, carolRejects];
    expect(after(...over, signal('cancel', { from: 'alice' })).contradictions).toEqual([
      { kind: 'after-end', state: 'cancelled' },
    ]);
    expect(after(...over, signal('invite', { modifies: true, data: 'x' })).contradictions).toEqual([
      { kind: 'after-end', state: undefined },
    ]);
  });

  test('an answer of somebody who is not invited ends it for nobody', () => {
    for (const stranger of [{ from: 'dave', inviteeList: ['dave'] }, { inviteeList: ['dave'] }]) {
      const { invitation, contradictions } = after(signal('reject', stranger));
      expect(invitation).toBe(call);
      expect(contradictions).toEqual([{ kind: 'not-invited', user: 'dave', state: 'rejected' }]);
    }
  });

  test('an answer that names somebody else ends it for that one, and tells who sent it', () => {
    const { invitation, contradictions } = after(signal('accept', { from: 'dave', inviteeList: ['bob'] }));
    expect(stateOf(invitation, 'bob')).toBe('accepted');
    expect(contradictions).toEqual([{ kind: 'not-invited', user: 'dave', state: 'accepted' }]);
  });

  test('a cancel of somebody else than the inviter ends it all the same', () => {
    const { invitation, contradictions } = after(signal('cancel', { from: 'bob' }));
    expect(pendingInvitees(invitation)).toEqual([]);
    expect(contradictions).toEqual([{ kind: 'not-inviter', user: 'bob' }]);
  });
});

test('user IDs that name what every object has are strangers, also to an invitation read back from JSON', () => {
  const read = JSON.parse(JSON.stringify(call)) as typeof call;
  expect(stateOf(read, 'constructor')).toBeUndefined();
  expect(reduce(read, signal('accept', { inviteeList: ['constructor'] })).contradictions).toEqual([
    { kind: 'not-invited', user: 'constructor', state: 'accepted' },
  ]);
});
