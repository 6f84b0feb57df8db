import { expect } from 'vitest';
import { eventually } from '../../eventually.js';
import type { RealUser } from '../real-user.js';
import { arrived, type Cast, conversation, EVENT, type SDK, say, sdk, TYPES, texts } from './cast.js';
import { type Domain, inTheSDK, notSimulated, simulated } from './entry.js';

const GROUP = 'group1';

const REACTIONS =
  'the others see it when they ask for it: Web SDK 3.6.6 raised no event by the notices tried';

async function team({ alice, bob }: Cast): Promise<void> {
  await alice.createGroup(GROUP, ['bob']);
  await bob.knowsGroup(GROUP);
}

export const messages: Domain = {
  sendMessage: simulated(async (cast) => {
    await team(cast);
    const { alice, tablet, bob } = cast;
    for (const to of ['bob', GROUP]) {
      const message = await say(alice, to, 'hello');
      expect((await arrived(bob, message)).payload.text).toBe('hello');
      expect((await arrived(tablet, message)).payload.text).toBe('hello');
    }
  }),
  createTextMessage: inTheSDK(),
  createTextAtMessage: simulated(async ({ alice, bob }) => {
    const at = (atUserList: unknown[]) =>
      sdk(alice).sendMessage(
        sdk(alice).createTextAtMessage({
          ...{ to: GROUP, conversationType: 'GROUP', payload: { text: '@', atUserList } },
        }),
      );
    const types = async () =>
      (await conversation(bob, `GROUP${GROUP}`)).groupAtInfoList.map(
        (each: { atTypeArray: number[] }) => each.atTypeArray,
      );
    await at(['bob']);
    await eventually(async () => expect(await types()).toEqual([[TYPES.CONV_AT_ME]]));
    await at([TYPES.MSG_AT_ALL]);
    await eventually(async () => expect(await types()).toEqual([[TYPES.CONV_AT_ME], [TYPES.CONV_AT_ALL]]));
    await at([TYPES.MSG_AT_ALL, 'bob']);
    await eventually(async () => expect((await types()).at(-1)).toEqual([TYPES.CONV_AT_ALL_AT_ME]));
  }),
  deleteMessage: simulated(async (cast) => {
    const { alice, bob } = cast;
    for (const [to, id] of [
      ['bob', 'C2Calice'],
      [GROUP, `GROUP${GROUP}`],
    ] as const) {
      await say(alice, to, 'stays');
      const gone = await arrived(bob, await say(alice, to, 'goes'));
      await sdk(bob).deleteMessage([gone]);
      const again = await cast.stage.real('bob');
      expect(await texts(again, id)).toContain('stays');
      expect(await texts(again, id)).not.toContain('goes');
      await eventually(async () =>
        expect((await conversation(again, id)).lastMessage.messageForShow).toBe('stays'),
      );
      expect(await texts(alice, to === 'bob' ? 'C2Cbob' : id)).toContain('goes');
    }
  }, 'for the one who deletes'),
  modifyMessage: simulated(async ({ alice, bob }) => {
    const message = await say(alice, 'bob', 'first');
    const heard = bob.event(EVENT.MESSAGE_MODIFIED);
    message.payload.text = 'second';
    await sdk(alice).modifyMessage(message);
    expect(await heard).toMatchObject([{ payload: { text: 'second' } }]);
  }),
  setMessageExtensions: simulated(async ({ alice, bob }) => {
    for (const to of ['bob', GROUP]) {
      const message = await say(alice, to, 'vote', { isSupportExtension: true });
      const atBob = await arrived(bob, message);
      const heard = bob.event(EVENT.MESSAGE_EXTENSIONS_UPDATED);
      await sdk(alice).setMessageExtensions(message, [{ key: 'alice', value: 'yes' }]);
      expect(await heard).toMatchObject({ extensions: [{ key: 'alice', value: 'yes' }] });
      const { data } = await sdk(bob).getMessageExtensions(atBob);
      expect(data.extensions).toEqual([{ key: 'alice', value: 'yes' }]);
    }
  }),
  getMessageExtensions: simulated(async ({ alice, bob }) => {
    const atBob = await arrived(bob, await say(alice, 'bob', 'vote', { isSupportExtension: true }));
    expect((await sdk(bob).getMessageExtensions(atBob)).data.extensions).toEqual([]);
  }),
  deleteMessageExtensions: simulated(async ({ alice, bob }) => {
    const message = await say(alice, GROUP, 'vote', { isSupportExtension: true });
    const atBob = await arrived(bob, message);
    await sdk(alice).setMessageExtensions(message, [{ key: 'alice', value: 'yes' }]);
    await eventually(async () =>
      expect((await sdk(bob).getMessageExtensions(atBob)).data.extensions).toHaveLength(1),
    );
    const heard = alice.event(EVENT.MESSAGE_EXTENSIONS_DELETED);
    await sdk(bob).deleteMessageExtensions(atBob, ['alice']);
    expect(await heard).toMatchObject({ keyList: ['alice'] });
  }),
  addMessageReaction: simulated(async ({ alice, bob }) => {
    for (const to of ['bob', GROUP]) {
      const message = await say(alice, to, 'like it?');
      await sdk(bob).addMessageReaction(await arrived(bob, message), 'smile');
      const { data } = await sdk(alice).getMessageReactions({
        ...{ messageList: [message], maxUserCountPerReaction: 5 },
      });
      expect(data.resultList).toMatchObject([
        {
          reactionList: [
            {
              ...{ reactionID: 'smile', totalUserCount: 1, reactedByMyself: false },
              partialUserList: [{ userID: 'bob' }],
            },
          ],
        },
      ]);
    }
  }, REACTIONS),
  getMessageReactions: simulated(async ({ alice, bob, tablet }) => {
    const message = await say(alice, GROUP, 'like it?');
    await sdk(bob).addMessageReaction(await arrived(bob, message), 'smile');
    await sdk(alice).addMessageReaction(message, 'smile');
    const { data } = await sdk(tablet).getMessageReactions({
      ...{ messageList: [await arrived(tablet, message)], maxUserCountPerReaction: 1 },
    });
    expect(data.resultList[0].reactionList).toMatchObject([
      { totalUserCount: 2, reactedByMyself: true, partialUserList: [{ userID: 'bob' }] },
    ]);
  }, REACTIONS),
  getAllUserListOfMessageReaction: simulated(async ({ alice, bob }) => {
    const message = await say(alice, GROUP, 'like it?');
    await sdk(bob).addMessageReaction(await arrived(bob, message), 'smile');
    await sdk(alice).addMessageReaction(message, 'smile');
    const page = (nextSeq: number) =>
      sdk(alice).getAllUserListOfMessageReaction({ message, reactionID: 'smile', nextSeq, count: 1 });
    const first = (await page(0)).data;
    expect(first).toMatchObject({ userList: [{ userID: 'bob' }], isCompleted: false });
    expect((await page(first.nextSeq)).data).toMatchObject({
      ...{ userList: [{ userID: 'alice' }], isCompleted: true },
    });
  }),
  removeMessageReaction: simulated(async ({ alice, bob }) => {
    const message = await say(alice, 'bob', 'like it?');
    const atBob = await arrived(bob, message);
    await sdk(bob).addMessageReaction(atBob, 'smile');
    await sdk(bob).removeMessageReaction(atBob, 'smile');
    const { data } = await sdk(alice).getMessageReactions({
      ...{ messageList: [message], maxUserCountPerReaction: 5 },
    });
    expect(data.resultList).toMatchObject([{ reactionList: [] }]);
  }, REACTIONS),
  getMessageList: simulated(async ({ stage }) => {
    const again = await stage.real('bob');
    const { data } = await sdk(again).getMessageList({ conversationID: 'C2Calice' });
    expect(data.messageList.length).toBeGreaterThan(1);
    await again.destroy();
  }),
  getMessageListHopping: simulated(async ({ bob }) =>
    expect(await texts(bob, 'C2Calice')).toContain('hello'),
  ),
  revokeMessage: simulated(async ({ alice, bob }) => {
    for (const to of ['bob', GROUP]) {
      const message = await say(alice, to, 'oops');
      await arrived(bob, message);
      const heard = bob.event(EVENT.MESSAGE_REVOKED);
      await sdk(alice).revokeMessage(message);
      expect(await heard).toMatchObject([{ ID: message.ID, isRevoked: true }]);
    }
  }),
  resendMessage: inTheSDK('as sendMessage'),
  sendMessageReadReceipt: simulated(async ({ alice, bob }) => {
    const message = await say(alice, GROUP, 'read me', { needReadReceipt: true });
    const heard = alice.event(EVENT.MESSAGE_READ_RECEIPT_RECEIVED);
    await sdk(bob).sendMessageReadReceipt([await arrived(bob, message)]);
    expect(await heard).toMatchObject([{ messageID: message.ID, readCount: 1, unreadCount: 0 }]);
  }),
  getMessageReadReceiptList: simulated(async ({ alice, bob }) => {
    const message = await say(alice, GROUP, 'read me too', { needReadReceipt: true });
    await arrived(bob, message);
    const { data } = await sdk(alice).getMessageReadReceiptList([message]);
    expect(data.messageList).toMatchObject([{ readReceiptInfo: { readCount: 0, unreadCount: 1 } }]);
  }),
  getGroupMessageReadMemberList: simulated(async ({ alice, bob }) => {
    const message = await say(alice, GROUP, 'who?', { needReadReceipt: true });
    await sdk(bob).sendMessageReadReceipt([await arrived(bob, message)]);
    const { data } = await sdk(alice).getGroupMessageReadMemberList({
      message,
      filter: 0,
      cursor: '',
      count: 10,
    });
    expect(data.readUserIDList).toEqual(['bob']);
  }),
  createCustomMessage: simulated(async ({ alice, bob }) => {
    const payload = { data: 'd', description: 'e', extension: 'f' };
    const message = sdk(alice).createCustomMessage({ to: 'bob', conversationType: 'C2C', payload });
    await sdk(alice).sendMessage(message);
    expect((await arrived(bob, message)).payload).toEqual(payload);
  }),
  createFaceMessage: simulated(async ({ alice, bob }) => {
    const payload = { index: 1, data: 'smile' };
    const message = sdk(alice).createFaceMessage({ to: 'bob', conversationType: 'C2C', payload });
    await sdk(alice).sendMessage(message);
    expect((await arrived(bob, message)).payload).toMatchObject(payload);
  }),
  createLocationMessage: simulated(async ({ alice, bob }) => {
    const payload = { description: 'here', longitude: 1.5, latitude: 2.5 };
    const message = sdk(alice).createLocationMessage({ to: 'bob', conversationType: 'C2C', payload });
    await sdk(alice).sendMessage(message);
    expect((await arrived(bob, message)).payload).toMatchObject(payload);
  }),
  createForwardMessage: simulated(async ({ alice, bob }) => {
    const original = await say(alice, 'bob', 'pass it on');
    const message = sdk(alice).createForwardMessage({
      to: GROUP,
      conversationType: 'GROUP',
      payload: original,
    });
    await sdk(alice).sendMessage(message);
    expect((await arrived(bob, message)).payload.text).toBe('pass it on');
  }),
  createMergerMessage: simulated(async ({ alice, bob }) => {
    const original = await say(alice, 'bob', 'one of many');
    const message = merger(alice, [original]);
    await sdk(alice).sendMessage(message);
    expect((await arrived(bob, message)).payload.messageList).toHaveLength(1);
  }),
  downloadMergerMessage: simulated(async ({ alice, bob }) => {
    const long = await say(alice, 'bob', 'x'.repeat(1000));
    const message = merger(alice, Array(30).fill(long));
    await sdk(alice).sendMessage(message);
    const atBob = await arrived(bob, message);
    expect(atBob.payload.messageList).toEqual([]);
    expect((await sdk(bob).downloadMergerMessage(atBob)).payload.messageList).toHaveLength(30);
  }),
  createImageMessage: inTheSDK('needs a file of a browser'),
  createAudioMessage: inTheSDK('needs a file of a browser'),
  createVideoMessage: inTheSDK('needs a file of a browser'),
  createFileMessage: inTheSDK('needs a file of a browser'),
  findMessage: inTheSDK(),
  getTotalUnreadMessageCount: inTheSDK(),
  searchCloudMessages: simulated(async ({ bob }) => {
    const { data } = await sdk(bob).searchCloudMessages({
      keywordList: ['PASS'],
      conversationID: 'C2Calice',
    });
    expect(data.searchResultList).toMatchObject([
      { conversationID: 'C2Calice', messageList: [{ payload: { text: 'pass it on' } }] },
    ]);
    const all = await sdk(bob).searchCloudMessages({ keywordList: ['pass'] });
    expect(all.data.searchResultList).toHaveLength(2);
  }, 'over what the hub holds'),
  searchCloudGroups: simulated(async ({ bob }) => {
    const { data } = await sdk(bob).searchCloudGroups({ keywordList: [GROUP] });
    expect(data.searchResultList).toMatchObject([{ groupID: GROUP }]);
  }),
  searchCloudUsers: simulated(async ({ bob }) => {
    const { data } = await sdk(bob).searchCloudUsers({ keywordList: ['ALI'] });
    expect(data.searchResultList).toMatchObject([{ userID: 'alice' }]);
  }),
  searchCloudGroupMembers: simulated(async ({ bob }) => {
    const { data } = await sdk(bob).searchCloudGroupMembers({ keywordList: ['ali'], groupIDList: [GROUP] });
    expect(data.searchResultList).toMatchObject([{ memberList: [{ userID: 'alice' }] }]);
  }),
  translateText: notSimulated('the hub has no machine translation', async ({ alice, stage }) => {
    const refused = stage.frame('alice', 'down', 'im_open_translate.ws_batch_trans_text');
    const text = { sourceTextList: ['hi'], sourceLanguage: 'en', targetLanguage: 'zh' };
    await expect(sdk(alice).translateText(text)).rejects.toThrow();
    expect((await refused).body).toMatchObject({ ErrorCode: 60009 });
  }),
  convertVoiceToText: notSimulated('the hub has no speech recognition', async ({ alice, stage }) => {
    const session = stage.hub.sessions.of(alice.userID)[0]!;
    const answer = await stage.hub.request(session, 'im_open_speech.ws_sentence_recognition', {});
    expect(answer).toMatchObject({ ErrorCode: 60009, ErrorInfo: expect.stringContaining('speech') });
  }),
};

function merger(from: RealUser, messageList: SDK[]): SDK {
  return sdk(from).createMergerMessage({
    ...{ to: 'bob', conversationType: 'C2C' },
    payload: { messageList, title: 'talk', abstractList: ['one'], compatibleText: 'merged' },
  });
}
