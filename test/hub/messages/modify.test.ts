import { expect, test } from 'vitest';
import { customElement } from '../../../src/im/elements.js';
import { groupMessage, message, World } from '../world.js';

/** A message from alice to bob, and how to name it. */
async function sent(world: World) {
  const alice = await world.login('alice');
  const bob = await world.login('bob');
  const { MsgTime } = await alice.ask('openim.sendmsg', message('bob', 'one', { MsgSeq: 1, MsgRandom: 2 }));
  const name = { From_Account: 'alice', To_Account: 'bob', MsgSeq: 1, MsgRandom: 2, MsgTime };
  alice.take();
  bob.take();
  return { alice, bob, name };
}

test('either side may modify; the others hear of it with the new version', async () => {
  const world = new World();
  const { alice, bob, name } = await sent(world);
  const MsgBody = [customElement('two')];
  const byAlice = await alice.ask('openim.modify_c2c_msg', { ...name, MsgVersion: 0, MsgBody });
  expect(byAlice).toMatchObject({ MsgVersion: 1, MsgBody });
  expect(bob.take()).toEqual([
    {
      Event: 18,
      C2cMsgModNotifys: [expect.objectContaining({ MsgVersion: 1, MsgBody, From_Account: 'alice' })],
    },
  ]);
  expect(alice.take()).toEqual([]);
  await bob.ask('openim.modify_c2c_msg', { ...name, MsgVersion: 1, CloudCustomData: 'seen' });
  expect(alice.take()).toMatchObject([
    { C2cMsgModNotifys: [{ MsgVersion: 2, MsgBody, CloudCustomData: 'seen' }] },
  ]);
  expect(world.events.filter((event) => event.kind === 'modified')).toHaveLength(2);
});

test('who saw an older version gets 20027 and the newest contents', async () => {
  const { alice, bob, name } = await sent(new World());
  await alice.ask('openim.modify_c2c_msg', { ...name, MsgVersion: 0, MsgBody: [customElement('two')] });
  const late = { ...name, MsgVersion: 0, MsgBody: [customElement('three')] };
  expect(await bob.answer('openim.modify_c2c_msg', late)).toMatchObject({
    ActionStatus: 'FAIL',
    ErrorCode: 20027,
    MsgVersion: 1,
    MsgBody: [customElement('two')],
  });
});

test('strangers may not, and what is not there cannot be modified', async () => {
  const world = new World();
  const { alice, name } = await sent(world);
  const carol = await world.login('carol');
  const change = { MsgBody: [customElement('x')] };
  expect(await carol.code('openim.modify_c2c_msg', { ...name, ...change })).toBe(90009);
  expect(await alice.code('openim.modify_c2c_msg', { ...name, MsgSeq: 9, ...change })).toBe(20022);
  const long = { MsgBody: [customElement('x'.repeat(13_000))] };
  expect(await alice.code('openim.modify_c2c_msg', { ...name, ...long })).toBe(80002);
});

test('REST names a message by its MsgKey and asks for no version', async () => {
  const world = new World();
  const { alice, bob, name } = await sent(world);
  const MsgKey = `1_2_${name.MsgTime}`;
  const body = { From_Account: 'alice', To_Account: 'bob', MsgKey, MsgBody: [customElement('by REST')] };
  await world.admin().ask('openim.modify_c2c_msg', body);
  expect(alice.take()).toHaveLength(1);
  expect(bob.take()).toHaveLength(1);
});

test('a group message: every member may, the others hear of it', async () => {
  const world = new World();
  const [alice, bob, carol] = [
    await world.login('alice'),
    await world.login('bob'),
    await world.login('carol'),
  ];
  await alice.ask('group_open_http_svc.create_group', {
    Type: 'Work',
    Name: 'team',
    GroupId: 'team',
    MemberList: [{ Member_Account: 'bob' }],
  });
  await alice.ask('group_open_http_svc.send_group_msg', groupMessage('team', 'one'));
  alice.take();
  const change = { GroupId: 'team', MsgSeq: 1, MsgVersion: 0, MsgBody: [customElement('two')] };
  await bob.ask('openim.modify_group_msg', change);
  expect(alice.take()).toMatchObject([{ Event: 19, GroupMsgModNotifys: [{ MsgVersion: 1 }] }]);
  expect(await alice.code('openim.modify_group_msg', change)).toBe(20027);
  expect(await carol.code('openim.modify_group_msg', change)).toBe(10007);
  expect(await alice.code('openim.modify_group_msg', { ...change, MsgSeq: 7 })).toBe(10030);
  expect(await alice.code('openim.modify_group_msg', { ...change, GroupId: 'none' })).toBe(10010);
});

