import { describe, expect } from 'vitest';
import { LiteChatUser } from './lite-chat-user.js';
import type { Party } from './party.js';
import { type Stage, test } from './stage.js';

type Kind = 'lite-chat' | 'Web SDK' | 'virtual';

function login(stage: Stage, kind: Kind, userID: string): Promise<Party> {
  if (kind === 'Web SDK') return stage.real(userID);
  if (kind === 'virtual') return stage.virtual(userID);
  return stage.join(new LiteChatUser(stage.url, userID));
}

describe.concurrent.each<[inviter: Kind, invitee: Kind]>([
  ['lite-chat', 'lite-chat'],
  ['lite-chat', 'Web SDK'],
  ['Web SDK', 'lite-chat'],
  ['lite-chat', 'virtual'],
  ['virtual', 'lite-chat'],
])('lite-chat 4.2 with its signaling plug-in: %s calls %s', (inviter, invitee) => {
  async function pair(stage: Stage): Promise<[alice: Party, bob: Party]> {
    return Promise.all([login(stage, inviter, 'alice'), login(stage, invitee, 'bob')]);
  }

  test('ring, accept', async ({ stage }) => {
    const [alice, bob] = await pair(stage);
    const id = await alice.invite('bob', 'video', 30);
    expect((await bob.hear('onReceiveNewInvitation')).args).toEqual([id, 'alice', '', ['bob'], 'video']);
    await bob.accept(id, 'yes');
    expect((await alice.hear('onInviteeAccepted')).args).toEqual([id, 'bob', 'yes']);
  });

  test('reject; cancel', async ({ stage }) => {
    const [alice, bob] = await pair(stage);
    const first = await alice.invite('bob', 'video', 30);
    await bob.hear('onReceiveNewInvitation', first);
    await bob.reject(first, 'no');
    expect((await alice.hear('onInviteeRejected')).args).toEqual([first, 'bob', 'no']);
    const second = await alice.invite('bob', 'video', 30);
    await bob.hear('onReceiveNewInvitation', second);
    await alice.cancel(second, 'never mind');
    expect((await bob.hear('onInvitationCancelled')).args).toEqual([second, 'alice', 'never mind']);
  });

  test('modify', async ({ stage }) => {
    const [alice, bob] = await pair(stage);
    const id = await alice.invite('bob', 'audio', 30);
    await bob.hear('onReceiveNewInvitation', id);
    await alice.modify(id, 'video');
    expect((await bob.hear('onInvitationModified')).args).toEqual([id, 'video']);
  });

  test('time-out at both ends', async ({ stage }) => {
    const [alice, bob] = await pair(stage);
    const id = await alice.invite('bob', 'video', 1);
    expect((await bob.hear('onInvitationTimeout')).args).toEqual([id, ['bob']]);
    expect((await alice.hear('onInvitationTimeout')).args).toEqual([id, ['bob']]);
  });

  test('offline: announced at log-in', async ({ stage }) => {
    const alice = await login(stage, inviter, 'alice');
    const id = await alice.invite('bob', 'video', 30);
    const bob = await login(stage, invitee, 'bob');
    await bob.hear('onReceiveNewInvitation', id);
    await bob.accept(id, 'here now');
    await alice.hear('onInviteeAccepted', id);
  });

  test('in a group', async ({ stage }) => {
    const [alice, bob] = await pair(stage);
    await alice.createGroup('team', ['bob']);
    await bob.knowsGroup('team');
    const id = await alice.inviteInGroup('team', ['bob'], 'meeting', 30);
    expect((await bob.hear('onReceiveNewInvitation')).args).toEqual([
      id,
      'alice',
      'team',
      ['bob'],
      'meeting',
    ]);
    await bob.accept(id, 'yes');
    expect((await alice.hear('onInviteeAccepted')).args).toEqual([id, 'bob', 'yes']);
  });
});

describe.concurrent('lite-chat 4.2', () => {
  test('changes a profile, though it writes the fields small', async ({ stage }) => {
    const [alice, bob] = [await stage.join(new LiteChatUser(stage.url, 'alice')), await stage.real('bob')];
    await alice.chat.updateMyProfile({ nick: 'Al' });
    const { data } = await bob.chat.getUserProfile({ userIDList: ['alice'] });
    expect(data).toMatchObject([{ userID: 'alice', nick: 'Al' }]);
  });

  test('shares group attributes with others, and leaves and dissolves groups without an error', async ({
    stage,
  }) => {
    const [alice, bob] = await Promise.all(
      ['alice', 'bob'].map((userID) => stage.join(new LiteChatUser(stage.url, userID))),
    );
    await alice!.createGroup('team', ['bob']);
    await stage.quiet();
    await alice!.chat.initGroupAttributes({ groupID: 'team', groupAttributes: { a: '1', b: '2' } });
    const attributes = async () =>
      (await bob!.chat.getGroupAttributes({ groupID: 'team', keyList: [] })).data.groupAttributes;
    expect(await attributes()).toEqual({ a: '1', b: '2' });
    await alice!.chat.deleteGroupAttributes({ groupID: 'team', keyList: ['a'] });
    await stage.quiet();
    expect(await attributes()).toEqual({ b: '2' });
    await bob!.chat.quitGroup('team');
    await alice!.chat.dismissGroup('team');
    expect(stage.hub.store.group('team')).toBeUndefined();
  });
});
