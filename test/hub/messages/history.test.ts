import { expect, test, vi } from 'vitest';
import type { ResponseBody } from '../../../src/im/wire.js';
import { c2c } from '../store/samples.js';
import { groupMessage, message, type Phone, World } from '../world.js';

function data(list: unknown): string[] {
  const messages = list as { MsgBody: { MsgContent: { Data: string } }[] }[];
  return messages.map((each) => each.MsgBody[0]!.MsgContent.Data);
}

async function write(world: World, from: Phone, to: string, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    await from.ask('openim.sendmsg', message(to, String(i), { MsgSeq: i }));
    if (i % 3 === 2) await world.clock.advance(1000);
  }
}

test('C2C history goes back page by page, each oldest first', async () => {
  const world = new World();
  const alice = await world.login('alice');
  await write(world, alice, 'bob', 10);
  const first = await alice.ask('openim.getroammsg', { Peer_Account: 'bob', MaxCnt: 4 });
  expect(data(first.MsgList)).toEqual(['6', '7', '8', '9']);
  expect(first).toMatchObject({ Complete: 0 });
  const page = { Peer_Account: 'bob', MaxCnt: 10, LastMsgTime: first.LastMsgTime, MsgKey: first.LastMsgKey };
  const second = await alice.ask('openim.getroammsg', page);
  expect(data(second.MsgList)).toEqual(['0', '1', '2', '3', '4', '5']);
  expect(second).toMatchObject({ Complete: 1 });
});

test('and forward from a time, as an SDK recovers after a reconnection', async () => {
  const world = new World();
  const alice = await world.login('alice');
  const start = world.hub.seconds();
  await write(world, alice, 'bob', 10);
  const forward = { Peer_Account: 'bob', GetDirection: 1, MaxCnt: 4 };
  const first = await alice.ask('openim.getroammsg', { ...forward, LastMsgTime: start + 1 });
  expect(data(first.MsgList)).toEqual(['3', '4', '5', '6']);
  const more = { ...forward, MaxCnt: 10, LastMsgTime: first.LastMsgTime, MsgKey: first.LastMsgKey };
  const second = await alice.ask('openim.getroammsg', more);
  expect(data(second.MsgList)).toEqual(['7', '8', '9']);
  expect(second).toMatchObject({ Complete: 1 });
});

test('REST reads any two users’ history between two times', async () => {
  const world = new World();
  const alice = await world.login('alice');
  const start = world.hub.seconds();
  await write(world, alice, 'bob', 10);
  const between = { Operator_Account: 'bob', Peer_Account: 'alice', MinTime: start + 1, MaxTime: start + 2 };
  const page = { ...between, MaxCnt: 4 };
  const first = await world.admin().ask('openim.admin_getroammsg', page);
  expect(data(first.MsgList)).toEqual(['5', '6', '7', '8']);
  expect(first).toMatchObject({ Complete: 0, MsgCnt: 4 });
  const next = { ...page, MaxTime: first.LastMsgTime, LastMsgKey: first.LastMsgKey };
  const second = await world.admin().ask('openim.admin_getroammsg', next);
  expect(data(second.MsgList)).toEqual(['3', '4']);
  expect(second).toMatchObject({ Complete: 1 });
});

test('a group’s history goes back page by page, each newest first', async () => {
  const world = new World();
  const alice = await world.login('alice');
  await alice.ask('group_open_http_svc.create_group', { Type: 'Work', Name: 'team', GroupId: 'team' });
  for (let i = 1; i <= 5; i++) {
    await alice.ask('group_open_http_svc.send_group_msg', groupMessage('team', String(i)));
  }
  const get = (more: object) =>
    alice.ask('group_open_http_svc.group_msg_get', { GroupId: 'team', ReqMsgNumber: 3, ...more });
  const first = await get({});
  expect(data(first.RspMsgList)).toEqual(['5', '4', '3']);
  expect(first).toMatchObject({ IsFinished: 0, NextReqMsgSeq: 2 });
  const second = await get({ ReqMsgSeq: first.NextReqMsgSeq });
  expect(data(second.RspMsgList)).toEqual(['2', '1']);
  expect(second).toMatchObject({ IsFinished: 1, NextReqMsgSeq: 0 });
  expect(data((await get({ ReqMsgSeqList: [4, 9] })).RspMsgList)).toEqual(['4']);
  const simple = await world.admin().ask('group_open_http_svc.group_msg_get_simple', {
    GroupId: 'team',
    ReqMsgNumber: 2,
  });
  expect(data(simple.RspMsgList)).toEqual(['5', '4']);
});

