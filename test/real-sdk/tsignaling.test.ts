import { describe, expect } from 'vitest';
import type { Party } from './party.js';
import { type Stage, test } from './stage.js';
import { TSignalingUser } from './tsignaling-user.js';

type Kind = 'tsignaling' | 'Web SDK' | 'virtual';

function login(stage: Stage, kind: Kind, userID: string): Promise<Party> {
  if (kind === 'Web SDK') return stage.real(userID);
  if (kind === 'virtual') return stage.virtual(userID, { dialect: 'tsignaling' });
  return stage.join(new TSignalingUser(stage.url, userID));
}

describe.concurrent.each<[inviter: Kind, invitee: Kind]>([
  ['tsignaling', 'tsignaling'],
  ['tsignaling', 'Web SDK'],
  ['Web SDK', 'tsignaling'],
  ['tsignaling', 'virtual'],
  ['virtual', 'tsignaling'],
])('tsignaling 1.0 on tim-js-sdk 2.27: %s calls %s', (inviter, invitee) => {
  test('ring, accept', async ({ stage }) => {
    const [alice, bob] = await Promise.all([login(stage, inviter, 'alice'), login(stage, invitee, 'bob')]);
    const id = await alice.invite('bob', '{"call":"video"}', 30);
    const ring = await bob.hear('onReceiveNewInvitation');
    expect(ring.args).toEqual([id, 'alice', '', ['bob'], '{"call":"video"}']);
    await bob.accept(id, '{"yes":1}');
    expect((await alice.hear('onInviteeAccepted')).args).toEqual([id, 'bob', '{"yes":1}']);
  });

  test('reject; cancel', async ({ stage }) => {
    const [alice, bob] = await Promise.all([login(stage, inviter, 'alice'), login(stage, invitee, 'bob')]);
    const first = await alice.invite('bob', '{}', 30);
    await bob.hear('onReceiveNewInvitation', first);
    await bob.reject(first, '{"no":1}');
    expect((await alice.hear('onInviteeRejected')).args).toEqual([first, 'bob', '{"no":1}']);
    const second = await alice.invite('bob', '{}', 30);
    await bob.hear('onReceiveNewInvitation', second);
    await alice.cancel(second, '{}');
    expect((await bob.hear('onInvitationCancelled')).args).toEqual([second, 'alice', '{}']);
  });

  test('time-out at both ends', async ({ stage }) => {
    const [alice, bob] = await Promise.all([login(stage, inviter, 'alice'), login(stage, invitee, 'bob')]);
    const id = await alice.invite('bob', '{}', 1);
    expect((await bob.hear('onInvitationTimeout')).args).toEqual([id, ['bob']]);
    expect((await alice.hear('onInvitationTimeout')).args).toEqual([id, ['bob']]);
  });

  test('in a group', async ({ stage }) => {
    const [alice, bob] = await Promise.all([login(stage, inviter, 'alice'), login(stage, invitee, 'bob')]);
    await alice.createGroup('team', ['bob']);
    await bob.knowsGroup('team');
    const id = await alice.inviteInGroup('team', ['bob'], '{}', 30);
    expect((await bob.hear('onReceiveNewInvitation')).args).toEqual([id, 'alice', 'team', ['bob'], '{}']);
    await bob.accept(id, '{}');
    expect((await alice.hear('onInviteeAccepted')).args).toEqual([id, 'bob', '{}']);
  });
});
