import { expect, test } from 'vitest';
import { ACTION } from '../../../src/signaling/action.js';
import { createInvitation, type Invitation, pendingInvitees } from '../../../src/signaling/invitation.js';
import { pendingList } from '../../../src/signaling/reducers/pending-list.js';

const info = {
  inviteID: 'x',
  inviter: 'alice',
  groupID: 'team',
  inviteeList: ['bob', 'carol', 'dave'],
  data: 'audio',
  actionType: ACTION.invite,
  timeout: 30,
};

function after(action: keyof typeof ACTION, inviteeList: string[], own = false): string[] | undefined {
  const left = pendingList.reduce(
    createInvitation(info, 0),
    { inviteID: 'x', actionType: ACTION[action], inviteeList },
    own,
  );
  return left && pendingInvitees(left);
}

test('an answer takes its sender off the list', () => {
  expect(after('accept', ['carol'])).toEqual(['bob', 'dave']);
});

test('only the first that a signal names is taken off', () => {
  expect(after('timeout', ['bob', 'carol', 'dave'])).toEqual(['carol', 'dave']);
});

test('whoever rejects forgets the invitation; whoever accepts still hears the others', () => {
  expect(after('reject', ['bob'], true)).toBeUndefined();
  expect(after('accept', ['bob'], true)).toEqual(['carol', 'dave']);
});

test('it is forgotten when the list is empty, and in C2C with the first answer', () => {
  const one = createInvitation({ ...info, inviteeList: ['bob'] }, 0);
  const accept = { inviteID: 'x', actionType: ACTION.accept, inviteeList: ['bob'] };
  expect(pendingList.reduce(one, accept, false)).toBeUndefined();
  expect(pendingList.reduce(createInvitation({ ...info, groupID: '' }, 0), accept, false)).toBeUndefined();
});

test("a modification carries the modifier's list, and puts back whoever is on it", () => {
  const accept = { inviteID: 'x', actionType: ACTION.accept, inviteeList: ['bob'] };
  const answered = pendingList.reduce(createInvitation(info, 7), accept, false)!;
  expect(pendingList.modifiedInvitees(answered)).toEqual(['carol', 'dave']);
  const rewritten: Invitation = pendingList.modify(answered, { ...info, data: 'video' });
  expect(rewritten).toMatchObject({ data: 'video', sentAt: 7 });
  expect(pendingInvitees(rewritten)).toEqual(['bob', 'carol', 'dave']);
});
