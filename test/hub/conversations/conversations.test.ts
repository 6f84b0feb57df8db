import { expect, test } from 'vitest';
import { groupMessage, message, type Phone, World } from '../world.js';

interface Item {
  Type: number;
  To_Account?: string;
  ToAccount?: string;
  UnreadMsgCount: number;
  LastMsg: { MsgBody: { MsgContent: { Data: string } }[] };
}

/** A user's list, as the SDK gets it: who, how many unread, what was last. */
async function list(phone: Phone): Promise<unknown[]> {
  const { SessionItem } = await phone.ask('recentcontact.page_get');
  return (SessionItem as Item[]).map((item) => [
    item.To_Account ?? item.ToAccount,
    item.UnreadMsgCount,
    item.LastMsg.MsgBody[0]?.MsgContent.Data,
  ]);
}

const send = (phone: Phone, to: string, text: string, more: object = {}) =>
  phone.ask('openim.sendmsg', message(to, text, more));

test('each side has its own list: least recent first, with what was last and how much is unread', async () => {
  const world = new World();
  const [alice, bob, carol] = [
    await world.login('alice'),
    await world.login('bob'),
    await world.login('carol'),
  ];
  await send(alice, 'bob', 'one');
  await world.clock.advance(1000);
  await send(carol, 'bob', 'two');
  await world.clock.advance(1000);
  await send(alice, 'bob', 'three');
  expect(await list(bob)).toEqual([
    ['carol', 1, 'two'],
    ['alice', 2, 'three'],
  ]);
  expect(await list(alice)).toEqual([['bob', 0, 'three']]);
});

test('what is for online users only is in no list', async () => {
  const world = new World();
  const [alice, bob] = [await world.login('alice'), await world.login('bob')];
  await send(alice, 'bob', 'ring', { MsgLifeTime: 0 });
  expect(await list(alice)).toEqual([]);
  expect(await list(bob)).toEqual([]);
});

test('a recalled message counts as unread no more', async () => {
  const world = new World();
  const [alice, bob] = [await world.login('alice'), await world.login('bob')];
  await send(alice, 'bob', 'one');
  const { MsgTime } = await send(alice, 'bob', 'two', { MsgSeq: 7, MsgRandom: 8 });
  const MsgInfo = {
    From_Account: 'alice',
    To_Account: 'bob',
    MsgSeq: 7,
    MsgRandom: 8,
    MsgTimeStamp: MsgTime,
  };
  await alice.ask('openim.msgwithdraw', { MsgInfo });
  // It is still shown as the last one, marked as recalled: Web SDK 3.6 writes its own words for it.
  const { SessionItem } = await bob.ask('recentcontact.page_get');
  expect(SessionItem).toMatchObject([{ To_Account: 'alice', UnreadMsgCount: 1, LastMsgFlags: 8 }]);
});

test('to clear a history empties it for who does so; the conversation stays', async () => {
  const world = new World();
  const [alice, bob] = [await world.login('alice'), await world.login('bob')];
  await send(alice, 'bob', 'one');
  await bob.ask('recentcontact.clear_msg', { Type: 1, To_Account: 'alice' });
  expect(await list(bob)).toEqual([['alice', 0, undefined]]);
  expect(await list(alice)).toEqual([['bob', 0, 'one']]);
  await send(alice, 'bob', 'two');
  expect((await bob.ask('openim.getroammsg', { Peer_Account: 'alice' })).MsgList).toHaveLength(1);
});

test('several can be taken off the list at once; who is not known is named with the reason', async () => {
  const world = new World();
  const [alice, bob] = [await world.login('alice'), await world.login('bob')];
  await bob.ask('group_open_http_svc.create_group', {
    ...{ Type: 'Work', Name: 'team', GroupId: 'team' },
    MemberList: [{ Member_Account: 'alice' }],
  });
  await bob.ask('group_open_http_svc.send_group_msg', groupMessage('team', 'one'));
  await send(bob, 'alice', 'one');
  const ContactItem = [
    { Type: 1, To_Account: 'bob' },
    { Type: 2, ToGroupid: 'team' },
    { Type: 1, To_Account: 'nobody' },
    { Type: 2, ToGroupid: 'none' },
  ];
  const { ResultItem } = await alice.ask('recentcontact.batch_delete', { ContactItem });
  expect((ResultItem as { ResultCode: number }[]).map((item) => item.ResultCode)).toEqual([
    0, 0, 20003, 10010,
  ]);
  expect(await list(alice)).toEqual([]);
  await bob.ask('group_open_http_svc.send_group_msg', groupMessage('team', 'two'));
  expect(await list(alice)).toEqual([['team', 1, 'two']]);
});

test('a group is on the list of its members, and off it once they have left', async () => {
  const world = new World();
  const [alice, bob] = [await world.login('alice'), await world.login('bob')];
  const team = { Type: 'Work', Name: 'team', GroupId: 'team', MemberList: [{ Member_Account: 'bob' }] };
  await alice.ask('group_open_http_svc.create_group', team);
  await alice.ask('group_open_http_svc.send_group_msg', groupMessage('team', 'one'));
  expect(await list(bob)).toEqual([['team', 1, 'one']]);
  await bob.ask('group_open_http_svc.msg_read_report', { GroupId: 'team', MsgReadedSeq: 1 });
  expect(await list(bob)).toEqual([['team', 0, 'one']]);
  await bob.ask('group_open_http_svc.quit_group', { GroupId: 'team' });
  expect(await list(bob)).toEqual([]);
});

test('whom or what is not there cannot be pinned', async () => {
  const alice = await new World().login('alice');
  const pin = (item: object) =>
    alice.code('recentcontact.top', { OperationType: 1, RecentContactItem: [item] });
  expect(await pin({ Type: 1, To_Account: 'nobody' })).toBe(20003);
  expect(await pin({ Type: 2, ToGroupId: 'none' })).toBe(10010);
});

test('of a group that one is not in, the conversation cannot be pinned, cleared or deleted', async () => {
  const world = new World();
  const [alice, bob] = [await world.login('alice'), await world.login('bob')];
  await alice.ask('group_open_http_svc.create_group', { Type: 'Work', Name: 'team', GroupId: 'team' });
  await alice.ask('group_open_http_svc.send_group_msg', groupMessage('team', 'one'));
  const item = { Type: 2, ToGroupId: 'team' };
  expect(await bob.code('recentcontact.top', { OperationType: 1, RecentContactItem: [item] })).toBe(10007);
  expect(await bob.code('recentcontact.clear_msg', item)).toBe(10007);
  expect(await bob.code('recentcontact.delete', item)).toBe(10007);
  const { ResultItem } = await bob.ask('recentcontact.batch_delete', { ContactItem: [item] });
  expect(ResultItem).toMatchObject([{ ResultCode: 10007 }]);
  expect(world.store.snapshot().marks.filter(({ owner }) => owner === 'bob')).toEqual([]);
});
