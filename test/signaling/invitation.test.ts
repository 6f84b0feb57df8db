import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ACTION } from '../../src/signaling/action.js';
import {
  createInvitation,
  deadline,
  invitationState,
  pendingInvitees,
} from '../../src/signaling/invitation.js';
import { nextInvitation } from '../../src/signaling/invitation-reducer.js';
import type { SignalingInfo } from '../../src/signaling/signaling-info.js';

const invite: SignalingInfo = {
  inviteID: 'i',
  groupID: 'g',
  inviter: 'alice',
  inviteeList: ['bob', 'carol', 'dave'],
  data: '',
  actionType: ACTION.invite,
  timeout: 30,
};

function signal(actionType: number, ...inviteeList: string[]) {
  return { inviteID: 'i', actionType, inviteeList };
}

describe('the life of an invitation', () => {
  test('begins with everybody pending', () => {
    const invitation = createInvitation(invite, 1000);
    expect(pendingInvitees(invitation)).toEqual(['bob', 'carol', 'dave']);
    expect(invitationState(invitation)).toBe('pending');
    expect(deadline(invitation)).toBe(31_000);
    expect(deadline({ ...invitation, timeout: 0 })).toBeUndefined();
  });

  test('keeps the order in which the inviter named them, each once, also where IDs are numbers', () => {
    const inviteeList = ['20', 'bob', '3', '20', '10'];
    expect(pendingInvitees(createInvitation({ ...invite, inviteeList }, 0))).toEqual([
      '20',
      'bob',
      '3',
      '10',
    ]);
  });

  test('has one word for the whole', () => {
    const accepted = nextInvitation(createInvitation(invite, 0), signal(ACTION.accept, 'bob'));
    expect(invitationState(accepted)).toBe('partly accepted');
    const rejected = nextInvitation(createInvitation(invite, 0), signal(ACTION.reject, 'carol'));
    expect(invitationState(rejected)).toBe('partly rejected');
    expect(
      invitationState(
        nextInvitation(createInvitation(invite, 0), signal(ACTION.cancel, 'bob', 'carol', 'dave')),
      ),
    ).toBe('cancelled');
    expect(invitationState(nextInvitation(accepted, signal(ACTION.timeout, 'carol', 'dave')))).toBe(
      'partly accepted',
    );
  });

  test('takes no harm from user IDs that name what every object has', () => {
    const invitation = createInvitation({ ...invite, inviteeList: ['constructor', '__proto__'] }, 0);
    expect(pendingInvitees(invitation)).toEqual(['constructor', '__proto__']);
    expect(nextInvitation(invitation, signal(ACTION.accept, 'toString'))).toBe(invitation);
    expect(pendingInvitees(nextInvitation(invitation, signal(ACTION.accept, '__proto__')))).toEqual([
      'constructor',
    ]);
  });
});

const user = fc.constantFrom('bob', 'carol', 'dave', 'eve');
const anySignal = fc.record({
  inviteID: fc.constantFrom('i', 'i', 'i', 'another'),
  actionType: fc.integer({ min: 0, max: 6 }),
  inviteeList: fc.array(user, { maxLength: 4 }),
});

describe('whatever comes in whatever order', () => {
  test('every invitee ends at most once, and stays as they ended', () => {
    fc.assert(
      fc.property(fc.array(anySignal, { maxLength: 20 }), (signals) => {
        let invitation = createInvitation(invite, 0);
        const ends = new Map<string, string>();
        for (const each of signals) {
          invitation = nextInvitation(invitation, each);
          for (const [invitee, state] of Object.entries(invitation.invitees)) {
            const before = ends.get(invitee);
            if (before !== undefined) expect(state).toBe(before);
            if (state !== 'pending') ends.set(invitee, state);
          }
          expect(Object.keys(invitation.invitees)).toEqual(invite.inviteeList);
        }
      }),
    );
  });

  test('the first signal that names an invitee decides, and only of this invitation', () => {
    fc.assert(
      fc.property(fc.array(anySignal, { maxLength: 20 }), (signals) => {
        const invitation = signals.reduce(nextInvitation, createInvitation(invite, 0));
        const names = { 2: 'cancelled', 3: 'accepted', 4: 'rejected', 5: 'timedOut' } as Record<
          number,
          string
        >;
        for (const invitee of invite.inviteeList) {
          const first = signals.find(
            (each) =>
              each.inviteID === 'i' &&
              names[each.actionType] &&
              (each.inviteeList as string[]).includes(invitee),
          );
          expect(invitation.invitees[invitee]).toBe(first ? names[first.actionType] : 'pending');
        }
      }),
    );
  });

  test('folding is deterministic, repeats change nothing, and nothing handed in is changed', () => {
    fc.assert(
      fc.property(fc.array(anySignal, { maxLength: 20 }), (signals) => {
        const start = Object.freeze(createInvitation(invite, 0));
        Object.freeze(start.invitees);
        const once = signals.reduce(nextInvitation, start);
        expect(signals.reduce(nextInvitation, start)).toEqual(once);
        expect(signals.reduce(nextInvitation, once)).toBe(once);
      }),
    );
  });
});
