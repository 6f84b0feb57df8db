import { expect } from 'vitest';
import { eventually } from '../../eventually.js';
import { arrived, type Cast, conversation, EVENT, say, sdk, TYPES, texts } from './cast.js';
import { type Domain, inTheSDK, simulated } from './entry.js';

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
};
