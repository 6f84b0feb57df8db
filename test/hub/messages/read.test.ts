import { expect, test } from 'vitest';
import { groupMessage, message, type Phone, World } from '../world.js';

function read(phone: Phone, peer: string, LastedMsgTime: number) {
  const C2CMsgReadedItem = [{ To_Account: peer, LastedMsgTime }];
  return phone.ask('openim.msgreaded', { C2CMsgReaded: { Cookie: '', C2CMsgReadedItem } });
}

test('reading tells the writer and the reader’s other devices until when', async () => {
  const world = new World();
  const alice = await world.login('alice');
  const bob = await world.login('bob');
  const pad = await world.login('bob');
  await alice.ask('openim.sendmsg', message('bob', 'one'));
  pad.take();
  const LastReadTime = world.hub.seconds();
  await read(bob, 'alice', LastReadTime);
  expect(alice.take()).toMatchObject([
    {
      Event: 10,
      C2cNotifyMsgArray: [{ C2cReadedReceipt: { To_Account: 'bob', UinPairReadArray: [{ LastReadTime }] } }],
    },
  ]);
  expect(pad.take()).toMatchObject([
    {
      C2cNotifyMsgArray: [
        { ReadC2cMsgNotify: { UinPairReadArray: [{ From_Account: 'alice', LastReadTime }] } },
      ],
    },
  ]);
  expect(await alice.ask('openim.get_peer_read_time', { To_Account: ['bob', 'carol'] })).toMatchObject({
    ReadTime: [LastReadTime, 0],
  });
});

test('only what is not newer than the time given is read, and a mark never moves back', async () => {
  const world = new World();
  const alice = await world.login('alice');
  const bob = await world.login('bob');
  const first = world.hub.seconds();
  await alice.ask('openim.sendmsg', message('bob', 'one'));
  await world.clock.advance(5000);
  await alice.ask('openim.sendmsg', message('bob', 'two'));
  const unread = async () =>
    (await world.admin().ask('openim.get_c2c_unread_msg_num', { To_Account: 'bob' })).AllC2CUnreadMsgNum;
  await read(bob, 'alice', first - 1);
  expect(await unread()).toBe(2);
  await read(bob, 'alice', first);
  expect(await unread()).toBe(1);
  await read(bob, 'alice', first + 5);
  await read(bob, 'alice', first);
  expect(await unread()).toBe(0);
});

test('unread sync comes in pages, with a cookie to go on from', async () => {
  const world = new World();
  const alice = await world.login('alice');
  for (let i = 0; i < 130; i++) await alice.ask('openim.sendmsg', message('bob', `message ${i}`));
  const bob = await world.login('bob');
  const first = await bob.ask('openim.getmsg', { Cookie: '', SyncFlag: 0 });
  expect(first).toMatchObject({ SyncFlag: 1 });
  const second = await bob.ask('openim.getmsg', { Cookie: first.Cookie, SyncFlag: 1 });
  expect(second).toMatchObject({ SyncFlag: 2 });
  expect([first.MsgList, second.MsgList].map((list) => (list as unknown[]).length)).toEqual([100, 30]);
  const third = await bob.ask('openim.getmsg', { Cookie: second.Cookie, SyncFlag: 0 });
  expect(third).toMatchObject({ SyncFlag: 2, MsgList: [], Cookie: second.Cookie });
  expect(second.Cookie).not.toBe('');
});

test('everything can be read at once', async () => {
  const world = new World();
  const [alice, bob] = [await world.login('alice'), await world.login('bob')];
  const team = { Type: 'Work', Name: 'team', GroupId: 'team', MemberList: [{ Member_Account: 'bob' }] };
  await alice.ask('group_open_http_svc.create_group', team);
  await alice.ask('group_open_http_svc.send_group_msg', groupMessage('team', 'one'));
  await alice.ask('openim.sendmsg', message('bob', 'one'));
  const unread = async () => {
    const { SessionItem } = await bob.ask('recentcontact.page_get');
    return (SessionItem as { UnreadMsgCount: number }[]).map((item) => item.UnreadMsgCount);
  };
  expect(await unread()).toEqual([1, 1]);
  const GroupReadInfo = [{ GroupId: 'team', MsgSeq: 1 }];
  await bob.ask('openim.read_all_unread_msg', { C2CReadAllMsg: 1, GroupReadInfo });
  expect(await unread()).toEqual([0, 0]);
});

test('a sender who asks for receipts hears who has read the message', async () => {
  const world = new World();
  const [alice, bob] = [await world.login('alice'), await world.login('bob')];
  const wanted = message('bob', 'one', { MsgSeq: 1, MsgRandom: 2, IsNeedReadReceipt: 1, MsgClientTime: 77 });
  const { MsgTime } = await alice.ask('openim.sendmsg', wanted);
  expect(bob.take()).toMatchObject([{ C2cMsgArray: [{ IsNeedReadReceipt: 1 }] }]);
  const receipt = { Peer_Account: 'alice', C2CMsgInfo: [{ MsgSeq: 1, MsgRandom: 2, MsgTime }] };
  await bob.ask('openim.c2c_msg_read_receipt', receipt);
  await bob.ask('openim.c2c_msg_read_receipt', receipt);
  expect(alice.take()).toEqual([
    {
      Event: 16,
      Peer_Account: 'bob',
      PeerReadTime: MsgTime,
      C2cMsgInfo: [{ MsgSeq: 1, MsgRandom: 2, MsgTime, MsgClientTime: 77, TinyId: alice.session.tinyID }],
    },
  ]);
  expect(await alice.ask('openim.getroammsg', { Peer_Account: 'bob' })).toMatchObject({
    MsgList: [{ IsPeerRead: 1 }],
  });
});

test('in a group, how many have read it and who', async () => {
  const world = new World();
  const [alice, bob] = [await world.login('alice'), await world.login('bob')];
  const MemberList = ['bob', 'carol'].map((Member_Account) => ({ Member_Account }));
  await alice.ask('group_open_http_svc.create_group', {
    Type: 'Work',
    Name: 'team',
    GroupId: 'team',
    MemberList,
  });
  const wanted = groupMessage('team', 'one', { NeedReadReceipt: 1 });
  await alice.ask('group_open_http_svc.send_group_msg', wanted);
  alice.take();
  const about = { GroupId: 'team', MsgSeqList: [{ MsgSeq: 1 }] };
  await bob.ask('group_open_http_svc.group_msg_receipt', about);
  expect(alice.take()).toMatchObject([
    {
      Event: 5,
      GroupTips: [{ MsgBody: { GroupMsgReceiptList: [{ MsgSeq: 1, ReadNum: 1, UnreadNum: 1 }] } }],
    },
  ]);
  expect(await alice.ask('group_open_http_svc.get_group_msg_receipt', about)).toMatchObject({
    GroupMsgReceiptList: [{ Code: 0, MsgSeq: 1, ReadNum: 1, UnreadNum: 1 }],
  });
  const detail = (Flag: number) =>
    alice.ask('group_open_http_svc.get_group_msg_receipt_detail', {
      GroupId: 'team',
      MsgSeq: 1,
      Flag,
      Num: 10,
    });
  expect(await detail(0)).toMatchObject({ ReadList: [{ Read_Account: 'bob' }], IsFinish: 1 });
  expect(await detail(1)).toMatchObject({ UnreadList: [{ Unread_Account: 'carol' }], IsFinish: 1 });
});
