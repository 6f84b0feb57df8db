import type { Message } from '@tencentcloud/chat';
import { describe, expect } from 'vitest';
import { eventually } from '../eventually.js';
import { Chat, type RealUser } from './real-user.js';
import { test } from './stage.js';
import { conversation, history, makeTeam, received, say, says, text, words } from './talk.js';

const isTip = (message: Message) => message.type === Chat.TYPES.MSG_GRP_TIP;
const isNotice = (type: number) => (message: Message) =>
  message.type === Chat.TYPES.MSG_GRP_SYS_NOTICE && message.payload.operationType === type;

async function members(user: RealUser): Promise<string[]> {
  const { data } = await user.chat.getGroupMemberList({ groupID: 'team', count: 30, offset: 0 });
  return data.memberList.map(({ userID, role }: { userID: string; role: string }) => `${userID} ${role}`);
}

describe.concurrent('groups of the real Web SDK', () => {
  test('messages and tips reach every member', async ({ stage }) => {
    const [alice, bob] = await Promise.all([stage.real('alice'), stage.real('bob')]);
    await makeTeam(alice, Chat.TYPES.GRP_WORK, ['bob']);
    await bob.knowsGroup('team');
    const atBob = received(bob, says('hello all'));
    await say(alice, 'team', 'hello all', 'GROUP');
    expect(await atBob).toMatchObject({ from: 'alice', to: 'team', conversationID: 'GROUPteam' });
    const tip = received(bob, isTip);
    await alice.chat.addGroupMember({ groupID: 'team', userIDList: ['carol'] });
    expect((await tip).payload).toMatchObject({
      operationType: Chat.TYPES.GRP_TIP_MBR_JOIN,
      userIDList: ['carol'],
    });
  });

  test('a virtual user talks in it too', async ({ stage }) => {
    const [alice, dave] = await Promise.all([stage.real('alice'), stage.virtual('dave')]);
    await dave.createGroup('team', ['alice']);
    await alice.knowsGroup('team');
    const atAlice = received(alice, says('hello from dave'));
    await dave.manager.sendGroupTextMessage('hello from dave', 'team');
    expect(await atAlice).toMatchObject({ from: 'dave', conversationID: 'GROUPteam' });
  });

  test('members join, are listed, quit and are removed', async ({ stage }) => {
    const [alice, bob] = await Promise.all([stage.real('alice'), stage.real('bob')]);
    await makeTeam(alice, Chat.TYPES.GRP_MEETING);
    const joined = await bob.chat.joinGroup({ groupID: 'team' } as never);
    expect(joined.data.status).toBe(Chat.TYPES.JOIN_STATUS_SUCCESS);
    expect(await members(alice)).toEqual(['alice Owner', 'bob Member']);
    await bob.chat.quitGroup('team');
    expect(await members(alice)).toEqual(['alice Owner']);
    await bob.chat.joinGroup({ groupID: 'team' } as never);
    const removed = received(bob, isNotice(4));
    await alice.chat.deleteGroupMember({ groupID: 'team', userIDList: ['bob'] });
    expect((await removed).payload).toMatchObject({ operatorID: 'alice', groupProfile: { groupID: 'team' } });
    expect(await members(alice)).toEqual(['alice Owner']);
    await expect(say(bob, 'team', 'still here?', 'GROUP')).rejects.toMatchObject({ code: 10007 });
  });

  test('an application is decided by the owner', async ({ stage }) => {
    const [alice, bob] = await Promise.all([stage.real('alice'), stage.real('bob')]);
    await makeTeam(alice, Chat.TYPES.GRP_PUBLIC);
    const application = received(alice, isNotice(1));
    const { data } = await bob.chat.joinGroup({ groupID: 'team', applyMessage: 'let me in' } as never);
    expect(data.status).toBe(Chat.TYPES.JOIN_STATUS_WAIT_APPROVAL);
    const message = await application;
    expect(message.payload).toMatchObject({ operatorID: 'bob', handleMessage: 'let me in' });
    const accepted = received(bob, isNotice(2));
    await alice.chat.handleGroupApplication({ handleAction: 'Agree', message } as never);
    await accepted;
    expect(await members(alice)).toEqual(['alice Owner', 'bob Member']);
  });

  test('roles, name cards, muting, and a new owner', async ({ stage }) => {
    const [alice, bob] = await Promise.all([stage.real('alice'), stage.real('bob')]);
    await makeTeam(alice, Chat.TYPES.GRP_PUBLIC, ['bob']);
    await bob.knowsGroup('team');
    const one = { groupID: 'team', userID: 'bob' };
    await alice.chat.setGroupMemberRole({ ...one, role: Chat.TYPES.GRP_MBR_ROLE_ADMIN } as never);
    expect(await members(alice)).toEqual(['alice Owner', 'bob Admin']);
    await bob.chat.setGroupMemberNameCard({ groupID: 'team', nameCard: 'Bob the builder' } as never);
    const { data } = await alice.chat.getGroupMemberProfile({ groupID: 'team', userIDList: ['bob'] });
    expect(data.memberList).toMatchObject([{ userID: 'bob', nameCard: 'Bob the builder' }]);
    await alice.chat.setGroupMemberMuteTime({ ...one, muteTime: 600 } as never);
    await expect(say(bob, 'team', 'mmm', 'GROUP')).rejects.toMatchObject({ code: 10017 });
    await alice.chat.changeGroupOwner({ groupID: 'team', newOwnerID: 'bob' });
    await eventually(async () => expect(await members(bob)).toContain('bob Owner'));
  });

  test('its history comes in pages', async ({ stage }) => {
    const alice = await stage.real('alice');
    await makeTeam(alice, Chat.TYPES.GRP_WORK, ['bob']);
    const all = Array.from({ length: 40 }, (_, index) => `message ${index}`);
    for (const each of all) await say(alice, 'team', each, 'GROUP');
    // At log-in the SDK looks through the newest by itself; what it holds already is missing from the pages of its app.
    const replayed = stage.frame('bob', 'down', 'group_open_http_svc.group_msg_get');
    const bob = await stage.real('bob');
    await replayed;
    const told = words(await history(bob, 'GROUPteam')).filter((each) => each !== undefined);
    expect(told).toEqual(all);
  });

  test('its profile', async ({ stage }) => {
    const [alice, bob] = await Promise.all([stage.real('alice'), stage.real('bob')]);
    await makeTeam(alice, Chat.TYPES.GRP_WORK, ['bob']);
    await bob.knowsGroup('team');
    const tip = received(bob, isTip);
    await alice.chat.updateGroupProfile({ groupID: 'team', name: 'New name', notification: 'meet at nine' });
    expect((await tip).payload).toMatchObject({
      operationType: Chat.TYPES.GRP_TIP_GRP_PROFILE_UPDATED,
      newGroupProfile: { groupName: 'New name' },
    });
    const profile = (await bob.chat.getGroupProfile({ groupID: 'team' })).data.group;
    expect(profile).toMatchObject({ groupID: 'team', name: 'New name', ownerID: 'alice', type: 'Private' });
  });

  test('its attributes, set, changed and taken away, at both ends', async ({ stage }) => {
    const [alice, bob] = await Promise.all([stage.real('alice'), stage.real('bob')]);
    await makeTeam(alice, Chat.TYPES.GRP_WORK, ['bob']);
    await bob.knowsGroup('team');
    const updated = () => bob.event(Chat.EVENT.GROUP_ATTRIBUTES_UPDATED);
    const atBob = async () =>
      (await bob.chat.getGroupAttributes({ groupID: 'team', keyList: [] })).data.groupAttributes;
    let event = updated();
    await alice.chat.initGroupAttributes({ groupID: 'team', groupAttributes: { seat1: 'bob' } });
    expect(await event).toMatchObject({ groupID: 'team', groupAttributes: { seat1: 'bob' } });
    event = updated();
    await alice.chat.setGroupAttributes({ groupID: 'team', groupAttributes: { seat2: 'carol' } });
    await event;
    expect(await atBob()).toEqual({ seat1: 'bob', seat2: 'carol' });
    event = updated();
    await alice.chat.deleteGroupAttributes({ groupID: 'team', keyList: ['seat1'] });
    await event;
    expect(await atBob()).toEqual({ seat2: 'carol' });
    const atAlice = await alice.chat.getGroupAttributes({ groupID: 'team', keyList: [] });
    expect(atAlice.data.groupAttributes).toEqual({ seat2: 'carol' });
  });

  test('unread counts, and reading them', async ({ stage }) => {
    const alice = await stage.real('alice');
    await makeTeam(alice, Chat.TYPES.GRP_WORK, ['bob']);
    await say(alice, 'team', 'one', 'GROUP');
    await say(alice, 'team', 'two', 'GROUP');
    const bob = await stage.real('bob');
    const unread = async () => (await conversation(bob, 'GROUPteam'))?.unreadCount;
    await eventually(async () => expect(await unread()).toBeGreaterThanOrEqual(2));
    await bob.chat.setMessageRead({ conversationID: 'GROUPteam' });
    await bob.logout();
    await bob.login();
    await eventually(async () => expect(await unread()).toBe(0));
  });

  test('messages for online users only, and ones kept out of counts and previews', async ({ stage }) => {
    const [alice, bob] = await Promise.all([stage.real('alice'), stage.real('bob')]);
    await makeTeam(alice, Chat.TYPES.GRP_WORK, ['bob']);
    await bob.knowsGroup('team');
    await say(alice, 'team', 'counted', 'GROUP');
    await bob.chat.setMessageRead({ conversationID: 'GROUPteam' });
    const atBob = received(bob, says('now or never'));
    await alice.chat.sendMessage(text(alice, 'team', 'now or never', 'GROUP'), { onlineUserOnly: true });
    await atBob;
    await bob.logout();
    await alice.chat.sendMessage(text(alice, 'team', 'quiet', 'GROUP'), {
      messageControlInfo: { excludedFromUnreadCount: true, excludedFromLastMessage: true },
    });
    await bob.login();
    await eventually(async () =>
      expect((await conversation(bob, 'GROUPteam'))?.lastMessage.messageForShow).toBe('counted'),
    );
    expect((await conversation(bob, 'GROUPteam'))?.unreadCount).toBe(0);
    // The SDK asks for a history from the conversation's last message on: one that it shows must be newer than the quiet one.
    const later = received(bob, says('later'));
    await say(alice, 'team', 'later', 'GROUP');
    await later;
    const told = words(await history(bob, 'GROUPteam'));
    expect(told.filter((each) => each !== undefined && each !== 'later')).toEqual(['counted', 'quiet']);
  });

  test('a message modified, the slower of two in conflict, and one recalled', async ({ stage }) => {
    const [alice, bob] = await Promise.all([stage.real('alice'), stage.real('bob')]);
    await makeTeam(alice, Chat.TYPES.GRP_WORK, ['bob']);
    await bob.knowsGroup('team');
    const atBob = received(bob, says('draft'));
    const message = await say(alice, 'team', 'draft', 'GROUP');
    const theirs = await atBob;
    const modified = bob.event(Chat.EVENT.MESSAGE_MODIFIED);
    message.payload.text = 'final';
    await alice.chat.modifyMessage(message);
    expect(words((await modified) as Message[])).toEqual(['final']);
    message.payload.text = "alice's";
    theirs.payload.text = "bob's";
    const both = await Promise.allSettled([
      alice.chat.modifyMessage(message),
      bob.chat.modifyMessage(theirs),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const revoked = bob.event(Chat.EVENT.MESSAGE_REVOKED);
    await alice.chat.revokeMessage(message);
    expect(await revoked).toMatchObject([{ isRevoked: true }]);
  });

  test('read receipts that the sender asked for', async ({ stage }) => {
    const [alice, bob] = await Promise.all([stage.real('alice'), stage.real('bob')]);
    await makeTeam(alice, Chat.TYPES.GRP_WORK, ['bob', 'carol']);
    await bob.knowsGroup('team');
    const atBob = received(bob, says('sign here'));
    const message = alice.chat.createTextMessage({
      to: 'team',
      conversationType: Chat.TYPES.CONV_GROUP,
      payload: { text: 'sign here' },
      needReadReceipt: true,
    });
    await alice.chat.sendMessage(message);
    const receipt = alice.event(Chat.EVENT.MESSAGE_READ_RECEIPT_RECEIVED);
    await bob.chat.sendMessageReadReceipt([await atBob]);
    expect(await receipt).toMatchObject([{ readCount: 1, unreadCount: 1 }]);
  });

  test('a live room: whoever joins hears what is said from then on', async ({ stage }) => {
    const [alice, bob] = await Promise.all([stage.real('alice'), stage.real('bob')]);
    await makeTeam(alice, Chat.TYPES.GRP_AVCHATROOM);
    await alice.chat.joinGroup({ groupID: 'team' } as never);
    await bob.chat.joinGroup({ groupID: 'team' } as never);
    const atBob = received(bob, says('welcome'));
    await say(alice, 'team', 'welcome', 'GROUP');
    expect(await atBob).toMatchObject({ from: 'alice', to: 'team' });
    const atAlice = received(alice, says('thanks'));
    await say(bob, 'team', 'thanks', 'GROUP');
    await atAlice;
  });

  test('dismissed: its members hear of it', async ({ stage }) => {
    const [alice, bob] = await Promise.all([stage.real('alice'), stage.real('bob')]);
    await makeTeam(alice, Chat.TYPES.GRP_PUBLIC, ['bob']);
    await bob.knowsGroup('team');
    const gone = bob.event(Chat.EVENT.GROUP_LIST_UPDATED, (list) => (list as unknown[]).length === 0);
    await alice.chat.dismissGroup('team');
    await gone;
    await expect(say(alice, 'team', 'anybody?', 'GROUP')).rejects.toMatchObject({ code: 10010 });
  });
});
