import type { Message } from '@tencentcloud/chat';
import { describe, expect } from 'vitest';
import { eventually } from '../eventually.js';
import type { Party } from './party.js';
import type { RealUser } from './real-user.js';
import { type Kind, type Stage, test } from './stage.js';
import { history } from './talk.js';

const SIDES: [inviter: Kind, invitee: Kind][] = [
  ['real', 'real'],
  ['real', 'virtual'],
  ['virtual', 'real'],
];

async function pair(stage: Stage, inviter: Kind, invitee: Kind): Promise<[alice: Party, bob: Party]> {
  return Promise.all([stage.login(inviter, 'alice'), stage.login(invitee, 'bob')]);
}

describe.concurrent.each(SIDES)('a %s inviter and a %s invitee', (inviter, invitee) => {
  test('the invitation rings with all it says', async ({ stage }) => {
    const [alice, bob] = await pair(stage, inviter, invitee);
    const id = await alice.invite('bob', '{"call":"video"}', 30);
    const ring = await bob.hear('onReceiveNewInvitation');
    expect(ring.args).toEqual([id, 'alice', '', ['bob'], '{"call":"video"}']);
    expect(alice.heard).toEqual([]);
  });

  test('accept', async ({ stage }) => {
    const [alice, bob] = await pair(stage, inviter, invitee);
    const id = await alice.invite('bob', 'ring', 30);
    await bob.hear('onReceiveNewInvitation', id);
    await bob.accept(id, 'yes');
    expect((await alice.hear('onInviteeAccepted')).args).toEqual([id, 'bob', 'yes']);
    await expect(bob.accept(id, 'again')).rejects.toMatchObject({ code: 8010 });
    await expect(alice.cancel(id, 'late')).rejects.toMatchObject({ code: 8020 });
  });

  test('reject', async ({ stage }) => {
    const [alice, bob] = await pair(stage, inviter, invitee);
    const id = await alice.invite('bob', 'ring', 30);
    await bob.hear('onReceiveNewInvitation', id);
    await bob.reject(id, 'no');
    expect((await alice.hear('onInviteeRejected')).args).toEqual([id, 'bob', 'no']);
  });

  test('cancel', async ({ stage }) => {
    const [alice, bob] = await pair(stage, inviter, invitee);
    const id = await alice.invite('bob', 'ring', 30);
    await bob.hear('onReceiveNewInvitation', id);
    await expect(bob.cancel(id, 'not mine')).rejects.toMatchObject({ code: 8011 });
    await alice.cancel(id, 'never mind');
    expect((await bob.hear('onInvitationCancelled')).args).toEqual([id, 'alice', 'never mind']);
    await expect(bob.accept(id, 'late')).rejects.toMatchObject({ code: 8010 });
  });

  test('modify, by either side', async ({ stage }) => {
    const [alice, bob] = await pair(stage, inviter, invitee);
    const id = await alice.invite('bob', 'audio', 30);
    await bob.hear('onReceiveNewInvitation', id);
    await alice.modify(id, 'video');
    expect((await bob.hear('onInvitationModified')).args).toEqual([id, 'video']);
    await bob.modify(id, 'audio again');
    await eventually(() =>
      expect(alice.heard.map(({ name, args }) => [name, ...args])).toEqual([
        // The Web SDK tells its own app too: it takes the answer to the modification for news.
        ['onInvitationModified', id, 'video'],
        ['onInvitationModified', id, 'audio again'],
      ]),
    );
    await bob.accept(id, 'yes');
    await alice.hear('onInviteeAccepted', id);
  });

  test("the invitee's time-out comes first", async ({ stage }) => {
    const [alice, bob] = await pair(stage, inviter, invitee);
    const id = await alice.invite('bob', 'ring', 1);
    const [atBob, atAlice] = await Promise.all([
      bob.hear('onInvitationTimeout', id),
      alice.hear('onInvitationTimeout', id),
    ]);
    expect(atBob.args).toEqual([id, ['bob']]);
    expect(atAlice.args).toEqual([id, ['bob']]);
    await expect(bob.accept(id, 'late')).rejects.toMatchObject({ code: 8010 });
  });

  test('for online users only: it rings, and is not kept for later', async ({ stage }) => {
    const [alice, bob] = await pair(stage, inviter, invitee);
    const id = await alice.invite('bob', 'ring', 30, true);
    await bob.hear('onReceiveNewInvitation', id);
    await bob.logout();
    await bob.login();
    const second = await alice.invite('bob', 'ring', 30);
    await bob.hear('onReceiveNewInvitation', second);
    expect(bob.heard.map((each) => each.inviteID)).toEqual([id, second]);
  });

  test('offline: the invitation is announced at log-in and can be answered', async ({ stage }) => {
    const alice = await stage.login(inviter, 'alice');
    const id = await alice.invite('bob', 'ring', 30);
    const bob = await stage.login(invitee, 'bob');
    expect((await bob.hear('onReceiveNewInvitation')).args).toEqual([id, 'alice', '', ['bob'], 'ring']);
    await bob.accept(id, 'here now');
    expect((await alice.hear('onInviteeAccepted')).args).toEqual([id, 'bob', 'here now']);
  });

  test('offline: a cancelled invitation is not announced', async ({ stage }) => {
    const alice = await stage.login(inviter, 'alice');
    const over = await alice.invite('bob', 'ring', 30);
    await alice.cancel(over, 'never mind');
    const live = await alice.invite('bob', 'ring again', 30);
    const bob = await stage.login(invitee, 'bob');
    await bob.hear('onReceiveNewInvitation', live);
    expect(bob.heard.map((each) => each.inviteID)).toEqual([live]);
  });

  test('an answer and a cancel that cross on the wire both succeed', async ({ stage }) => {
    const [alice, bob] = await pair(stage, inviter, invitee);
    const id = await alice.invite('bob', 'ring', 30);
    await bob.hear('onReceiveNewInvitation', id);
    await Promise.all([alice.cancel(id, 'never mind'), bob.accept(id, 'yes')]);
  });

  test('in a group: each invitee rings, others do not, each answer is heard', async ({ stage }) => {
    const [alice, bob] = await pair(stage, inviter, invitee);
    const [carol, dave] = await Promise.all([stage.login(invitee, 'carol'), stage.login(invitee, 'dave')]);
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

  test('in a group: cancel reaches those who have not answered', async ({ stage }) => {
    const [alice, bob] = await pair(stage, inviter, invitee);
    await alice.createGroup('team', ['bob']);
    const id = await alice.inviteInGroup('team', ['bob'], 'meeting', 30);
    await bob.hear('onReceiveNewInvitation', id);
    await alice.cancel(id, 'called off');
    expect((await bob.hear('onInvitationCancelled')).args).toEqual([id, 'alice', 'called off']);
  });

  test('in a group: time-out', async ({ stage }) => {
    const [alice, bob] = await pair(stage, inviter, invitee);
    await alice.createGroup('team', ['bob']);
    const id = await alice.inviteInGroup('team', ['bob'], 'meeting', 1);
    expect((await alice.hear('onInvitationTimeout', id)).args).toEqual([id, ['bob']]);
    expect((await bob.hear('onInvitationTimeout', id)).args).toEqual([id, ['bob']]);
  });

  test('in a group: modify', async ({ stage }) => {
    const [alice, bob] = await pair(stage, inviter, invitee);
    await alice.createGroup('team', ['bob']);
    await bob.knowsGroup('team');
    const id = await alice.inviteInGroup('team', ['bob'], 'audio', 30);
    await bob.hear('onReceiveNewInvitation', id);
    await alice.modify(id, 'video');
    expect((await bob.hear('onInvitationModified')).args).toEqual([id, 'video']);
    await alice.knowsGroup('team');
    await bob.modify(id, 'audio again');
    await eventually(() =>
      expect(alice.heard.map(({ name, args }) => [name, ...args])).toContainEqual([
        'onInvitationModified',
        id,
        'audio again',
      ]),
    );
  });

  test('in a group: a member who is not invited can neither answer nor cancel', async ({ stage }) => {
    const [alice, bob] = await pair(stage, inviter, invitee);
    const dave = await stage.login(invitee, 'dave');
    await alice.createGroup('team', ['bob', 'dave']);
    const id = await alice.inviteInGroup('team', ['bob'], 'meeting', 30);
    await bob.hear('onReceiveNewInvitation', id);
    await expect(dave.accept(id, 'me too')).rejects.toMatchObject({ code: 8010 });
    await expect(dave.cancel(id, 'no')).rejects.toMatchObject({ code: 8020 });
    await expect(bob.cancel(id, 'no')).rejects.toMatchObject({ code: 8011 });
    await expect(alice.accept(id, 'mine')).rejects.toMatchObject({ code: 8011 });
  });

  test('time-out 0: it never runs out by itself', async ({ stage }) => {
    const [alice, bob] = await pair(stage, inviter, invitee);
    const endless = await alice.invite('bob', 'ring', 0);
    const brief = await alice.invite('bob', 'ring', 1);
    await Promise.all([alice.hear('onInvitationTimeout', brief), bob.hear('onInvitationTimeout', brief)]);
    await bob.accept(endless, 'at last');
    await alice.hear('onInviteeAccepted', endless);
  });

  test('after the hub was restarted the live invitation goes on', async ({ stage }) => {
    const [alice, bob] = await pair(stage, inviter, invitee);
    const id = await alice.invite('bob', 'ring', 60);
    await bob.hear('onReceiveNewInvitation', id);
    await stage.restart();
    await eventually(() =>
      expect(['alice', 'bob'].filter((user) => stage.hub.sessions.isOnline(user))).toHaveLength(2),
    );
    await bob.accept(id, 'yes');
    await alice.hear('onInviteeAccepted', id);
  });

  test('in a group, offline: the invitation is announced at log-in', async ({ stage }) => {
    const alice = await stage.login(inviter, 'alice');
    await alice.createGroup('team', ['bob']);
    const id = await alice.inviteInGroup('team', ['bob'], 'meeting', 30);
    const bob = await stage.login(invitee, 'bob');
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

describe.concurrent("what the real Web SDK's signaling leaves in histories", () => {
  async function signals(user: RealUser, conversationID: string) {
    const messages: Message[] = await history(user, conversationID);
    // Within one second the SDK sorts by numbers that each sender counts for itself.
    return messages.map((message) => user.chat.getSignalingInfo(message)?.actionType).sort();
  }

  test('each step is a message; one for online users only leaves none', async ({ stage }) => {
    const [alice, bob] = await Promise.all([stage.real('alice'), stage.real('bob')]);
    const kept = await alice.invite('bob', 'ring', 30);
    await bob.hear('onReceiveNewInvitation', kept);
    await bob.reject(kept, 'no');
    await alice.hear('onInviteeRejected', kept);
    const passing = await alice.invite('bob', 'ring', 30, true);
    await bob.hear('onReceiveNewInvitation', passing);
    await bob.accept(passing, 'yes');
    await alice.hear('onInviteeAccepted', passing);
    const carol = await stage.real('carol');
    const third = await carol.invite('bob', 'ring', 30);
    await bob.hear('onReceiveNewInvitation', third);
    await carol.cancel(third, 'never mind');
    await bob.hear('onInvitationCancelled', third);
    await bob.logout();
    await bob.login();
    expect(await signals(bob, 'C2Calice')).toEqual([1, 4]);
    expect(await signals(bob, 'C2Ccarol')).toEqual([1, 2]);
  });

  test('data that asks to be left out counts as no unread message', async ({ stage }) => {
    const alice = await stage.real('alice');
    await alice.invite('bob', '{"excludeFromHistoryMessage":true}', 30);
    const [stored] = stage.hub.store.c2cHistory('alice', 'bob', { limit: 1 });
    expect(stored).toMatchObject({ noUnread: true, noLastMsg: true });
  });
});
