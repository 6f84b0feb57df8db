import { describe, expect, vi } from 'vitest';
import type { Party } from '../../real-sdk/party.js';
import { describeWith } from '../requirements.js';
import { NATIVE_SDK } from './native-sdk.js';
import { type Kind, type NativeStage, test } from './native-stage.js';

const SIDES: [inviter: Kind, invitee: Kind][] = [
  ['native', 'native'],
  ['native', 'web'],
  ['web', 'native'],
  ['native', 'virtual'],
  ['virtual', 'native'],
];

/** What a cancel after the answer fails with. */
const TOO_LATE: Record<Kind, number> = { native: 8010, virtual: 8010, web: 8020 };

async function pair(stage: NativeStage, inviter: Kind, invitee: Kind): Promise<[alice: Party, bob: Party]> {
  return Promise.all([stage.login(inviter, 'alice'), stage.login(invitee, 'bob')]);
}

describeWith(NATIVE_SDK, 'signaling with the native SDK', () => {
  describe.each(SIDES)('a %s inviter and a %s invitee', (inviter, invitee) => {
    test('the invitation rings with all it says', async ({ native }) => {
      const [alice, bob] = await pair(native, inviter, invitee);
      const id = await alice.invite('bob', '{"call":"video"}', 30);
      const ring = await bob.hear('onReceiveNewInvitation');
      expect(ring.args).toEqual([id, 'alice', '', ['bob'], '{"call":"video"}']);
      expect(alice.heard).toEqual([]);
    });

    test('accept', async ({ native }) => {
      const [alice, bob] = await pair(native, inviter, invitee);
      const id = await alice.invite('bob', 'ring', 30);
      await bob.hear('onReceiveNewInvitation', id);
      await bob.accept(id, 'yes');
      expect((await alice.hear('onInviteeAccepted')).args).toEqual([id, 'bob', 'yes']);
      await expect(bob.accept(id, 'again')).rejects.toMatchObject({ code: 8010 });
      await expect(alice.cancel(id, 'late')).rejects.toMatchObject({ code: TOO_LATE[inviter] });
    });

    test('reject', async ({ native }) => {
      const [alice, bob] = await pair(native, inviter, invitee);
      const id = await alice.invite('bob', 'ring', 30);
      await bob.hear('onReceiveNewInvitation', id);
      await bob.reject(id, 'no');
      expect((await alice.hear('onInviteeRejected')).args).toEqual([id, 'bob', 'no']);
    });

    test('cancel', async ({ native }) => {
      const [alice, bob] = await pair(native, inviter, invitee);
      const id = await alice.invite('bob', 'ring', 30);
      await bob.hear('onReceiveNewInvitation', id);
      await expect(bob.cancel(id, 'not mine')).rejects.toMatchObject({ code: 8011 });
      await alice.cancel(id, 'never mind');
      expect((await bob.hear('onInvitationCancelled')).args).toEqual([id, 'alice', 'never mind']);
      await expect(bob.accept(id, 'late')).rejects.toMatchObject({ code: 8010 });
    });

    test('modify, by either side', async ({ native }) => {
      const [alice, bob] = await pair(native, inviter, invitee);
      const id = await alice.invite('bob', 'audio', 30);
      await bob.hear('onReceiveNewInvitation', id);
      await alice.modify(id, 'video');
      expect((await bob.hear('onInvitationModified')).args).toEqual([id, 'video']);
      await bob.modify(id, 'audio again');
      await vi.waitFor(() =>
        expect(alice.heard.map(({ name, args }) => [name, ...args])).toContainEqual([
          'onInvitationModified',
          id,
          'audio again',
        ]),
      );
      await bob.accept(id, 'yes');
      await alice.hear('onInviteeAccepted', id);
    });

    test("the invitee's time-out comes first", async ({ native }) => {
      const [alice, bob] = await pair(native, inviter, invitee);
      const id = await alice.invite('bob', 'ring', 1);
      const [atBob, atAlice] = await Promise.all([
        bob.hear('onInvitationTimeout', id),
        alice.hear('onInvitationTimeout', id),
      ]);
      expect(atBob.args).toEqual([id, ['bob']]);
      expect(atAlice.args).toEqual([id, ['bob']]);
      await expect(bob.accept(id, 'late')).rejects.toMatchObject({ code: 8010 });
    });

    test("the inviter's own time-out, when nobody is there to answer", async ({ native }) => {
      const alice = await native.login(inviter, 'alice');
      const id = await alice.invite('bob', 'ring', 1);
      expect((await alice.hear('onInvitationTimeout', id)).args).toEqual([id, ['bob']]);
      const bob = await native.login(invitee, 'bob');
      await expect(bob.accept(id, 'late')).rejects.toMatchObject({ code: 8010 });
      expect(bob.heard).toEqual([]);
    });

    test('for online users only: it rings, and is not kept for later', async ({ native }) => {
      const [alice, bob] = await pair(native, inviter, invitee);
      const id = await alice.invite('bob', 'ring', 30, true);
      await bob.hear('onReceiveNewInvitation', id);
      await bob.logout();
      await bob.login();
      const second = await alice.invite('bob', 'ring', 30);
      await bob.hear('onReceiveNewInvitation', second);
      expect(bob.heard.map((each) => each.inviteID)).toEqual([id, second]);
    });

    test('offline: the invitation is announced at log-in and can be answered', async ({ native }) => {
      const alice = await native.login(inviter, 'alice');
      const id = await alice.invite('bob', 'ring', 30);
      const bob = await native.login(invitee, 'bob');
      expect((await bob.hear('onReceiveNewInvitation')).args).toEqual([id, 'alice', '', ['bob'], 'ring']);
      await bob.accept(id, 'here now');
      expect((await alice.hear('onInviteeAccepted')).args).toEqual([id, 'bob', 'here now']);
    });

    test('in a group: each answers for oneself', async ({ native }) => {
      const [alice, bob, carol] = await Promise.all([
        native.login(inviter, 'alice'),
        native.login(invitee, 'bob'),
        native.login('native', 'carol'),
      ]);
      await alice.createGroup('team', ['bob', 'carol']);
      await Promise.all([bob.knowsGroup('team'), carol.knowsGroup('team')]);
      const id = await alice.inviteInGroup('team', ['bob', 'carol'], 'ring', 30);
      expect((await bob.hear('onReceiveNewInvitation')).args).toEqual([
        ...[id, 'alice', 'team', ['bob', 'carol'], 'ring'],
      ]);
      await carol.hear('onReceiveNewInvitation', id);
      await bob.accept(id, 'yes');
      expect((await alice.hear('onInviteeAccepted')).args).toEqual([id, 'bob', 'yes']);
      await carol.reject(id, 'no');
      expect((await alice.hear('onInviteeRejected')).args).toEqual([id, 'carol', 'no']);
    });

    test('in a group: cancelled while one has not answered', async ({ native }) => {
      const [alice, bob] = await pair(native, inviter, invitee);
      await alice.createGroup('team', ['bob']);
      await bob.knowsGroup('team');
      const id = await alice.inviteInGroup('team', ['bob'], 'ring', 30);
      await bob.hear('onReceiveNewInvitation', id);
      await alice.cancel(id, 'never mind');
      expect((await bob.hear('onInvitationCancelled')).args).toEqual([id, 'alice', 'never mind']);
    });

    test('in a group: nobody answers in time', async ({ native }) => {
      const [alice, bob] = await pair(native, inviter, invitee);
      await alice.createGroup('team', ['bob']);
      await bob.knowsGroup('team');
      const id = await alice.inviteInGroup('team', ['bob'], 'ring', 1);
      expect((await alice.hear('onInvitationTimeout', id)).args).toEqual([id, ['bob']]);
      expect((await bob.hear('onInvitationTimeout', id)).args).toEqual([id, ['bob']]);
    });
  });

  test('in a group: an invitation of the last 30 seconds is announced at log-in', async ({ native }) => {
    const alice = await native.native('alice');
    const bob = await native.native('bob');
    await alice.createGroup('team', ['bob']);
    await bob.logout();
    const id = await alice.inviteInGroup('team', ['bob'], 'ring', 200);
    await bob.login();
    await bob.hear('onReceiveNewInvitation', id);
    await bob.accept(id, 'here now');
    await alice.hear('onInviteeAccepted', id);
  });

  test('in a group: who is not invited hears everything all the same', async ({ native }) => {
    const [alice, bob, carol] = await Promise.all([
      native.native('alice'),
      native.native('bob'),
      native.native('carol'),
    ]);
    await alice.createGroup('team', ['bob', 'carol']);
    await carol.knowsGroup('team');
    const id = await alice.inviteInGroup('team', ['bob'], 'ring', 30);
    expect((await carol.hear('onReceiveNewInvitation')).args[3]).toEqual(['bob']);
    await expect(carol.accept(id, 'me too')).rejects.toMatchObject({ code: 8010 });
    await bob.hear('onReceiveNewInvitation', id);
    await bob.accept(id, 'yes');
    await carol.hear('onInviteeAccepted', id);
  });

  test('two sides that modify at once: one of them conflicts', async ({ native }) => {
    const [alice, bob] = await Promise.all([native.native('alice'), native.native('bob')]);
    const id = await alice.invite('bob', 'audio', 30);
    await bob.hear('onReceiveNewInvitation', id);
    const outcomes = await Promise.allSettled([alice.modify(id, 'from alice'), bob.modify(id, 'from bob')]);
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(1);
  });
});
