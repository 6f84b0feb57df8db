import type { Message } from '@tencentcloud/chat';
import { describe, expect } from 'vitest';
import { eventually } from '../eventually.js';
import { Chat } from './real-user.js';
import { test } from './stage.js';
import { conversation, history, received, say, says, text, words } from './talk.js';

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
    expect(await history(bob, 'C2Calice')).toEqual([]);
  });

  test('messages that were missed are unread at log-in, and read when they are reported so', async ({
    stage,
  }) => {
    const alice = await stage.real('alice');
    await say(alice, 'bob', 'one');
    await say(alice, 'bob', 'two');
    const bob = await stage.real('bob');
    const unread = (count: number) =>
      eventually(async () => expect((await conversation(bob, 'C2Calice'))?.unreadCount).toBe(count));
    await unread(2);
    const read = alice.event(Chat.EVENT.MESSAGE_READ_BY_PEER);
    await bob.chat.setMessageRead({ conversationID: 'C2Calice' });
    expect(words((await read) as Message[])).toContain('two');
    await unread(0);
    await bob.logout();
    await bob.login();
    await unread(0);
  });

  test('a read receipt that the sender asked for', async ({ stage }) => {
    const [alice, bob] = await Promise.all([stage.real('alice'), stage.real('bob')]);
    const atBob = received(bob, says('sign here'));
    const message = alice.chat.createTextMessage({
      to: 'bob',
      conversationType: Chat.TYPES.CONV_C2C,
      payload: { text: 'sign here' },
      needReadReceipt: true,
    });
    await alice.chat.sendMessage(message);
    const receipt = alice.event(Chat.EVENT.MESSAGE_READ_RECEIPT_RECEIVED);
    await bob.chat.sendMessageReadReceipt([await atBob]);
    expect(await receipt).toMatchObject([{ userID: 'bob', isPeerRead: true, messageID: message.ID }]);
  });

  test('a message kept out of unread counts and previews', async ({ stage }) => {
    const alice = await stage.real('alice');
    await say(alice, 'bob', 'counted');
    await alice.chat.sendMessage(text(alice, 'bob', 'quiet'), {
      messageControlInfo: { excludedFromUnreadCount: true, excludedFromLastMessage: true },
    });
    const bob = await stage.real('bob');
    await eventually(async () => expect((await conversation(bob, 'C2Calice'))?.unreadCount).toBe(1));
    expect((await conversation(bob, 'C2Calice'))?.lastMessage.messageForShow).toBe('counted');
    expect(words(await history(bob, 'C2Calice'))).toEqual(['counted', 'quiet']);
  });

  test('history comes in pages, oldest first within a page', async ({ stage }) => {
    const alice = await stage.real('alice');
    const all = Array.from({ length: 40 }, (_, index) => `message ${index}`);
    for (const each of all) await say(alice, 'bob', each);
    const bob = await stage.real('bob');
    expect(words(await history(bob, 'C2Calice'))).toEqual(all);
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

  test('a recalled message, for who is there and for who comes later', async ({ stage }) => {
    const [alice, bob] = await Promise.all([stage.real('alice'), stage.real('bob')]);
    const atBob = received(bob, says('oops'));
    const message = await say(alice, 'bob', 'oops');
    await atBob;
    const revoked = bob.event(Chat.EVENT.MESSAGE_REVOKED);
    await alice.chat.revokeMessage(message);
    expect(await revoked).toMatchObject([{ isRevoked: true, from: 'alice' }]);
    await bob.logout();
    await bob.login();
    expect(await history(bob, 'C2Calice')).toMatchObject([{ isRevoked: true }]);
    await eventually(async () =>
      expect((await conversation(bob, 'C2Calice'))?.lastMessage.isRevoked).toBe(true),
    );
  });

  test('more conversations than one page has', async ({ stage }) => {
    const alice = await stage.real('alice');
    const peers = Array.from({ length: 250 }, (_, index) => `peer${index}`);
    for (const peer of peers) await say(alice, peer, `hello ${peer}`);
    await alice.logout();
    await alice.login();
    const listed = async () => {
      const { data } = await alice.chat.getConversationList();
      return data.conversationList.map(({ conversationID }: { conversationID: string }) => conversationID);
    };
    await eventually(async () => expect(await listed()).toHaveLength(peers.length));
    expect(new Set(await listed())).toEqual(new Set(peers.map((peer) => `C2C${peer}`)));
  });

  test('a user who is muted rings no phone; one whose messages are refused is not heard', async ({
    stage,
  }) => {
    const [alice, bob] = await Promise.all([stage.real('alice'), stage.real('bob')]);
    await say(alice, 'bob', 'hello');
    const set = (messageRemindType: string) =>
      bob.chat.setMessageRemindType({ userIDList: ['alice'], messageRemindType } as never);
    await set(Chat.TYPES.MSG_REMIND_DISCARD);
    await say(alice, 'bob', 'refused');
    await set(Chat.TYPES.MSG_REMIND_ACPT_NOT_NOTE);
    const atBob = received(bob, says('muted'));
    await say(alice, 'bob', 'muted');
    await atBob;
    const heard = bob.events
      .filter(({ name }) => name === Chat.EVENT.MESSAGE_RECEIVED)
      .flatMap(({ data }) => words(data as Message[]));
    expect(heard).toEqual(['hello', 'muted']);
    await bob.logout();
    await alice.chat.sendMessage(text(alice, 'bob', 'still muted'), {
      offlinePushInfo: { title: 'alice', description: 'still muted' },
    });
    expect(stage.hub.store.pushes('bob')).toEqual([]);
    await bob.login();
    await eventually(async () => {
      const { data } = await bob.chat.getConversationProfile('C2Calice');
      expect(data.conversation.messageRemindType).toBe(Chat.TYPES.MSG_REMIND_ACPT_NOT_NOTE);
    });
  });

  test('a conversation taken off the list, and one that is pinned', async ({ stage }) => {
    const alice = await stage.real('alice');
    for (const peer of ['bob', 'carol']) await say(alice, peer, 'hello');
    await alice.chat.deleteConversation('C2Cbob');
    await alice.chat.pinConversation({ conversationID: 'C2Ccarol', isPinned: true });
    await alice.logout();
    await alice.login();
    await eventually(async () => {
      const { data } = await alice.chat.getConversationList();
      expect(data.conversationList).toMatchObject([{ conversationID: 'C2Ccarol', isPinned: true }]);
    });
  });
});
