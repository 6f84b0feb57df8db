import { describe, expect, test } from 'vitest';
import { customElement } from '../../../src/im/elements.js';
import { message, World } from '../world.js';

describe('a deleted account', () => {
  test('takes all that was the user’s with it, on either side; messages stay', async () => {
    const world = new World();
    const [alice, bob] = [await world.login('alice'), await world.login('bob')];
    const admin = world.admin();
    await bob.ask('profile.portrait_set', {
      ProfileItem: [{ Tag: 'Tag_Profile_IM_AllowType', Value: 'AllowType_Type_NeedConfirm' }],
    });
    await alice.ask('sns.friend_add', { AddFriendItem: [{ To_Account: 'carol' }] });
    await alice.ask('sns.friend_add', { AddFriendItem: [{ To_Account: 'bob' }] });
    await bob.ask('sns.black_list_add', { To_Account: ['alice'] });
    await bob.ask('im_open_status.ws_status_subscribe', { To_Account: ['alice'] });
    await alice.ask('im_open_status.ws_set_custom_status', { CustomStatus: 'here' });
    await alice.ask('group_open_http_svc.create_group', { Type: 'Public', Name: 'team', GroupId: 'team' });
    await bob.ask('openim.sendmsg', message('alice', 'hi'));
    await alice.ask('recentcontact.top', {
      OperationType: 1,
      RecentContactItem: [{ Type: 1, To_Account: 'bob' }],
    });
    for (const [user, peer] of [[alice, 'bob'] as const, [bob, 'alice'] as const]) {
      await user.ask('openim.set_c2c_peer_mute_notifications', {
        Peer_Account: [peer],
        Mute_Notifications: 1,
      });
    }

    await admin.ask('im_open_login_svc.account_delete', { DeleteItem: [{ UserID: 'alice' }] });
    const { store } = world;
    expect(store.account('alice')).toBeUndefined();
    expect(store.group('team')?.owner).toBe('');
    const { messages, ...rest } = store.snapshot();
    expect(messages).toHaveLength(1);
    expect(JSON.stringify(rest)).not.toContain('alice');
  });

  test('ends its log-ins: they are told, cannot go on, and who comes again is new', async () => {
    const world = new World();
    const alice = await world.login('alice', { device: 'phone' });
    const { a2, tinyID } = alice.session;
    await world.admin().ask('im_open_login_svc.account_delete', { DeleteItem: [{ UserID: 'alice' }] });
    expect(alice.take()).toMatchObject([{ C2cNotifyMsgArray: [{ KickoutMsgNotify: { KickType: 3 } }] }]);
    expect(await alice.code('openim.sendmsg', message('bob', 'x'))).toBe(-10004);
    expect(await world.line({ a2 }).code('im_open_status.wslogin')).toBe(70001);
    const again = await world.login('alice');
    expect(again.session.tinyID).not.toBe(tinyID);
  });
});