test('a recall reaches both sides, within two minutes, and is shown to who asks for it', async () => {
  const world = new World();
  const { alice, bob, name } = await sent(world);
  const MsgInfo = { ...name, MsgTimeStamp: name.MsgTime };
  expect(await bob.code('openim.msgwithdraw', { MsgInfo })).toBe(90009);
  await alice.ask('openim.msgwithdraw', { MsgInfo });
  expect(bob.take()).toMatchObject([
    {
      C2cNotifyMsgArray: [
        {
          WithdrawC2cMsgNotify: {
            C2cWithdrawInfoArray: [{ From_Account: 'alice', MsgSeq: 1, MsgRandom: 2 }],
          },
        },
      ],
    },
  ]);
  expect(await alice.code('openim.msgwithdraw', { MsgInfo })).toBe(20023);
  expect(await bob.ask('openim.getroammsg', { Peer_Account: 'alice' })).toMatchObject({ MsgList: [] });
  const all = await bob.ask('openim.getroammsg', { Peer_Account: 'alice', WithRecalledMsg: 1 });
  expect(all).toMatchObject({ MsgList: [{ IsPlaceMsg: 2 }] });
  expect(await bob.ask('openim.getmsg', { Cookie: '' })).toMatchObject({ MsgList: [] });
  expect(world.events.at(-1)).toMatchObject({ kind: 'modified', recalled: true });

  await alice.ask('openim.sendmsg', message('bob', 'late', { MsgSeq: 5, MsgRandom: 6 }));
  await world.clock.advance(121_000);
  const late = { ...MsgInfo, MsgSeq: 5, MsgRandom: 6 };
  expect(await alice.code('openim.msgwithdraw', { MsgInfo: late })).toBe(20016);
  const MsgKey = `5_6_${name.MsgTime}`;
  await world.admin().ask('openim.admin_msgwithdraw', { From_Account: 'alice', To_Account: 'bob', MsgKey });
});

test('in a group the sender recalls within two minutes, owner and admins at any time', async () => {
  const world = new World();
  const [alice, bob] = [await world.login('alice'), await world.login('bob')];
  await alice.ask('group_open_http_svc.create_group', {
    Type: 'Work',
    Name: 'team',
    GroupId: 'team',
    MemberList: [{ Member_Account: 'bob' }],
  });
  for (const text of ['one', 'two']) {
    await bob.ask('group_open_http_svc.send_group_msg', groupMessage('team', text));
  }
  await alice.ask('group_open_http_svc.send_group_msg', groupMessage('team', 'three'));
  const recall = async (phone: typeof alice, MsgSeq: number) => {
    const body = { GroupId: 'team', MsgSeqList: [{ MsgSeq }] };
    return (await phone.ask('group_open_http_svc.group_msg_recall', body)).RecallRetList;
  };
  alice.take();
  expect(await recall(bob, 1)).toEqual([{ MsgSeq: 1, RetCode: 0 }]);
  expect(alice.take()).toMatchObject([
    { Event: 5, GroupTips: [{ MsgBody: { GroupWithdrawInfoArray: [{ MsgSeq: 1, GroupId: 'team' }] } }] },
  ]);
  expect(await recall(bob, 3)).toEqual([{ MsgSeq: 3, RetCode: 10007 }]);
  expect(await recall(bob, 9)).toEqual([{ MsgSeq: 9, RetCode: 10030 }]);
  await world.clock.advance(121_000);
  expect(await recall(bob, 2)).toEqual([{ MsgSeq: 2, RetCode: 10031 }]);
  expect(await recall(alice, 2)).toEqual([{ MsgSeq: 2, RetCode: 0 }]);
});

test('the two minutes for a recall are 120 s to the second', async () => {
  const world = new World();
  const [alice, bob] = [await world.login('alice'), await world.login('bob')];
  const team = { Type: 'Work', Name: 'team', GroupId: 'team', MemberList: [{ Member_Account: 'bob' }] };
  await alice.ask('group_open_http_svc.create_group', team);
  const time = world.hub.seconds();
  for (const MsgSeq of [1, 2]) {
    await bob.ask('openim.sendmsg', message('alice', 'x', { MsgSeq, MsgRandom: 7 }));
    await bob.ask('group_open_http_svc.send_group_msg', groupMessage('team', 'x'));
  }
  const c2c = (MsgSeq: number) => {
    const MsgInfo = { From_Account: 'bob', To_Account: 'alice', MsgSeq, MsgRandom: 7, MsgTimeStamp: time };
    return bob.code('openim.msgwithdraw', { MsgInfo });
  };
  const group = async (MsgSeq: number) => {
    const body = { GroupId: 'team', MsgSeqList: [{ MsgSeq }] };
    const { RecallRetList } = await bob.ask('group_open_http_svc.group_msg_recall', body);
    return (RecallRetList as { RetCode: number }[])[0]!.RetCode;
  };
  await world.clock.advance(120_000);
  expect([await c2c(1), await group(1)]).toEqual([0, 0]);
  await world.clock.advance(1000);
  expect([await c2c(2), await group(2)]).toEqual([20016, 10031]);
});
