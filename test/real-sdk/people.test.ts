import { describe, expect, onTestFinished } from 'vitest';
import { eventually } from '../eventually.js';
import { Chat, type RealUser } from './real-user.js';
import { Stage, test } from './stage.js';
import { received, say, says } from './talk.js';

async function friends(user: RealUser): Promise<string[]> {
  return (await user.chat.getFriendList()).data.map(({ userID }: { userID: string }) => userID);
}

describe.concurrent('people on the real Web SDK', () => {
  test('profiles', async ({ stage }) => {
    const [alice, bob] = await Promise.all([stage.real('alice'), stage.real('bob')]);
    await alice.chat.updateMyProfile({ nick: 'Alice A.', avatar: 'https://example.com/a.png' });
    const { data } = await bob.chat.getUserProfile({ userIDList: ['alice'] });
    expect(data).toMatchObject([{ userID: 'alice', nick: 'Alice A.', avatar: 'https://example.com/a.png' }]);
    const atBob = received(bob, says('hello'));
    await say(alice, 'bob', 'hello');
    expect(await atBob).toMatchObject({ nick: 'Alice A.' });
  });

  test('friends are added and deleted at both ends', async ({ stage }) => {
    const [alice, bob] = await Promise.all([stage.real('alice'), stage.real('bob')]);
    const listed = (user: RealUser, likes: (list: { userID: string; remark: string }[]) => boolean) =>
      user.event(Chat.EVENT.FRIEND_LIST_UPDATED, (list) => likes(list as never));
    const added = Promise.all([
      listed(alice, ([friend]) => friend?.userID === 'bob' && friend.remark === 'Bobby'),
      listed(bob, ([friend]) => friend?.userID === 'alice'),
    ]);
    await alice.chat.addFriend({
      to: 'bob',
      source: 'AddSource_Type_Web',
      remark: 'Bobby',
      type: Chat.TYPES.SNS_ADD_TYPE_BOTH,
    } as never);
    await added;
    // The SDK stumbles over the profile of a friend who is deleted before it has come.
    await stage.quiet();
    const isEmpty = (list: unknown[]) => list.length === 0;
    const deleted = Promise.all([listed(alice, isEmpty), listed(bob, isEmpty)]);
    await alice.chat.deleteFriend({ userIDList: ['bob'], type: Chat.TYPES.SNS_DELETE_TYPE_BOTH } as never);
    await deleted;
    expect(await friends(alice)).toEqual([]);
    expect(await friends(bob)).toEqual([]);
  });

  test('who wants to be asked is asked', async ({ stage }) => {
    const [alice, bob] = await Promise.all([stage.real('alice'), stage.real('bob')]);
    await bob.chat.updateMyProfile({ allowType: Chat.TYPES.ALLOW_TYPE_NEED_CONFIRM } as never);
    const asked = bob.event(Chat.EVENT.FRIEND_APPLICATION_LIST_UPDATED);
    const { data } = await alice.chat.addFriend({
      to: 'bob',
      source: 'AddSource_Type_Web',
      wording: 'hello?',
      type: Chat.TYPES.SNS_ADD_TYPE_BOTH,
    } as never);
    expect(data.code).toBe(30539);
    expect(await asked).toMatchObject({ friendApplicationList: [{ userID: 'alice', wording: 'hello?' }] });
    await bob.chat.acceptFriendApplication({
      userID: 'alice',
      type: Chat.TYPES.SNS_APPLICATION_AGREE_AND_ADD,
    } as never);
    await eventually(async () => {
      expect(await friends(alice)).toEqual(['bob']);
      expect(await friends(bob)).toEqual(['alice']);
    });
  });

  test('where the hub tells, a blocked user is refused; who blocks sees the list at once', async () => {
    const stage = await Stage.open({ settings: { blockedSenderIsTold: true } });
    onTestFinished(() => stage.close());
    const [alice, bob] = await Promise.all([stage.real('alice'), stage.real('bob')]);
    const listed = bob.event(Chat.EVENT.BLACKLIST_UPDATED);
    await bob.chat.addToBlacklist({ userIDList: ['alice'] });
    expect(await listed).toEqual(['alice']);
    expect((await bob.chat.getBlacklist()).data).toEqual(['alice']);
    await expect(say(alice, 'bob', 'hello?')).rejects.toMatchObject({ code: 20007 });
    await bob.logout();
    await bob.login();
    await eventually(async () => expect((await bob.chat.getBlacklist()).data).toEqual(['alice']));
    await bob.chat.removeFromBlacklist({ userIDList: ['alice'] });
    expect((await bob.chat.getBlacklist()).data).toEqual([]);
    await say(alice, 'bob', 'hello!');
  });

  test('who is online, now and as it changes', async ({ stage }) => {
    const [alice, bob] = await Promise.all([stage.real('alice'), stage.real('bob')]);
    const { data } = await alice.chat.getUserStatus({ userIDList: ['bob', 'nobody'] });
    expect(data.successUserList).toMatchObject([
      { userID: 'bob', statusType: Chat.TYPES.USER_STATUS_ONLINE },
    ]);
    await alice.chat.subscribeUserStatus({ userIDList: ['bob'] });
    let changed = alice.event(Chat.EVENT.USER_STATUS_UPDATED);
    await bob.chat.setSelfStatus({ customStatus: 'in a call' });
    expect(await changed).toMatchObject([{ userID: 'bob', customStatus: 'in a call' }]);
    changed = alice.event(Chat.EVENT.USER_STATUS_UPDATED);
    await bob.logout();
    expect(await changed).toMatchObject([{ userID: 'bob', statusType: Chat.TYPES.USER_STATUS_UNLOGINED }]);
    await alice.chat.unsubscribeUserStatus({ userIDList: ['bob'] });
    await bob.login();
  });
});