describe('an administrator', () => {
  test('acts for whoever is named and has an account', async () => {
    const world = new World({ strictAccounts: true });
    const admin = world.admin();
    await admin.ask('im_open_login_svc.account_import', { UserID: 'alice' });
    await admin.ask('im_open_login_svc.account_import', { UserID: 'bob' });
    const send = (From_Account: string) =>
      admin.code('openim.sendmsg', {
        ...{ From_Account, To_Account: 'bob', MsgRandom: 1 },
        MsgBody: [customElement('x')],
      });
    expect(await send('alice')).toBe(0);
    expect(await send('nobody')).toBe(90048);
    const befriend = (From_Account: string) =>
      admin.code('sns.friend_add', { From_Account, AddFriendItem: [{ To_Account: 'bob' }] });
    expect(await befriend('alice')).toBe(0);
    expect(await befriend('nobody')).toBe(30003);
    const rename = { From_Account: 'nobody', ProfileItem: [{ Tag: 'Tag_Profile_IM_Nick', Value: 'N' }] };
    expect(await admin.code('profile.portrait_set', rename)).toBe(40003);
  });

  test('is the only one who may: everybody else gets the service’s own code', async () => {
    const world = new World();
    const [alice] = [await world.login('alice'), await world.login('bob')];
    const From_Account = 'bob';
    const code = (command: string, body: object) => alice.code(command, { From_Account, ...body });
    expect(await code('openim.sendmsg', message('bob', 'x'))).toBe(90009);
    expect(await code('sns.friend_add', { AddFriendItem: [{ To_Account: 'carol' }] })).toBe(30004);
    expect(await code('sns.black_list_add', { To_Account: ['carol'] })).toBe(30004);
    const ProfileItem = [{ Tag: 'Tag_Profile_IM_Nick', Value: 'mine' }];
    expect(await code('profile.portrait_set', { ProfileItem })).toBe(40004);
    expect(await code('recentcontact.page_get', {})).toBe(90009);
    expect(await alice.code('group_open_http_svc.get_joined_group_list', { Member_Account: 'bob' })).toBe(
      10007,
    );
  });

  test('alone may call what is for backends (70403)', async () => {
    const alice = await new World().login('alice');
    for (const command of ['im_open_login_svc.kick', 'openim.admin_msgwithdraw', 'openim.querystate']) {
      expect(await alice.code(command), command).toBe(70403);
    }
  });
});

test('accounts are checked and imported, one or a hundred at a time', async () => {
  const world = new World({ strictAccounts: true });
  const admin = world.admin();
  await admin.ask('im_open_login_svc.account_import', { UserID: 'alice', Nick: 'Alice', FaceUrl: 'a.png' });
  await admin.ask('im_open_login_svc.account_import', { UserID: 'alice', Nick: 'A.' });
  expect(world.store.account('alice')?.profile).toEqual({
    Tag_Profile_IM_Nick: 'A.',
    Tag_Profile_IM_Image: 'a.png',
  });
  const many = { AccountList: ['bob', 'a b', 'carol'].map((UserID) => ({ UserID })) };
  expect(await admin.ask('im_open_login_svc.multiaccount_import', many)).toMatchObject({
    FailAccounts: ['a b'],
  });
  const CheckItem = ['alice', 'carol', 'nobody'].map((UserID) => ({ UserID }));
  const { ResultItem } = await admin.ask('im_open_login_svc.account_check', { CheckItem });
  expect((ResultItem as { AccountStatus: string }[]).map((item) => item.AccountStatus)).toEqual([
    'Imported',
    'Imported',
    'NotImported',
  ]);
  expect(await admin.code('im_open_login_svc.account_import', { UserID: 'a b' })).toBe(70402);
});

test('a profile is what everybody sees of a user, and friends hear of its changes', async () => {
  const world = new World();
  const [alice, bob, pad] = [
    await world.login('alice'),
    await world.login('bob'),
    await world.login('alice'),
  ];
  await alice.ask('sns.friend_add', { AddFriendItem: [{ To_Account: 'bob' }] });
  for (const phone of [alice, bob, pad]) phone.take();
  const set = (Tag: string, Value: unknown) =>
    alice.code('profile.portrait_set', { ProfileItem: [{ Tag, Value }] });
  expect(await set('Tag_Profile_IM_Nick', 'Alice')).toBe(0);
  const change = [
    { Profile_Account: 'alice', ProfileList: [{ Tag: 'Tag_Profile_IM_Nick', ValueBytes: 'Alice' }] },
  ];
  expect(bob.take()).toMatchObject([{ Event: 8, ProfileDataMod: change }]);
  expect(pad.take()).toMatchObject([{ Event: 8, ProfileDataMod: change }]);
  expect(alice.take()).toEqual([]);
  await alice.ask('openim.sendmsg', message('bob', 'hi'));
  expect(bob.take()).toMatchObject([{ C2cMsgArray: [{ From_AccountNick: 'Alice' }] }]);
  expect(await set('Nick', 'x')).toBe(40009);
  expect(await set('Tag_Profile_IM_Nick', {})).toBe(40610);
  expect(await set('Tag_Profile_IM_Nick', 'x'.repeat(501))).toBe(40601);
});