test('conversations come least recent first, page by page, and later only what is new since', async () => {
  const world = new World();
  const alice = await world.login('alice');
  for (let i = 0; i < 250; i++) {
    await alice.ask('openim.sendmsg', message(`peer${i}`, 'hi'));
    if (i % 40 === 39) await world.clock.advance(1000);
  }
  const told: string[] = [];
  let position: object = { TimeStamp: 0, StartIndex: 0 };
  for (let done = false; !done; ) {
    const page = await alice.ask('recentcontact.page_get', position);
    told.push(...(page.SessionItem as { To_Account: string }[]).map((item) => item.To_Account));
    position = { TimeStamp: page.TimeStamp, StartIndex: page.StartIndex };
    done = page.CompleteFlag === 1;
  }
  expect(told).toEqual(Array.from({ length: 250 }, (_, i) => `peer${i}`));
  await world.clock.advance(1000);
  await alice.ask('openim.sendmsg', message('peer3', 'again'));
  const since = await alice.ask('recentcontact.page_get', position);
  expect((since.SessionItem as { To_Account: string }[]).at(-1)).toMatchObject({ To_Account: 'peer3' });
});

test('a deleted conversation is gone until something new comes; its history if asked for', async () => {
  const world = new World();
  const [alice, bob] = [await world.login('alice'), await world.login('bob')];
  await alice.ask('openim.sendmsg', message('bob', 'one'));
  const ContactItem = [{ Type: 1, To_Account: 'alice' }];
  const listed = async () => ((await bob.ask('recentcontact.page_get')).SessionItem as unknown[]).length;
  await bob.ask('recentcontact.batch_delete', { ContactItem, ClearRamble: 0 });
  expect(await listed()).toBe(0);
  await alice.ask('openim.sendmsg', message('bob', 'two'));
  expect(await listed()).toBe(1);
  const history = async (phone: Phone, peer: string) =>
    data((await phone.ask('openim.getroammsg', { Peer_Account: peer })).MsgList);
  expect(await history(bob, 'alice')).toEqual(['one', 'two']);
  await bob.ask('recentcontact.batch_delete', { ContactItem, ClearRamble: 1 });
  expect(await history(bob, 'alice')).toEqual([]);
  expect(await history(alice, 'bob')).toEqual(['one', 'two']);
});

test('a pin is listed, and the owner’s other devices hear of it', async () => {
  const world = new World();
  const [alice, bob, pad] = [await world.login('alice'), await world.login('bob'), await world.login('bob')];
  await alice.ask('openim.sendmsg', message('bob', 'one'));
  pad.take();
  const RecentContactItem = [{ Type: 1, To_Account: 'alice' }];
  await bob.ask('recentcontact.top', { OperationType: 1, RecentContactItem });
  expect(pad.take()).toMatchObject([{ RecentContactMod: [{ PushType: 2 }] }]);
  expect(await bob.ask('recentcontact.page_get')).toMatchObject({ SessionItem: [{ TopFlags: 1 }] });
});

test('the unread sync reads each missed message once, and few more, however many there are', async () => {
  const world = new World();
  const UNREAD = 2000;
  for (let seq = 0; seq < UNREAD; seq++) world.store.append(c2c(seq % 3 ? 'alice' : 'carol', 'bob', { seq }));
  const bob = await world.login('bob');
  const read = vi.spyOn(world.store, 'unreadC2C');
  const got: unknown[] = [];
  let answer: ResponseBody;
  let Cookie = '';
  do {
    answer = await bob.ask('openim.getmsg', { Cookie });
    got.push(...(answer.MsgList as unknown[]));
    Cookie = answer.Cookie as string;
  } while (answer.SyncFlag === 1);
  expect(got).toHaveLength(UNREAD);
  const rows = read.mock.results.reduce((sum, { value }) => sum + value.length, 0);
  expect(read).toHaveBeenCalledTimes(UNREAD / 100);
  expect(rows).toBeLessThan(UNREAD + UNREAD / 100);
});
