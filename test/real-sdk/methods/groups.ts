import { expect } from 'vitest';
import { eventually } from '../../eventually.js';
import type { RealUser } from '../real-user.js';
import { arrived, EVENT, type SDK, say, sdk, TYPES } from './cast.js';
import { type Domain, notSimulated, simulated } from './entry.js';

const GROUP = 'group3';
const LIVE = 'live3';

const profile = async (user: RealUser, groupID = GROUP): Promise<SDK> =>
  (await sdk(user).getGroupProfile({ groupID })).data.group;
const members = async (user: RealUser, groupID = GROUP): Promise<SDK[]> =>
  (await sdk(user).getGroupMemberList({ groupID, count: 100, offset: 0 })).data.memberList;
const groupIDs = async (user: RealUser): Promise<string[]> =>
  (await sdk(user).getGroupList()).data.groupList.map((group: SDK) => group.groupID);
/** The next message of this type in a group that a user gets. */
const tip = (user: RealUser, operationType: number) =>
  user.event(EVENT.MESSAGE_RECEIVED, (list) =>
    (list as SDK[]).some(({ payload }) => payload?.operationType === operationType),
  );

export const groups: Domain = {
  createGroup: simulated(async ({ alice, tablet, bob }) => {
    await sdk(alice).createGroup({
      ...{
        type: TYPES.GRP_PUBLIC,
        groupID: GROUP,
        name: 'Three',
        joinOption: TYPES.JOIN_OPTIONS_NEED_PERMISSION,
      },
      groupCustomField: [{ key: 'color', value: 'red' }],
      memberList: [{ userID: 'bob', memberCustomField: [{ key: 'seat', value: '1' }] }],
    });
    await Promise.all([tablet, bob].map((user) => user.knowsGroup(GROUP)));
    await sdk(alice).createGroup({ type: TYPES.GRP_AVCHATROOM, groupID: LIVE, name: 'Live' });
  }),
  getGroupList: simulated(async ({ bob }) => expect(await groupIDs(bob)).toContain(GROUP)),
  getGroupProfile: simulated(async ({ stage }) => {
    const again = await stage.real('bob');
    expect(await profile(again)).toMatchObject({
      ...{ name: 'Three', ownerID: 'alice', groupCustomField: [{ key: 'color', value: 'red' }] },
    });
    await again.destroy();
  }),
  updateGroupProfile: simulated(async ({ alice, bob, stage }) => {
    const changed = bob.event(EVENT.GROUP_LIST_UPDATED, (list) =>
      (list as SDK[]).some(({ name }) => name === 'Four'),
    );
    await sdk(alice).updateGroupProfile({
      ...{ groupID: GROUP, name: 'Four', groupCustomField: [{ key: 'color', value: 'blue' }] },
    });
    await changed;
    const again = await stage.real('bob');
    expect(await profile(again)).toMatchObject({
      ...{ name: 'Four', groupCustomField: [{ key: 'color', value: 'blue' }] },
    });
    await again.destroy();
  }),
  searchGroupByID: simulated(async ({ bob }) => {
    expect((await sdk(bob).searchGroupByID(LIVE)).data.group).toMatchObject({ groupID: LIVE, name: 'Live' });
  }),
  getGroupMemberList: simulated(async ({ alice }) => {
    expect(await members(alice)).toMatchObject([
      { userID: 'alice', role: 'Owner' },
      { userID: 'bob', memberCustomField: [{ key: 'seat', value: '1' }] },
    ]);
  }),
  getGroupMemberProfile: simulated(async ({ alice }) => {
    const { data } = await sdk(alice).getGroupMemberProfile({ groupID: GROUP, userIDList: ['bob'] });
    expect(data.memberList).toMatchObject([{ userID: 'bob', role: 'Member' }]);
  }),
  setGroupMemberRole: simulated(async ({ alice, bob }) => {
    const told = tip(bob, TYPES.GRP_TIP_MBR_SET_ADMIN);
    await sdk(alice).setGroupMemberRole({ groupID: GROUP, userID: 'bob', role: TYPES.GRP_MBR_ROLE_ADMIN });
    await told;
    await sdk(alice).setGroupMemberRole({ groupID: GROUP, userID: 'bob', role: TYPES.GRP_MBR_ROLE_MEMBER });
  }),
  setGroupMemberMuteTime: simulated(async ({ alice, bob }) => {
    await sdk(alice).setGroupMemberMuteTime({ groupID: GROUP, userID: 'bob', muteTime: 60 });
    await expect(say(bob, GROUP, 'silenced')).rejects.toMatchObject({ code: 10017 });
    await sdk(alice).setGroupMemberMuteTime({ groupID: GROUP, userID: 'bob', muteTime: 0 });
    await say(bob, GROUP, 'heard');
  }),
  setGroupMemberNameCard: simulated(async ({ alice, bob }) => {
    await sdk(bob).setGroupMemberNameCard({ groupID: GROUP, nameCard: 'Robert' });
    const message = await say(bob, GROUP, 'it is me');
    expect(await arrived(alice, message)).toMatchObject({ nameCard: 'Robert' });
  }),
  setGroupMemberCustomField: simulated(async ({ alice, bob }) => {
    const memberCustomField = [{ key: 'seat', value: '2' }];
    await sdk(bob).setGroupMemberCustomField({ groupID: GROUP, memberCustomField });
    await eventually(async () =>
      expect((await members(alice))[1]).toMatchObject({ userID: 'bob', memberCustomField }),
    );
  }),
  pinGroupMessage: simulated(async ({ alice, bob }) => {
    const message = await say(alice, GROUP, 'rules');
    await arrived(bob, message);
    const pinned = bob.event(EVENT.PINNED_GROUP_MESSAGE_UPDATED);
    await sdk(alice).pinGroupMessage({ groupID: GROUP, message, isPinned: true });
    expect(await pinned).toMatchObject({
      groupID: GROUP,
      isPinned: true,
      message: { payload: { text: 'rules' } },
    });
  }),
  getPinnedGroupMessageList: simulated(async ({ alice, bob }) => {
    const list = async () => (await sdk(bob).getPinnedGroupMessageList(GROUP)).data.messageList;
    const [message] = await list();
    expect(message).toMatchObject({ payload: { text: 'rules' } });
    await sdk(alice).pinGroupMessage({ groupID: GROUP, message, isPinned: false });
    expect(await list()).toEqual([]);
  }),
  setGroupCounters: simulated(async ({ alice, bob }) => {
    const heard = bob.event(EVENT.GROUP_COUNTER_UPDATED);
    await sdk(alice).setGroupCounters({ groupID: GROUP, counters: { likes: 1 } });
    expect(await heard).toMatchObject({ groupID: GROUP, key: 'likes', value: 1 });
  }),
  increaseGroupCounter: simulated(async ({ alice }) => {
    const { data } = await sdk(alice).increaseGroupCounter({ groupID: GROUP, key: 'likes', value: 4 });
    expect(data.counters).toEqual({ likes: 5 });
  }),
  decreaseGroupCounter: simulated(async ({ alice }) => {
    const { data } = await sdk(alice).decreaseGroupCounter({ groupID: GROUP, key: 'likes', value: 2 });
    expect(data.counters).toEqual({ likes: 3 });
  }),
  getGroupCounters: simulated(async ({ bob }) => {
    const { data } = await sdk(bob).getGroupCounters({ groupID: GROUP, keyList: ['likes'] });
    expect(data.counters).toEqual({ likes: 3 });
  }),
  initGroupAttributes: simulated(async ({ alice, bob }) => {
    const heard = bob.event(EVENT.GROUP_ATTRIBUTES_UPDATED);
    await sdk(alice).initGroupAttributes({ groupID: GROUP, groupAttributes: { a: '1' } });
    expect(await heard).toMatchObject({ groupID: GROUP, groupAttributes: { a: '1' } });
  }),
  setGroupAttributes: simulated(async ({ alice, bob }) => {
    const heard = bob.event(EVENT.GROUP_ATTRIBUTES_UPDATED);
    await sdk(alice).setGroupAttributes({ groupID: GROUP, groupAttributes: { b: '2' } });
    expect(await heard).toMatchObject({ groupAttributes: { b: '2' } });
  }),
  getGroupAttributes: simulated(async ({ bob }) => {
    const { data } = await sdk(bob).getGroupAttributes({ groupID: GROUP, keyList: [] });
    expect(data.groupAttributes).toEqual({ a: '1', b: '2' });
  }),
  deleteGroupAttributes: simulated(async ({ alice, bob }) => {
    const heard = bob.event(EVENT.GROUP_ATTRIBUTES_UPDATED);
    await sdk(alice).deleteGroupAttributes({ groupID: GROUP, keyList: ['a'] });
    expect(await heard).toMatchObject({ groupAttributes: { b: '2' } });
  }),
  deleteGroupMember: simulated(async ({ alice, bob }) => {
    const told = tip(bob, 4);
    await sdk(alice).deleteGroupMember({ groupID: GROUP, userIDList: ['bob'], reason: 'noise' });
    await told;
    await eventually(async () => expect(await groupIDs(bob)).not.toContain(GROUP));
  }),
  joinGroup: simulated(async ({ alice, bob }) => {
    const asked = tip(alice, 1);
    const { data } = await sdk(bob).joinGroup({ groupID: GROUP, applyMessage: 'please' });
    expect(data.status).toBe(TYPES.JOIN_STATUS_WAIT_APPROVAL);
    await asked;
  }),
  getGroupApplicationList: simulated(async ({ alice }) => {
    const { data } = await sdk(alice).getGroupApplicationList();
    expect(data.applicationList).toMatchObject([{ applicant: 'bob', groupID: GROUP }]);
  }),
  handleGroupApplication: simulated(async ({ alice, bob }) => {
    const { data } = await sdk(alice).getGroupApplicationList();
    await sdk(alice).handleGroupApplication({
      ...{ handleAction: 'Agree', handleMessage: 'welcome', application: data.applicationList[0] },
    });
    await bob.knowsGroup(GROUP);
  }),
  addGroupMember: simulated(async ({ alice, bob, stage }) => {
    await stage.real('carol');
    await sdk(alice).createGroup({ type: TYPES.GRP_WORK, groupID: 'group4', name: 'Work' });
    const { data } = await sdk(alice).addGroupMember({ groupID: 'group4', userIDList: ['bob', 'carol'] });
    expect(data.successUserIDList).toEqual(['bob', 'carol']);
    await bob.knowsGroup('group4');
  }),
  changeGroupOwner: simulated(async ({ alice, bob }) => {
    await sdk(alice).changeGroupOwner({ groupID: GROUP, newOwnerID: 'bob' });
    await eventually(async () => expect(await profile(bob)).toMatchObject({ ownerID: 'bob' }));
    await sdk(bob).changeGroupOwner({ groupID: GROUP, newOwnerID: 'alice' });
  }),
  getGroupOnlineMemberCount: simulated(async ({ bob }) => {
    await sdk(bob).joinGroup({ groupID: LIVE });
    const { data } = await sdk(bob).getGroupOnlineMemberCount(LIVE);
    expect(data.memberCount).toBe(2);
  }),
  markGroupMemberList: simulated(async ({ alice, bob }) => {
    await sdk(alice).joinGroup({ groupID: LIVE });
    const marked = async () =>
      (await sdk(bob).getGroupMemberList({ groupID: LIVE, filter: 1000 })).data.memberList.map(
        (member: SDK) => member.userID,
      );
    const mark = (enableMark: boolean) =>
      sdk(alice).markGroupMemberList({ groupID: LIVE, userIDList: ['bob'], markType: 1000, enableMark });
    expect((await mark(true)).data.successUserIDList).toEqual(['bob']);
    expect(await marked()).toEqual(['bob']);
    await mark(false);
    expect(await marked()).toEqual([]);
  }),
  quitGroup: simulated(async ({ alice, bob }) => {
    const told = tip(alice, TYPES.GRP_TIP_MBR_QUIT);
    await sdk(bob).quitGroup(GROUP);
    await told;
    expect(await groupIDs(bob)).not.toContain(GROUP);
  }),
  dismissGroup: simulated(async ({ alice, tablet }) => {
    await sdk(alice).dismissGroup(GROUP);
    await eventually(async () => expect(await groupIDs(tablet)).not.toContain(GROUP));
  }),
};

