import type { Message } from '@tencentcloud/chat';
import { describe, expect } from 'vitest';
import { Chat, type RealUser } from './real-user.js';
import { test } from './stage.js';

function text(from: RealUser, to: string, words: string, conversationType = 'C2C'): Message {
  return from.chat.createTextMessage({
    to,
    conversationType: conversationType as never,
    payload: { text: words },
  });
}

async function say(from: RealUser, to: string, words: string, conversationType = 'C2C'): Promise<Message> {
  return (await from.chat.sendMessage(text(from, to, words, conversationType))).data.message;
}

function words(messages: Message[]): string[] {
  return messages.map((message) => message.payload.text);
}

async function received(user: RealUser, likes: (message: Message) => boolean): Promise<Message> {
  const data = await user.event(Chat.EVENT.MESSAGE_RECEIVED, (list) => (list as Message[]).some(likes));
  return (data as Message[]).find(likes)!;
}

const says = (what: string) => (message: Message) => message.payload.text === what;

async function conversation(user: RealUser, id: string) {
  const { data } = await user.chat.getConversationList();
  return data.conversationList.find((each: { conversationID: string }) => each.conversationID === id) as
    | { unreadCount: number; lastMessage: { messageForShow: string } }
    | undefined;
}

describe.concurrent('messages of the real Web SDK', () => {
  test('C2C, to and fro, and to a virtual user', async ({ stage }) => {
    const [alice, bob] = await Promise.all([stage.real('alice'), stage.real('bob')]);
    const dave = await stage.virtual('dave');
    const atBob = received(bob, says('hello'));
    await say(alice, 'bob', 'hello');
    expect(await atBob).toMatchObject({
      from: 'alice',
      to: 'bob',
      conversationID: 'C2Calice',
      type: 'TIMTextElem',
    });
    const atAlice = received(alice, says('hi'));
    await dave.manager.sendC2CTextMessage('hi', 'alice');
    expect((await atAlice).from).toBe('dave');
  });

  test('a custom message with cloud custom data', async ({ stage }) => {
    const [alice, bob] = await Promise.all([stage.real('alice'), stage.real('bob')]);
    const atBob = received(bob, (message) => message.type === Chat.TYPES.MSG_CUSTOM);
    const payload = { data: '{"a":1}', description: 'desc', extension: 'ext' };
    const message = alice.chat.createCustomMessage({
      to: 'bob',
      conversationType: Chat.TYPES.CONV_C2C,
      payload,
      cloudCustomData: 'beside it',
    });
    await alice.chat.sendMessage(message);
    expect(await atBob).toMatchObject({ payload, cloudCustomData: 'beside it' });
  });

  test('for online users only: heard now, not in the history', async ({ stage }) => {
    const [alice, bob] = await Promise.all([stage.real('alice'), stage.real('bob')]);
    const atBob = received(bob, says('now or never'));
    await alice.chat.sendMessage(text(alice, 'bob', 'now or never'), { onlineUserOnly: true });
    await atBob;
    await bob.logout();
    await bob.login();
    const { data } = await bob.chat.getMessageList({ conversationID: 'C2Calice' });
    expect(data.messageList).toEqual([]);
  });

  test('messages that were missed are unread at log-in, and read when they are reported so', async ({
    stage,
  }) => {
    const alice = await stage.real('alice');
    await say(alice, 'bob', 'one');
    await say(alice, 'bob', 'two');
    const bob = await stage.real('bob');
    await expect.poll(async () => (await conversation(bob, 'C2Calice'))?.unreadCount).toBe(2);
    const read = alice.event(Chat.EVENT.MESSAGE_READ_BY_PEER);
    await bob.chat.setMessageRead({ conversationID: 'C2Calice' });
    expect(words((await read) as Message[])).toContain('two');
    expect((await conversation(bob, 'C2Calice'))?.unreadCount).toBe(0);
    await bob.logout();
    await bob.login();
    await expect.poll(async () => (await conversation(bob, 'C2Calice'))?.unreadCount).toBe(0);
  });

  test('a message kept out of unread counts and previews', async ({ stage }) => {
    const alice = await stage.real('alice');
    await say(alice, 'bob', 'counted');
    await alice.chat.sendMessage(text(alice, 'bob', 'quiet'), {
      messageControlInfo: { excludedFromUnreadCount: true, excludedFromLastMessage: true },
    });
    const bob = await stage.real('bob');
    await expect.poll(async () => (await conversation(bob, 'C2Calice'))?.unreadCount).toBe(1);
    expect((await conversation(bob, 'C2Calice'))?.lastMessage.messageForShow).toBe('counted');
    const { data } = await bob.chat.getMessageList({ conversationID: 'C2Calice' });
    expect(words(data.messageList)).toEqual(['counted', 'quiet']);
  });

  test('history comes in pages, oldest first within a page', async ({ stage }) => {
    const alice = await stage.real('alice');
    const all = Array.from({ length: 40 }, (_, index) => `message ${index}`);
    for (const each of all) await say(alice, 'bob', each);
    const bob = await stage.real('bob');
    let pages: string[] = [];
    let nextReqMessageID = '';
    for (let done = false; !done; ) {
      const { data } = await bob.chat.getMessageList({ conversationID: 'C2Calice', nextReqMessageID });
      pages = [...words(data.messageList), ...pages];
      nextReqMessageID = data.nextReqMessageID;
      done = data.isCompleted;
    }
    expect(pages).toEqual(all);
  });

  test('a modification reaches the other side; the slower of two learns of the conflict', async ({
    stage,
  }) => {
    const [alice, bob] = await Promise.all([stage.real('alice'), stage.real('bob')]);
    const atBob = received(bob, says('draft'));
    const mine = await say(alice, 'bob', 'draft');
    const theirs = await atBob;
    const modified = bob.event(Chat.EVENT.MESSAGE_MODIFIED);
    mine.payload.text = 'final';
    await alice.chat.modifyMessage(mine);
    expect(words((await modified) as Message[])).toEqual(['final']);
    mine.payload.text = "alice's";
    theirs.payload.text = "bob's";
    const both = await Promise.allSettled([alice.chat.modifyMessage(mine), bob.chat.modifyMessage(theirs)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((each) => each.status === 'rejected')).toMatchObject({ reason: { code: 2480 } });
  });
});

describe.concurrent('groups of the real Web SDK', () => {
  async function group(alice: RealUser, type: string, members: string[] = []) {
    await alice.chat.createGroup({
      type: type as never,
      groupID: 'team',
      name: 'The team',
      memberList: members.map((userID) => ({ userID })),
    });
  }

  test('messages and tips reach every member', async ({ stage }) => {
    const [alice, bob] = await Promise.all([stage.real('alice'), stage.real('bob')]);
    await group(alice, Chat.TYPES.GRP_WORK, ['bob']);
    await bob.knowsGroup('team');
    const atBob = received(bob, says('hello all'));
    await say(alice, 'team', 'hello all', 'GROUP');
    expect(await atBob).toMatchObject({ from: 'alice', to: 'team', conversationID: 'GROUPteam' });
    const tip = received(bob, (message) => message.type === Chat.TYPES.MSG_GRP_TIP);
    await alice.chat.addGroupMember({ groupID: 'team', userIDList: ['carol'] });
    expect((await tip).payload).toMatchObject({
      operationType: Chat.TYPES.GRP_TIP_MBR_JOIN,
      userIDList: ['carol'],
    });
  });

  test('members join, are listed, quit and are removed', async ({ stage }) => {
    const [alice, bob] = await Promise.all([stage.real('alice'), stage.real('bob')]);
    await group(alice, Chat.TYPES.GRP_MEETING);
    const joined = await bob.chat.joinGroup({ groupID: 'team' } as never);
    expect(joined.data.status).toBe(Chat.TYPES.JOIN_STATUS_SUCCESS);
    const members = async () => {
      const { data } = await alice.chat.getGroupMemberList({ groupID: 'team', count: 30, offset: 0 });
      return data.memberList.map(({ userID, role }: { userID: string; role: string }) => `${userID} ${role}`);
    };
    expect(await members()).toEqual(['alice Owner', 'bob Member']);
    await bob.chat.quitGroup('team');
    expect(await members()).toEqual(['alice Owner']);
    await bob.chat.joinGroup({ groupID: 'team' } as never);
    await alice.chat.deleteGroupMember({ groupID: 'team', userIDList: ['bob'] });
    expect(await members()).toEqual(['alice Owner']);
  });

  test('unread counts, and reading them', async ({ stage }) => {
    const alice = await stage.real('alice');
    await group(alice, Chat.TYPES.GRP_WORK, ['bob']);
    await say(alice, 'team', 'one', 'GROUP');
    await say(alice, 'team', 'two', 'GROUP');
    const bob = await stage.real('bob');
    await expect
      .poll(async () => (await conversation(bob, 'GROUPteam'))?.unreadCount)
      .toBeGreaterThanOrEqual(2);
    await bob.chat.setMessageRead({ conversationID: 'GROUPteam' });
    await bob.logout();
    await bob.login();
    await expect.poll(async () => (await conversation(bob, 'GROUPteam'))?.unreadCount).toBe(0);
  });

  test('a group message modified, and one recalled', async ({ stage }) => {
    const [alice, bob] = await Promise.all([stage.real('alice'), stage.real('bob')]);
    await group(alice, Chat.TYPES.GRP_WORK, ['bob']);
    await bob.knowsGroup('team');
    const atBob = received(bob, says('draft'));
    const message = await say(alice, 'team', 'draft', 'GROUP');
    await atBob;
    const modified = bob.event(Chat.EVENT.MESSAGE_MODIFIED);
    message.payload.text = 'final';
    await alice.chat.modifyMessage(message);
    expect(words((await modified) as Message[])).toEqual(['final']);
    const revoked = bob.event(Chat.EVENT.MESSAGE_REVOKED);
    await alice.chat.revokeMessage(message);
    expect(await revoked).toMatchObject([{ isRevoked: true }]);
  });

  test('dismissed: its members hear of it', async ({ stage }) => {
    const [alice, bob] = await Promise.all([stage.real('alice'), stage.real('bob')]);
    await group(alice, Chat.TYPES.GRP_PUBLIC, ['bob']);
    await bob.knowsGroup('team');
    const gone = bob.event(Chat.EVENT.GROUP_LIST_UPDATED, (list) => (list as unknown[]).length === 0);
    await alice.chat.dismissGroup('team');
    await gone;
    await expect(say(alice, 'team', 'anybody?', 'GROUP')).rejects.toMatchObject({ code: 10010 });
  });
});

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
});
