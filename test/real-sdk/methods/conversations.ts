import { expect } from 'vitest';
import { eventually } from '../../eventually.js';
import type { RealUser } from '../real-user.js';
import { arrived, type Cast, conversation, EVENT, say, sdk, TYPES } from './cast.js';
import { type Domain, inTheSDK, simulated } from './entry.js';

const WITH_BOB = 'C2Cbob';
const GROUP = 'group2';

/** Waits until a conversation looks so on a device. */
async function becomes(user: RealUser, id: string, look: object): Promise<void> {
  await eventually(async () => expect(await conversation(user, id)).toMatchObject(look));
}

const groupLists = async (user: RealUser) => (await sdk(user).getConversationGroupList()).data;

async function talk({ alice, tablet, bob }: Cast): Promise<void> {
  await alice.createGroup(GROUP, ['bob']);
  await bob.knowsGroup(GROUP);
  await tablet.knowsGroup(GROUP);
  for (const to of ['alice', GROUP]) {
    const message = await say(bob, to, 'hello');
    for (const device of [alice, tablet]) await arrived(device, message);
  }
}

export const conversations: Domain = {
  getConversationList: simulated(async (cast) => {
    await talk(cast);
    const again = await cast.stage.real('alice');
    await eventually(async () => {
      const { data } = await sdk(again).getConversationList();
      const ids = data.conversationList.map((each: { conversationID: string }) => each.conversationID);
      expect(ids).toEqual(expect.arrayContaining([WITH_BOB, `GROUP${GROUP}`]));
    });
    await again.destroy();
  }),
  getConversationProfile: simulated(({ tablet }) => becomes(tablet, WITH_BOB, { unreadCount: 1 })),
  setMessageRead: simulated(async ({ alice, tablet, bob }) => {
    const read = bob.event(EVENT.MESSAGE_READ_BY_PEER);
    for (const id of [WITH_BOB, `GROUP${GROUP}`]) {
      await sdk(alice).setMessageRead({ conversationID: id });
      await becomes(tablet, id, { unreadCount: 0 });
    }
    await read;
  }),
  setAllMessageRead: simulated(async (cast) => {
    const { alice, bob, tablet } = cast;
    for (const to of ['alice', GROUP]) await arrived(tablet, await say(bob, to, 'unread'));
    await sdk(alice).setAllMessageRead();
    for (const id of [WITH_BOB, `GROUP${GROUP}`]) await becomes(tablet, id, { unreadCount: 0 });
  }),
  pinConversation: simulated(async ({ alice, tablet }) => {
    for (const conversationID of [WITH_BOB, `GROUP${GROUP}`]) {
      await sdk(alice).pinConversation({ conversationID, isPinned: true });
      await becomes(tablet, conversationID, { isPinned: true });
      await sdk(alice).pinConversation({ conversationID, isPinned: false });
      await becomes(tablet, conversationID, { isPinned: false });
    }
  }),
  markConversation: simulated(async ({ alice, tablet, stage }) => {
    const mark = (conversationID: string, enableMark: boolean) =>
      sdk(alice).markConversation({
        ...{ conversationIDList: [conversationID], markType: TYPES.CONV_MARK_TYPE_STAR, enableMark },
      });
    for (const id of [WITH_BOB, `GROUP${GROUP}`]) {
      await mark(id, true);
      await becomes(tablet, id, { markList: [TYPES.CONV_MARK_TYPE_STAR] });
    }
    const again = await stage.real('alice');
    await becomes(again, WITH_BOB, { markList: [TYPES.CONV_MARK_TYPE_STAR] });
    await again.destroy();
    await mark(WITH_BOB, false);
    await becomes(tablet, WITH_BOB, { markList: [] });
  }),
  setConversationCustomData: simulated(async ({ alice, tablet }) => {
    await sdk(alice).setConversationCustomData({ conversationIDList: [WITH_BOB], customData: 'mine' });
    await becomes(tablet, WITH_BOB, { customData: 'mine' });
  }),
  createConversationGroup: simulated(async ({ alice, tablet }) => {
    await sdk(alice).createConversationGroup({
      ...{ conversationIDList: [WITH_BOB, `GROUP${GROUP}`], groupName: 'work' },
    });
    await eventually(async () => expect(await groupLists(tablet)).toEqual(['work']));
    await becomes(tablet, WITH_BOB, { conversationGroupList: ['work'] });
  }),
  getConversationGroupList: simulated(async ({ stage }) => {
    const again = await stage.real('alice');
    await eventually(async () => expect(await groupLists(again)).toEqual(['work']));
    await becomes(again, WITH_BOB, { conversationGroupList: ['work'] });
    await again.destroy();
  }),
  renameConversationGroup: simulated(async ({ alice, tablet }) => {
    await sdk(alice).renameConversationGroup({ oldName: 'work', newName: 'play' });
    await eventually(async () => expect(await groupLists(tablet)).toEqual(['play']));
    await becomes(tablet, WITH_BOB, { conversationGroupList: ['play'] });
  }),
  deleteConversationsFromGroup: simulated(async ({ alice, tablet }) => {
    await sdk(alice).deleteConversationsFromGroup({ conversationIDList: [WITH_BOB], groupName: 'play' });
    await becomes(tablet, WITH_BOB, { conversationGroupList: [] });
  }),
  addConversationsToGroup: simulated(async ({ alice, tablet }) => {
    await sdk(alice).addConversationsToGroup({ conversationIDList: [WITH_BOB], groupName: 'play' });
    await becomes(tablet, WITH_BOB, { conversationGroupList: ['play'] });
  }),
  deleteConversationGroup: simulated(async ({ alice, tablet }) => {
    await sdk(alice).deleteConversationGroup('play');
    await eventually(async () => expect(await groupLists(tablet)).toEqual([]));
    await becomes(tablet, WITH_BOB, { conversationGroupList: [] });
  }),
  setMessageRemindType: simulated(async ({ alice, stage }) => {
    const quiet = TYPES.MSG_REMIND_ACPT_NOT_NOTE;
    await sdk(alice).setMessageRemindType({ userIDList: ['bob'], messageRemindType: quiet });
    await sdk(alice).setMessageRemindType({ groupID: GROUP, messageRemindType: quiet });
    const again = await stage.real('alice');
    for (const id of [WITH_BOB, `GROUP${GROUP}`]) await becomes(again, id, { messageRemindType: quiet });
    await again.destroy();
  }, 'other devices see it at their next log-in'),
  setAllReceiveMessageOpt: simulated(async ({ alice, tablet }) => {
    const heard = tablet.event(EVENT.ALL_RECEIVE_MESSAGE_OPT_UPDATED);
    const messageRemindType = TYPES.MSG_REMIND_ACPT_NOT_NOTE;
    await sdk(alice).setAllReceiveMessageOpt({
      ...{ messageRemindType, startHour: 22, startMinute: 0, startSecond: 0, duration: 36_000 },
    });
    expect(await heard).toMatchObject({ messageRemindType });
  }, 'kept, but it silences no offline push'),
  getAllReceiveMessageOpt: simulated(async ({ stage }) => {
    const again = await stage.real('alice');
    const { data } = await sdk(again).getAllReceiveMessageOpt();
    expect(data).toMatchObject({ messageRemindType: TYPES.MSG_REMIND_ACPT_NOT_NOTE });
    await again.destroy();
  }),
  setConversationDraft: inTheSDK('a draft stays on its device'),
  clearHistoryMessage: simulated(async ({ alice, bob, stage }) => {
    await sdk(alice).clearHistoryMessage(WITH_BOB);
    const again = await stage.real('alice');
    const list = async (user: RealUser, conversationID: string) =>
      (await sdk(user).getMessageList({ conversationID })).data.messageList;
    expect(await list(again, WITH_BOB)).toEqual([]);
    await again.destroy();
    expect((await list(bob, 'C2Calice')).length).toBeGreaterThan(0);
  }),
  deleteConversation: simulated(async ({ alice, tablet }) => {
    const ids = async () =>
      (await sdk(tablet).getConversationList()).data.conversationList.map(
        (each: { conversationID: string }) => each.conversationID,
      );
    await sdk(alice).deleteConversation(WITH_BOB);
    await eventually(async () => expect(await ids()).not.toContain(WITH_BOB));
    await sdk(alice).deleteConversation({ conversationIDList: [`GROUP${GROUP}`], clearHistoryMessage: true });
    await eventually(async () => expect(await ids()).not.toContain(`GROUP${GROUP}`));
  }),
};
