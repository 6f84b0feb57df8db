import { describe, expect, test } from 'vitest';
import { openBackend } from './rest-client.js';

const OK = { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', ErrorDisplay: '' };

async function open(settings = {}) {
  const backend = await openBackend({ settings: { strictAccounts: true, ...settings } });
  await backend.ok('im_open_login_svc/multiaccount_import', { Accounts: ['alice', 'bob', 'carol'] });
  return backend;
}

const done = (To_Account: string) => ({ To_Account, ResultCode: 0, ResultInfo: '' });

describe('friend_add', () => {
  const add = (To_Account: string, more: object = {}) => ({
    From_Account: 'alice',
    AddFriendItem: [{ To_Account, AddSource: 'AddSource_Type_Web', Remark: 'B' }],
    ...more,
  });

  test('makes friends both ways: only friends may write where the hub wants that', async () => {
    const { call, login } = await open({ friendsOnly: true });
    const [alice, bob] = [await login('alice'), await login('bob')];
    await expect(alice.sendC2CTextMessage('hello', 'bob')).rejects.toMatchObject({ code: 20009 });
    expect(await call('sns/friend_add', add('bob'))).toEqual({ ...OK, ResultItem: [done('bob')] });
    await alice.sendC2CTextMessage('hello', 'bob');
    await bob.sendC2CTextMessage('hello', 'alice');
  });

  test('Add_Type_Single makes a friend one way', async () => {
    const { hub, ok } = await open();
    await ok('sns/friend_add', add('bob', { AddType: 'Add_Type_Single' }));
    expect(hub.store.friend('alice', 'bob')).toMatchObject({ remark: 'B' });
    expect(hub.store.friend('bob', 'alice')).toBeUndefined();
  });

  test('who wants to be asked is asked, unless ForceAddFlags is 1; who takes nobody stays alone', async () => {
    const { ok, call } = await open();
    const allow = (From_Account: string, Value: string) =>
      ok('profile/portrait_set', { From_Account, ProfileItem: [{ Tag: 'Tag_Profile_IM_AllowType', Value }] });
    await allow('bob', 'AllowType_Type_NeedConfirm');
    await allow('carol', 'AllowType_Type_DenyAny');
    const code = async (body: object) => (await call('sns/friend_add', body)).ResultItem;
    expect(await code(add('bob'))).toMatchObject([{ ResultCode: 30539 }]);
    expect(await code(add('carol'))).toMatchObject([{ ResultCode: 30516 }]);
    expect(await code(add('bob', { ForceAddFlags: 1 }))).toMatchObject([{ ResultCode: 0 }]);
  });

  test('failures are named one by one', async () => {
    const { ok, call } = await open();
    await ok('sns/black_list_add', { From_Account: 'alice', To_Account: ['bob'] });
    await ok('sns/black_list_add', { From_Account: 'carol', To_Account: ['alice'] });
    const users = ['bob', 'carol', 'nobody'];
    const answer = await call('sns/friend_add', {
      ...{ From_Account: 'alice' },
      AddFriendItem: users.map((To_Account) => ({ To_Account, AddSource: 'AddSource_Type_Web' })),
    });
    expect(answer).toMatchObject({
      ...OK,
      ResultItem: [{ ResultCode: 30515 }, { ResultCode: 30525 }, { ResultCode: 30003 }],
      Fail_Account: users,
    });
  });

  test('nobody to add, and an unknown user, fail', async () => {
    const { code } = await open();
    expect(await code('sns/friend_add', { From_Account: 'alice', AddFriendItem: [] })).toBe(30001);
    expect(await code('sns/friend_add', { ...add('bob'), From_Account: 'nobody' })).toBe(30003);
  });
});

describe('black_list_add and black_list_delete', () => {
  const change = (...To_Account: string[]) => ({ From_Account: 'bob', To_Account });

  test('who is on the list can not write or ring, and is no friend any more, until taken off it', async () => {
    const { hub, ok, call, login } = await open({ blockedSenderIsTold: true });
    const [alice, bob] = [await login('alice'), await login('bob')];
    await ok('sns/friend_add', { From_Account: 'alice', AddFriendItem: [{ To_Account: 'bob' }] });
    expect(await call('sns/black_list_add', change('alice'))).toEqual({ ...OK, ResultItem: [done('alice')] });
    expect([hub.store.friends('alice'), hub.store.friends('bob')]).toEqual([[], []]);
    expect(await bob.getBlackList()).toEqual(['alice']);
    await expect(alice.invite('bob', '', false, undefined, 30).sent).rejects.toMatchObject({ code: 20007 });
    expect(await call('sns/black_list_delete', change('alice'))).toEqual({
      ...OK,
      ResultItem: [done('alice')],
    });
    await alice.invite('bob', '', false, undefined, 30).sent;
  });

  test('failures are named one by one', async () => {
    const { ok, call } = await open();
    await ok('sns/black_list_add', change('alice'));
    expect(await call('sns/black_list_add', change('alice', 'carol', 'nobody'))).toEqual({
      ...OK,
      ResultItem: [
        { To_Account: 'alice', ResultCode: 30001, ResultInfo: expect.any(String) },
        done('carol'),
        { To_Account: 'nobody', ResultCode: 30003, ResultInfo: expect.any(String) },
      ],
      Fail_Account: ['alice', 'nobody'],
    });
  });

  test.each(['sns/black_list_add', 'sns/black_list_delete'])(
    '%s of nobody, or for an unknown user, fails',
    async (path) => {
      const { code } = await open();
      expect(await code(path, change())).toBe(30001);
      expect(await code(path, { From_Account: 'nobody', To_Account: ['alice'] })).toBe(30003);
    },
  );
});

describe('portrait_set and portrait_get', () => {
  const item = (Tag: string, Value: unknown) => ({ Tag, Value });

  test('what was set is what is got, by everyone', async () => {
    const { call, login } = await open();
    const bob = await login('bob');
    const items = [item('Tag_Profile_IM_Nick', 'Alice'), item('Tag_Profile_Custom_Level', 7)];
    expect(await call('profile/portrait_set', { From_Account: 'alice', ProfileItem: items })).toEqual(OK);
    const TagList = ['Tag_Profile_IM_Nick', 'Tag_Profile_Custom_Level', 'Tag_Profile_IM_AllowType'];
    expect(await call('profile/portrait_get', { To_Account: ['alice'], TagList })).toEqual({
      ...OK,
      CurrentStandardSequence: 0,
      UserProfileItem: [
        {
          ...done('alice'),
          ProfileItem: [...items, item('Tag_Profile_IM_AllowType', 'AllowType_Type_AllowAny')],
          StandardSequence: 0,
          CustomSequence: 0,
        },
      ],
    });
    expect(await bob.getUsersInfo(['alice'])).toMatchObject([{ nickName: 'Alice' }]);
  });

  test('unknown users are named, and do not come to be by that', async () => {
    const { hub, call } = await openBackend();
    const body = { To_Account: ['nobody'], TagList: ['Tag_Profile_IM_Nick'] };
    expect(await call('profile/portrait_get', body)).toMatchObject({
      ...OK,
      UserProfileItem: [{ To_Account: 'nobody', ResultCode: 40003 }],
      Fail_Account: ['nobody'],
    });
    expect(hub.store.account('nobody')).toBeUndefined();
  });

  test.each([
    ['a tag there is not', [item('Nick', 'x')], 40009],
    ['a value of the wrong type', [item('Tag_Profile_IM_Nick', ['x'])], 40610],
    ['a value of 501 bytes', [item('Tag_Profile_IM_Nick', 'x'.repeat(501))], 40601],
    ['nothing to set', [], 40001],
  ])('%s: setting fails', async (_what, ProfileItem, code) => {
    const backend = await open();
    expect(await backend.code('profile/portrait_set', { From_Account: 'alice', ProfileItem })).toBe(code);
  });

  test('setting for an unknown user, and getting of nobody or nothing, fails', async () => {
    const { code } = await open();
    const ProfileItem = [item('Tag_Profile_IM_Nick', 'x')];
    expect(await code('profile/portrait_set', { From_Account: 'nobody', ProfileItem })).toBe(40003);
    expect(await code('profile/portrait_get', { To_Account: [], TagList: ['Tag_Profile_IM_Nick'] })).toBe(
      40002,
    );
    expect(await code('profile/portrait_get', { To_Account: ['alice'] })).toBe(40001);
  });
});
