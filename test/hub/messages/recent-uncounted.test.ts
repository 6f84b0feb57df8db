import { expect, test } from 'vitest';
import type { WireMessage } from '../../../src/im/wire.js';
import { message, type Phone, World } from '../world.js';

const texts = (list: unknown) =>
  (list as WireMessage[]).map(({ MsgBody }) => MsgBody[0]?.MsgContent.Data ?? MsgBody[0]?.MsgContent.Text);

async function send(alice: Phone, text: string, control: string[]): Promise<void> {
  await alice.ask('openim.sendmsg', message('bob', text, { SendMsgControl: control }));
}

test('at log-in a device gets the uncounted messages of the last minute among the unread ones, in order', async () => {
  const world = new World();
  const alice = await world.login('alice');
  await send(alice, 'too old', ['NoUnread']);
  await world.clock.advance(61_000);
  await send(alice, 'invitation', ['NoUnread', 'NoLastMsg']);
  await send(alice, 'chat', []);
  await send(alice, 'cancel', ['NoUnread']);
  const bob = await world.login('bob');
  const asked = { Cookie: '', SyncFlag: 0, NeedSignaling: 1 };
  const first = await bob.ask('openim.getmsg', asked);
  expect(texts(first.MsgList)).toEqual(['invitation', 'chat', 'cancel']);
  expect(texts((await bob.ask('openim.getmsg', { ...asked, Cookie: first.Cookie })).MsgList)).toEqual([]);
  expect(texts((await bob.ask('openim.getmsg', { Cookie: '', SyncFlag: 0 })).MsgList)).toEqual(['chat']);
  expect(first.C2CPairUnreadCount).toEqual([{ From_Account: 'alice', UnreadCount: 1 }]);
});

test('a sender does not get his own back', async () => {
  const world = new World();
  const alice = await world.login('alice');
  await send(alice, 'invitation', ['NoUnread']);
  const answer = await alice.ask('openim.getmsg', { Cookie: '', NeedSignaling: 1 });
  expect(texts(answer.MsgList)).toEqual([]);
});
