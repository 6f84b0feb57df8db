import { expect, test } from 'vitest';
import { customElement } from '../../../src/im/elements.js';
import { groupMessage, message, type Phone, World } from '../world.js';

// What backends do with groups, messages and users beside the SDKs' own commands.

async function team(): Promise<{ world: World; alice: Phone; bob: Phone; admin: Phone }> {
  const world = new World();
  const [alice, bob] = [await world.login('alice'), await world.login('bob')];
  const MemberList = [{ Member_Account: 'bob' }];
  const group = { Type: 'Public', Name: 'team', GroupId: 'team', ApplyJoinOption: 'FreeAccess', MemberList };
  await alice.ask('group_open_http_svc.create_group', group);
  for (const [user, text] of [
    [alice, 'one'],
    [bob, 'two'],
    [alice, 'three'],
  ] as const) {
    await user.ask('group_open_http_svc.send_group_msg', groupMessage('team', text));
  }
  return { world, alice, bob, admin: world.admin() };
}

async function seqs(user: Phone): Promise<number[]> {
  const { RspMsgList } = await user.ask('group_open_http_svc.group_msg_get', { GroupId: 'team' });
  return (RspMsgList as { MsgSeq: number }[]).map(({ MsgSeq }) => MsgSeq);
}

test('what one member wrote is taken back', async () => {
  const { bob, alice, admin } = await team();
  bob.take();
  const body = { GroupId: 'team', Sender_Account: 'alice' };
  await admin.ask('group_open_http_svc.delete_group_msg_by_sender', body);
  expect(await seqs(bob)).toEqual([2]);
  expect(bob.take()).toMatchObject([
    { GroupTips: [{ MsgBody: { GroupWithdrawInfoArray: [{ MsgSeq: 3 }, { MsgSeq: 1 }] } }] },
  ]);
  expect(await seqs(alice)).toEqual([2]);
});

test('a history is cleared for all, and by a member for itself', async () => {
  const { alice, bob, admin } = await team();
  await bob.ask('recentcontact.clear_msg', { Type: 2, ToGroupid: 'team' });
  expect(await seqs(bob)).toEqual([]);
  expect(await seqs(alice)).toEqual([3, 2, 1]);
  await admin.ask('group_open_http_svc.clear_group_msg', { GroupId: 'team', MsgSeq: 2 });
  expect(await seqs(alice)).toEqual([3]);
});

test('unread numbers are set', async () => {
  const { bob, admin } = await team();
  for (const UnreadMsgNum of [1, 0, 2]) {
    const body = { GroupId: 'team', Member_Account: 'bob', UnreadMsgNum };
    await admin.ask('group_open_http_svc.set_unread_msg_num', body);
    const { SessionItem } = await bob.ask('recentcontact.page_get', {});
    // Of the two latest messages, bob wrote one himself.
    expect(SessionItem).toMatchObject([{ UnreadMsgCount: Math.min(UnreadMsgNum, 1) }]);
  }
});

test('who is banned is out, and comes back once it is over', async () => {
  const { world, alice, bob, admin } = await team();
  const ban = { GroupId: 'team', Members_Account: ['bob'], Duration: 60 };
  expect(await bob.code('group_open_http_svc.ban_group_member', ban)).toBe(10007);
  await alice.ask('group_open_http_svc.ban_group_member', ban);
  const join = () => bob.code('group_open_http_svc.apply_join_group', { GroupId: 'team' });
  expect(await join()).toBe(10007);
  const list = await admin.ask('group_open_http_svc.get_group_ban_member', { GroupId: 'team' });
  const BannedUntil = world.hub.seconds() + 60;
  expect(list.BannedAccountList).toEqual([{ Member_Account: 'bob', BannedUntil }]);
  await world.clock.advance(60_000);
  expect(await join()).toBe(0);
  await alice.ask('group_open_http_svc.ban_group_member', ban);
  await admin.ask('group_open_http_svc.unban_group_member', { GroupId: 'team', Members_Account: ['bob'] });
  expect(await join()).toBe(0);
});

test('the app mutes a user to users, in groups, or both, for a while or for ever', async () => {
  const { world, bob, admin } = await team();
  const mute = (times: object) => admin.ask('openconfigsvr.setnospeaking', { Set_Account: 'bob', ...times });
  const codes = async () => [
    await bob.code('openim.sendmsg', message('alice', 'x')),
    await bob.code('group_open_http_svc.send_group_msg', groupMessage('team', 'x')),
  ];
  await mute({ C2CmsgNospeakingTime: 10, GroupmsgNospeakingTime: 0xffffffff });
  expect(await codes()).toEqual([20012, 10017]);
  expect(await admin.ask('openconfigsvr.getnospeaking', { Get_Account: 'bob' })).toMatchObject({
    ...{ C2CmsgNospeakingTime: 10, GroupmsgNospeakingTime: 0xffffffff },
  });
  await world.clock.advance(10_000);
  expect(await codes()).toEqual([0, 10017]);
  await mute({ GroupmsgNospeakingTime: 0 });
  expect(await codes()).toEqual([0, 0]);
});

test('a message is imported into both histories, unread or read, and pushed to nobody', async () => {
  const { world, alice, bob, admin } = await team();
  bob.take();
  const time = world.hub.seconds() - 3600;
  for (const [MsgRandom, SyncFromOldSystem] of [
    [1, 1],
    [2, 2],
  ]) {
    await admin.ask('openim.importmsg', {
      ...{ SyncFromOldSystem, From_Account: 'alice', To_Account: 'bob', MsgSeq: 5, MsgRandom },
      ...{ MsgTimeStamp: time, MsgBody: [customElement('old')] },
    });
  }
  expect(bob.take()).toEqual([]);
  for (const [user, peer] of [
    [alice, 'bob'],
    [bob, 'alice'],
  ] as const) {
    const { MsgList } = await user.ask('openim.getroammsg', { Peer_Account: peer });
    expect(MsgList).toMatchObject([{ MsgTime: time }, { MsgTime: time }]);
  }
  expect((await bob.ask('openim.getmsg', { Cookie: '' })).MsgList).toHaveLength(1);
});

test('friends are imported with groups, and all deleted at once', async () => {
  const { bob, admin } = await team();
  const AddFriendItem = [{ To_Account: 'alice', Remark: 'Ally', GroupName: ['close'], AddTime: 5 }];
  await admin.ask('sns.friend_import', { From_Account: 'bob', AddFriendItem });
  const { UserDataItem } = await bob.ask('sns.friend_get', {});
  expect(UserDataItem).toMatchObject([
    {
      ...{ To_Account: 'alice' },
      ValueItem: expect.arrayContaining([{ Tag: 'Tag_SNS_IM_AddTime', Value: 5 }]),
    },
  ]);
  expect((await bob.ask('sns.group_get', {})).ResultItem).toMatchObject([
    { GroupName: 'close', To_Account: ['alice'] },
  ]);
  await admin.ask('sns.friend_delete_all', { From_Account: 'bob' });
  expect((await bob.ask('sns.friend_get', {})).UserDataItem).toEqual([]);
});
