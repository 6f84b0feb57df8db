import { expect } from 'vitest';
import { eventually } from '../../eventually.js';
import { arrived, type Cast, conversation, EVENT, say, sdk, TYPES, texts } from './cast.js';
import { type Domain, inTheSDK, simulated } from './entry.js';

const GROUP = 'group1';

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
};
