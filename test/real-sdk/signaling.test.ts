import { describe, expect } from 'vitest';
import { type Bench, type Kind, test } from './bench.js';
import type { Party } from './party.js';

const SIDES: [inviter: Kind, invitee: Kind][] = [
  ['real', 'real'],
  ['real', 'virtual'],
  ['virtual', 'real'],
];

async function pair(bench: Bench, inviter: Kind, invitee: Kind): Promise<[alice: Party, bob: Party]> {
  return Promise.all([bench.login(inviter, 'alice'), bench.login(invitee, 'bob')]);
}

describe.concurrent.each(SIDES)('a %s inviter and a %s invitee', (inviter, invitee) => {
  test('the invitation rings with all it says', async ({ bench }) => {
    const [alice, bob] = await pair(bench, inviter, invitee);
    const id = await alice.invite('bob', '{"call":"video"}', 30);
    const ring = await bob.hear('onReceiveNewInvitation');
    expect(ring.args).toEqual([id, 'alice', '', ['bob'], '{"call":"video"}']);
    expect(alice.heard).toEqual([]);
  });

  test('accept', async ({ bench }) => {
    const [alice, bob] = await pair(bench, inviter, invitee);
    const id = await alice.invite('bob', 'ring', 30);
    await bob.hear('onReceiveNewInvitation', id);
    await bob.accept(id, 'yes');
    expect((await alice.hear('onInviteeAccepted')).args).toEqual([id, 'bob', 'yes']);
    await expect(bob.accept(id, 'again')).rejects.toMatchObject({ code: 8010 });
    await expect(alice.cancel(id, 'late')).rejects.toMatchObject({ code: 8020 });
  });

  test('reject', async ({ bench }) => {
    const [alice, bob] = await pair(bench, inviter, invitee);
    const id = await alice.invite('bob', 'ring', 30);
    await bob.hear('onReceiveNewInvitation', id);
    await bob.reject(id, 'no');
    expect((await alice.hear('onInviteeRejected')).args).toEqual([id, 'bob', 'no']);
  });

  test('cancel', async ({ bench }) => {
    const [alice, bob] = await pair(bench, inviter, invitee);
    const id = await alice.invite('bob', 'ring', 30);
    await bob.hear('onReceiveNewInvitation', id);
    await expect(bob.cancel(id, 'not mine')).rejects.toMatchObject({ code: 8011 });
    await alice.cancel(id, 'never mind');
    expect((await bob.hear('onInvitationCancelled')).args).toEqual([id, 'alice', 'never mind']);
    await expect(bob.accept(id, 'late')).rejects.toMatchObject({ code: 8010 });
  });

  test('modify, by either side', async ({ bench }) => {
    const [alice, bob] = await pair(bench, inviter, invitee);
    const id = await alice.invite('bob', 'audio', 30);
    await bob.hear('onReceiveNewInvitation', id);
    await alice.modify(id, 'video');
    expect((await bob.hear('onInvitationModified')).args).toEqual([id, 'video']);
    await bob.modify(id, 'audio again');
    expect((await alice.hear('onInvitationModified')).args).toEqual([id, 'audio again']);
    await bob.accept(id, 'yes');
    await alice.hear('onInviteeAccepted', id);
  });

  test("the invitee's time-out comes first", async ({ bench }) => {
    const [alice, bob] = await pair(bench, inviter, invitee);
    const id = await alice.invite('bob', 'ring', 1);
    const [atBob, atAlice] = await Promise.all([
      bob.hear('onInvitationTimeout', id),
      alice.hear('onInvitationTimeout', id),
    ]);
    expect(atBob.args).toEqual([id, ['bob']]);
    expect(atAlice.args).toEqual([id, ['bob']]);
    await expect(bob.accept(id, 'late')).rejects.toMatchObject({ code: 8010 });
  });

  test("the inviter's own time-out, when nobody is there to answer", async ({ bench }) => {
    const alice = await bench.login(inviter, 'alice');
    const id = await alice.invite('bob', 'ring', 1);
    expect((await alice.hear('onInvitationTimeout', id)).args).toEqual([id, ['bob']]);
    const bob = await bench.login(invitee, 'bob');
    await expect(bob.accept(id, 'late')).rejects.toMatchObject({ code: 8010 });
    expect(bob.heard).toEqual([]);
  });

  test('for online users only: it rings, and is not kept for later', async ({ bench }) => {
    const [alice, bob] = await pair(bench, inviter, invitee);
    const id = await alice.invite('bob', 'ring', 30, true);
    await bob.hear('onReceiveNewInvitation', id);
    await bob.logout();
    await bob.login();
    const second = await alice.invite('bob', 'ring', 30);
    await bob.hear('onReceiveNewInvitation', second);
    expect(bob.heard.map((each) => each.inviteID)).toEqual([id, second]);
  });

  test('offline: the invitation is announced at log-in and can be answered', async ({ bench }) => {
    const alice = await bench.login(inviter, 'alice');
    const id = await alice.invite('bob', 'ring', 30);
    const bob = await bench.login(invitee, 'bob');
    expect((await bob.hear('onReceiveNewInvitation')).args).toEqual([id, 'alice', '', ['bob'], 'ring']);
    await bob.accept(id, 'here now');
    expect((await alice.hear('onInviteeAccepted')).args).toEqual([id, 'bob', 'here now']);
  });

  test('offline: a cancelled invitation is not announced', async ({ bench }) => {
    const alice = await bench.login(inviter, 'alice');
    const over = await alice.invite('bob', 'ring', 30);
    await alice.cancel(over, 'never mind');
    const live = await alice.invite('bob', 'ring again', 30);
    const bob = await bench.login(invitee, 'bob');
    await bob.hear('onReceiveNewInvitation', live);
    expect(bob.heard.map((each) => each.inviteID)).toEqual([live]);
  });

  test('an answer and a cancel that cross on the wire both succeed', async ({ bench }) => {
    const [alice, bob] = await pair(bench, inviter, invitee);
    const id = await alice.invite('bob', 'ring', 30);
    await bob.hear('onReceiveNewInvitation', id);
    await Promise.all([alice.cancel(id, 'never mind'), bob.accept(id, 'yes')]);
  });

  test('in a group: each invitee rings, others do not, each answer is heard', async ({ bench }) => {
    const [alice, bob] = await pair(bench, inviter, invitee);
    const [carol, dave] = await Promise.all([bench.login(invitee, 'carol'), bench.login(invitee, 'dave')]);
    await alice.createGroup('team', ['bob', 'carol', 'dave']);
    const id = await alice.inviteInGroup('team', ['bob', 'carol'], 'meeting', 30);
    const ring = [id, 'alice', 'team', ['bob', 'carol'], 'meeting'];
    expect((await bob.hear('onReceiveNewInvitation')).args).toEqual(ring);
    expect((await carol.hear('onReceiveNewInvitation')).args).toEqual(ring);
    await bob.accept(id, 'yes');
    expect((await alice.hear('onInviteeAccepted')).args).toEqual([id, 'bob', 'yes']);
    expect((await carol.hear('onInviteeAccepted')).args).toEqual([id, 'bob', 'yes']);
    await carol.reject(id, 'no');
    expect((await alice.hear('onInviteeRejected')).args).toEqual([id, 'carol', 'no']);
    await expect(alice.cancel(id, 'late')).rejects.toMatchObject({ code: 8020 });
    expect(dave.heard).toEqual([]);
  });

  test('in a group: cancel reaches those who have not answered', async ({ bench }) => {
    const [alice, bob] = await pair(bench, inviter, invitee);
    await alice.createGroup('team', ['bob']);
    const id = await alice.inviteInGroup('team', ['bob'], 'meeting', 30);
    await bob.hear('onReceiveNewInvitation', id);
    await alice.cancel(id, 'called off');
    expect((await bob.hear('onInvitationCancelled')).args).toEqual([id, 'alice', 'called off']);
  });

  test('in a group: time-out', async ({ bench }) => {
    const [alice, bob] = await pair(bench, inviter, invitee);
    await alice.createGroup('team', ['bob']);
    const id = await alice.inviteInGroup('team', ['bob'], 'meeting', 1);
    expect((await alice.hear('onInvitationTimeout', id)).args).toEqual([id, ['bob']]);
    expect((await bob.hear('onInvitationTimeout', id)).args).toEqual([id, ['bob']]);
  });

  test('in a group: modify', async ({ bench }) => {
    const [alice, bob] = await pair(bench, inviter, invitee);
    await alice.createGroup('team', ['bob']);
    const id = await alice.inviteInGroup('team', ['bob'], 'audio', 30);
    await bob.hear('onReceiveNewInvitation', id);
    await alice.modify(id, 'video');
    expect((await bob.hear('onInvitationModified')).args).toEqual([id, 'video']);
  });

  test('in a group, offline: the invitation is announced at log-in', async ({ bench }) => {
    const alice = await bench.login(inviter, 'alice');
    await alice.createGroup('team', ['bob']);
    const id = await alice.inviteInGroup('team', ['bob'], 'meeting', 30);
    const bob = await bench.login(invitee, 'bob');
    expect((await bob.hear('onReceiveNewInvitation')).args).toEqual([
      id,
      'alice',
      'team',
      ['bob'],
      'meeting',
    ]);
    await bob.accept(id, 'here now');
    await alice.hear('onInviteeAccepted', id);
  });
});
