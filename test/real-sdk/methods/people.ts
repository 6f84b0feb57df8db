import { expect } from 'vitest';
import { eventually } from '../../eventually.js';
import type { RealUser } from '../real-user.js';
import { conversation, EVENT, type SDK, say, sdk, TYPES } from './cast.js';
import { type Domain, simulated } from './entry.js';

const friends = async (user: RealUser): Promise<SDK[]> => (await sdk(user).getFriendList()).data;
const friendIDs = async (user: RealUser) => (await friends(user)).map(({ userID }) => userID);
const applications = async (user: RealUser): Promise<SDK> =>
  (await sdk(user).getFriendApplicationList()).data;
const groupList = async (user: RealUser): Promise<SDK[]> => (await sdk(user).getFriendGroupList()).data;

const toBob = {
  to: 'bob',
  source: 'AddSource_Type_Web',
  wording: 'hello?',
  remark: 'Bobby',
  groupName: 'close',
};

export const people: Domain = {
  getMyProfile: simulated(async ({ alice }) => {
    expect((await sdk(alice).getMyProfile()).data).toMatchObject({ userID: 'alice' });
  }),
  updateMyProfile: simulated(async ({ alice, tablet }) => {
    const heard = tablet.event(EVENT.PROFILE_UPDATED);
    await sdk(alice).updateMyProfile({
      ...{ nick: 'Alice A.', profileCustomField: [{ key: 'Tag_Profile_Custom_pet', value: 'cat' }] },
    });
    expect(await heard).toMatchObject([{ userID: 'alice', nick: 'Alice A.' }]);
  }),
  getUserProfile: simulated(async ({ bob }) => {
    const { data } = await sdk(bob).getUserProfile({ userIDList: ['alice'] });
    const profileCustomField = [{ key: 'Tag_Profile_Custom_pet', value: 'cat' }];
    expect(data).toMatchObject([{ nick: 'Alice A.', profileCustomField }]);
  }),
  setSelfStatus: simulated(async ({ alice, tablet }) => {
    const heard = tablet.event(EVENT.USER_STATUS_UPDATED);
    await sdk(alice).setSelfStatus({ customStatus: 'in a call' });
    expect(await heard).toMatchObject([{ userID: 'alice', customStatus: 'in a call' }]);
  }),
  getUserStatus: simulated(async ({ bob }) => {
    const { data } = await sdk(bob).getUserStatus({ userIDList: ['alice'] });
    expect(data.successUserList).toMatchObject([{ userID: 'alice', customStatus: 'in a call' }]);
  }),
  subscribeUserStatus: simulated(async ({ alice, bob }) => {
    await sdk(bob).subscribeUserStatus({ userIDList: ['alice'] });
    const heard = bob.event(EVENT.USER_STATUS_UPDATED);
    await sdk(alice).setSelfStatus({ customStatus: 'back' });
    expect(await heard).toMatchObject([{ customStatus: 'back' }]);
  }),
  unsubscribeUserStatus: simulated(async ({ alice, bob, stage }) => {
    await sdk(bob).unsubscribeUserStatus({ userIDList: ['alice'] });
    const before = bob.events.length;
    await sdk(alice).setSelfStatus({ customStatus: 'gone' });
    await stage.quiet();
    expect(bob.events.slice(before).filter(({ name }) => name === EVENT.USER_STATUS_UPDATED)).toEqual([]);
  }),
  addFriend: simulated(async ({ alice, bob, tablet }) => {
    await sdk(bob).updateMyProfile({ allowType: TYPES.ALLOW_TYPE_NEED_CONFIRM });
    const { data } = await sdk(alice).addFriend({ ...toBob, type: TYPES.SNS_ADD_TYPE_BOTH });
    expect(data.code).toBe(30539);
    for (const device of [alice, tablet]) {
      await eventually(async () =>
        expect((await applications(device)).friendApplicationList).toMatchObject([
          { userID: 'bob', type: TYPES.SNS_APPLICATION_SENT_BY_ME },
        ]),
      );
    }
    await eventually(async () => expect((await applications(bob)).unreadCount).toBe(1));
  }),
  getFriendApplicationList: simulated(async ({ stage }) => {
    const again = await stage.real('bob');
    await eventually(async () =>
      expect(await applications(again)).toMatchObject({
        friendApplicationList: [{ userID: 'alice', wording: 'hello?', source: 'AddSource_Type_Web' }],
        unreadCount: 1,
      }),
    );
    await again.destroy();
  }),
  setFriendApplicationRead: simulated(async ({ bob, stage }) => {
    const other = await stage.real('bob');
    await eventually(async () => expect((await applications(other)).unreadCount).toBe(1));
    await sdk(bob).setFriendApplicationRead();
    await eventually(async () => expect((await applications(other)).unreadCount).toBe(0));
    await other.destroy();
  }),
  deleteFriendApplication: simulated(async ({ alice, bob }) => {
    await sdk(bob).deleteFriendApplication({ userID: 'alice', type: TYPES.SNS_APPLICATION_SENT_TO_ME });
    for (const user of [alice, bob]) {
      await eventually(async () => expect((await applications(user)).friendApplicationList).toEqual([]));
    }
  }),
  refuseFriendApplication: simulated(async ({ alice, bob }) => {
    await sdk(alice).addFriend({ ...toBob, type: TYPES.SNS_ADD_TYPE_BOTH });
    await eventually(async () =>
      expect((await applications(bob)).friendApplicationList).toMatchObject([{ userID: 'alice' }]),
    );
    await sdk(bob).refuseFriendApplication({ userID: 'alice' });
    for (const user of [alice, bob]) {
      await eventually(async () => expect((await applications(user)).friendApplicationList).toEqual([]));
    }
    expect(await friendIDs(alice)).toEqual([]);
  }),
  acceptFriendApplication: simulated(async ({ alice, bob }) => {
    await sdk(alice).addFriend({ ...toBob, type: TYPES.SNS_ADD_TYPE_BOTH });
    await eventually(async () =>
      expect((await applications(bob)).friendApplicationList).toMatchObject([{ userID: 'alice' }]),
    );
    await sdk(bob).acceptFriendApplication({
      ...{ userID: 'alice', remark: 'Ally', type: TYPES.SNS_APPLICATION_AGREE_AND_ADD },
    });
    await eventually(async () =>
      expect(await friends(alice)).toMatchObject([
        { userID: 'bob', remark: 'Bobby', source: 'AddSource_Type_Web', groupList: ['close'] },
      ]),
    );
    await eventually(async () =>
      expect(await friends(bob)).toMatchObject([{ userID: 'alice', remark: 'Ally' }]),
    );
  }),
  getFriendList: simulated(async ({ tablet }) => {
    await eventually(async () => expect(await friendIDs(tablet)).toEqual(['bob']));
  }),
  getFriendProfile: simulated(async ({ alice }) => {
    const { data } = await sdk(alice).getFriendProfile({ userIDList: ['bob'] });
    expect(data.friendList).toMatchObject([{ userID: 'bob', remark: 'Bobby' }]);
  }),
  updateFriend: simulated(async ({ alice, tablet, stage }) => {
    const friendCustomField = [{ key: 'Tag_SNS_Custom_since', value: 'school' }];
    await sdk(alice).updateFriend({ userID: 'bob', remark: 'Rob', friendCustomField });
    const changed = [{ userID: 'bob', remark: 'Rob', friendCustomField }];
    await eventually(async () => expect(await friends(tablet)).toMatchObject(changed));
    const again = await stage.real('alice');
    await eventually(async () => expect(await friends(again)).toMatchObject(changed));
    await say(again, 'bob', 'hello');
    await eventually(async () =>
      expect(await conversation(again, 'C2Cbob')).toMatchObject({ remark: 'Rob' }),
    );
    await again.destroy();
  }),
  checkFriend: simulated(async ({ alice }) => {
    const { data } = await sdk(alice).checkFriend({ userIDList: ['bob'], type: TYPES.SNS_CHECK_TYPE_BOTH });
    expect(data.successUserIDList).toMatchObject([{ userID: 'bob', relation: TYPES.SNS_TYPE_BOTH_WAY }]);
  }),
  createFriendGroup: simulated(async ({ alice }) => {
    const { data } = await sdk(alice).createFriendGroup({ name: 'team', userIDList: ['bob'] });
    expect(data.friendGroup).toMatchObject({ name: 'team', userIDList: ['bob'] });
  }),
  getFriendGroupList: simulated(async ({ stage }) => {
    const again = await stage.real('alice');
    await eventually(async () =>
      expect(await groupList(again)).toMatchObject([
        { name: 'close', userIDList: ['bob'] },
        { name: 'team', userIDList: ['bob'] },
      ]),
    );
    await again.destroy();
  }),
  removeFromFriendGroup: simulated(async ({ alice, stage }) => {
    await sdk(alice).removeFromFriendGroup({ name: 'team', userIDList: ['bob'] });
    const again = await stage.real('alice');
    await eventually(async () => expect((await groupList(again))[1]).toMatchObject({ userIDList: [] }));
    await again.destroy();
  }),
  addToFriendGroup: simulated(async ({ alice, stage }) => {
    await sdk(alice).addToFriendGroup({ name: 'team', userIDList: ['bob'] });
    const again = await stage.real('alice');
    await eventually(async () => expect((await groupList(again))[1]).toMatchObject({ userIDList: ['bob'] }));
    await again.destroy();
  }),
  renameFriendGroup: simulated(async ({ alice, stage }) => {
    await sdk(alice).renameFriendGroup({ oldName: 'team', newName: 'crew' });
    const again = await stage.real('alice');
    await eventually(async () => expect((await groupList(again))[1]).toMatchObject({ name: 'crew' }));
    await again.destroy();
  }),
  deleteFriendGroup: simulated(async ({ alice, stage }) => {
    await sdk(alice).deleteFriendGroup({ name: 'crew' });
    const again = await stage.real('alice');
    await eventually(async () => expect(await groupList(again)).toMatchObject([{ name: 'close' }]));
    await again.destroy();
  }),
  deleteFriend: simulated(async ({ alice, tablet, bob, stage }) => {
    // The SDK stumbles over the profile of a friend who is deleted before it has come.
    await stage.quiet();
    await sdk(alice).deleteFriend({ userIDList: ['bob'], type: TYPES.SNS_DELETE_TYPE_BOTH });
    for (const user of [alice, tablet, bob]) {
      await eventually(async () => expect(await friendIDs(user)).toEqual([]));
    }
  }),
  followUser: simulated(async ({ alice, bob }) => {
    await sdk(alice).followUser(['bob']);
    const { data } = await sdk(bob).getMyFollowersList();
    expect(data.resultList).toMatchObject([{ userID: 'alice', nick: 'Alice A.' }]);
  }),
  getMyFollowingList: simulated(async ({ tablet }) => {
    expect((await sdk(tablet).getMyFollowingList()).data.resultList).toMatchObject([{ userID: 'bob' }]);
  }),
  getMyFollowersList: simulated(async ({ alice }) => {
    expect((await sdk(alice).getMyFollowersList()).data.resultList).toEqual([]);
  }),
  checkFollowType: simulated(async ({ bob }) => {
    const { data } = await sdk(bob).checkFollowType(['alice']);
    expect(data).toMatchObject([{ userID: 'alice', followType: 1 }]);
  }),
  getMutualFollowersList: simulated(async ({ alice, bob }) => {
    await sdk(bob).followUser(['alice']);
    expect((await sdk(alice).getMutualFollowersList()).data.resultList).toMatchObject([{ userID: 'bob' }]);
  }),
  getUserFollowInfo: simulated(async ({ alice }) => {
    const { data } = await sdk(alice).getUserFollowInfo(['bob']);
    expect(data).toMatchObject([{ followersCount: 1, followingCount: 1, mutualFollowersCount: 1 }]);
  }),
  unfollowUser: simulated(async ({ alice, bob }) => {
    await sdk(alice).unfollowUser(['bob']);
    expect((await sdk(bob).getMyFollowersList()).data.resultList).toEqual([]);
  }),
  addToBlacklist: simulated(async ({ alice, tablet }) => {
    const heard = tablet.event(EVENT.BLACKLIST_UPDATED);
    await sdk(alice).addToBlacklist({ userIDList: ['bob'] });
    expect(await heard).toEqual(['bob']);
  }),
  getBlacklist: simulated(async ({ tablet }) => {
    expect((await sdk(tablet).getBlacklist()).data).toEqual(['bob']);
  }),
  removeFromBlacklist: simulated(async ({ alice, tablet }) => {
    const heard = tablet.event(EVENT.BLACKLIST_UPDATED);
    await sdk(alice).removeFromBlacklist({ userIDList: ['bob'] });
    expect(await heard).toEqual([]);
  }),
};