const COMMUNITIES = 'there are no communities and topics';
const COMMUNITY = '@TGS#_none';

export const communities: Domain = {
  getJoinedCommunityList: simulated(async ({ alice }) => {
    expect((await sdk(alice).getJoinedCommunityList()).data.groupList).toEqual([]);
  }, 'always empty: there are no communities'),
  createTopicInCommunity: notSimulated(COMMUNITIES, async ({ alice }) => {
    const topic = { groupID: COMMUNITY, topicName: 'talk' };
    await expect(sdk(alice).createTopicInCommunity(topic)).rejects.toMatchObject({ code: 60009 });
  }),
  updateTopicProfile: notSimulated(COMMUNITIES, async ({ alice }) => {
    const topic = { groupID: COMMUNITY, topicID: `${COMMUNITY}@TOPIC#_1`, topicName: 'talk' };
    await expect(sdk(alice).updateTopicProfile(topic)).rejects.toMatchObject({ code: 60009 });
  }),
  deleteTopicFromCommunity: notSimulated(COMMUNITIES, async ({ alice }) => {
    const topics = { groupID: COMMUNITY, topicIDList: [`${COMMUNITY}@TOPIC#_1`] };
    await expect(sdk(alice).deleteTopicFromCommunity(topics)).rejects.toMatchObject({ code: 60009 });
  }),
  getTopicList: notSimulated(COMMUNITIES, async ({ alice }) => {
    await expect(sdk(alice).getTopicList({ groupID: COMMUNITY })).rejects.toMatchObject({ code: 60009 });
  }),
};
