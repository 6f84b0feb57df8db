import { describe, expect, test } from 'vitest';
import { type Phone, World } from '../world.js';

/** Makes a user wait to be asked, take nobody, or take anybody. */
const allow = (phone: Phone, type: 'AllowAny' | 'NeedConfirm' | 'DenyAny') =>
  phone.ask('profile.portrait_set', {
    ProfileItem: [{ Tag: 'Tag_Profile_IM_AllowType', Value: `AllowType_Type_${type}` }],
  });

async function add(phone: Phone, To_Account: string, more: object = {}): Promise<number> {
  const { ResultItem } = await phone.ask('sns.friend_add', { AddFriendItem: [{ To_Account, ...more }] });
  return (ResultItem as { ResultCode: number }[])[0]!.ResultCode;
}

async function answer(phone: Phone, To_Account: string, action: string): Promise<number> {
  const { ResultItem } = await phone.ask('sns.friend_response', {
    ResponseFriendItem: [{ To_Account, ResponseAction: `Response_Action_${action}` }],
  });
  return (ResultItem as { ResultCode: number }[])[0]!.ResultCode;
}

const pending = async (phone: Phone) => {
  const { PendencyItem } = await phone.ask('sns.pendency_get');
  return (PendencyItem as { To_Account: string; PendencyType: string; AddWording: string }[]).map(
    ({ To_Account, PendencyType, AddWording }) => [To_Account, PendencyType, AddWording],
  );
};

const relation = async (phone: Phone, To_Account: string) => {
  const { InfoItem } = await phone.ask('sns.friend_check', { To_Account: [To_Account] });
  return (InfoItem as { Relation: string }[])[0]!.Relation;
};

async function cast(): Promise<{ world: World; alice: Phone; bob: Phone }> {
  const world = new World();
  return { world, alice: await world.login('alice'), bob: await world.login('bob') };
}

test('who takes anybody is a friend at once, both ways, and both devices hear of it', async () => {
  const { alice, bob } = await cast();
  expect(await add(alice, 'bob', { Remark: 'B' })).toBe(0);
  expect(await relation(alice, 'bob')).toBe('CheckResult_Type_BothWay');
  const told = (userID: string) => ({
    Event: 7,
    FriendListMod: [{ FriendAdd_Account: [userID], PushType: 1 }],
  });
  expect(alice.take()).toEqual([told('bob')]);
  expect(bob.take()).toEqual([told('alice')]);
  const { UserDataItem } = await alice.ask('sns.friend_get');
  expect(UserDataItem).toMatchObject([
    { To_Account: 'bob', ValueItem: expect.arrayContaining([{ Tag: 'Tag_SNS_IM_Remark', Value: 'B' }]) },
  ]);
});

describe('who wants to be asked', () => {
  test('hears of the request, and both see it wait (30539)', async () => {
    const { alice, bob } = await cast();
    await allow(bob, 'NeedConfirm');
    expect(await add(alice, 'bob', { AddWording: 'it is me' })).toBe(30539);
    expect(bob.take()).toMatchObject([
      {
        Event: 7,
        FriendListMod: [{ PendencyAdd: [{ PendencyAdd_Account: 'alice', AddWording: 'it is me' }] }],
      },
    ]);
    expect(await pending(bob)).toEqual([['alice', 'Pendency_Type_ComeIn', 'it is me']]);
    expect(await pending(alice)).toEqual([['bob', 'Pendency_Type_SendOut', 'it is me']]);
    expect(await relation(alice, 'bob')).toBe('CheckResult_Type_NoRelation');
  });

  test.each([
    ['AgreeAndAdd', 'CheckResult_Type_BothWay'],
    ['Agree', 'CheckResult_Type_AWithB'],
    ['Reject', 'CheckResult_Type_NoRelation'],
  ])('may say %s: then the one who asked has %s', async (action, expected) => {
    const { alice, bob } = await cast();
    await allow(bob, 'NeedConfirm');
    await add(alice, 'bob');
    expect(await answer(bob, 'alice', action)).toBe(0);
    expect(await relation(alice, 'bob')).toBe(expected);
    expect(await pending(bob)).toEqual([]);
    // The request is over.
    expect(await answer(bob, 'alice', action)).toBe(30614);
  });
});

test('who takes nobody (30516), has the other blocked (30525) or is blocked by them (30515) is no friend', async () => {
  const { world, alice, bob } = await cast();
  const carol = await world.login('carol');
  await allow(bob, 'DenyAny');
  expect(await add(alice, 'bob')).toBe(30516);
  await carol.ask('sns.black_list_add', { To_Account: ['alice'] });
  expect(await add(alice, 'carol')).toBe(30525);
  expect(await add(carol, 'alice')).toBe(30515);
  expect(await add(alice, 'alice')).toBe(30001);
});

test('a friend is deleted on one list or on both; the others hear of it', async () => {
  const { alice, bob } = await cast();
  await add(alice, 'bob');
  alice.take();
  bob.take();
  await alice.ask('sns.friend_delete', { To_Account: ['bob'], DeleteType: 'Delete_Type_Single' });
  expect(await relation(alice, 'bob')).toBe('CheckResult_Type_BWithA');
  expect(bob.take()).toEqual([]);
  await bob.ask('sns.friend_delete', { To_Account: ['alice'], DeleteType: 'Delete_Type_Both' });
  expect(await relation(alice, 'bob')).toBe('CheckResult_Type_NoRelation');
  expect(bob.take()).toEqual([{ Event: 7, FriendListMod: [{ FriendDel_Account: ['alice'], PushType: 2 }] }]);
});

test('friends come by pages of 100', async () => {
  const { world, alice } = await cast();
  for (let i = 0; i < 130; i++) {
    world.store.putFriend('alice', { userID: `friend${i}`, remark: '', addTime: 1 });
  }
  const first = await alice.ask('sns.friend_get', { StartIndex: 0 });
  expect(first).toMatchObject({ FriendNum: 130, CompleteFlag: 0, NextStartIndex: 100 });
  const second = await alice.ask('sns.friend_get', { StartIndex: first.NextStartIndex });
  expect(second).toMatchObject({ CompleteFlag: 1, NextStartIndex: 0 });
  expect([first, second].map((page) => (page.UserDataItem as unknown[]).length)).toEqual([100, 30]);
});

describe('the block list', () => {
  test('is one’s own; each side sees who blocks whom', async () => {
    const { alice, bob } = await cast();
    await alice.ask('sns.black_list_add', { To_Account: ['bob'] });
    const check = async (phone: Phone, To_Account: string) => {
      const { BlackListCheckItem } = await phone.ask('sns.black_list_check', { To_Account: [To_Account] });
      return (BlackListCheckItem as { Relation: string }[])[0]!.Relation;
    };
    expect(await check(alice, 'bob')).toBe('BlackCheckResult_Type_AWithB');
    expect(await check(bob, 'alice')).toBe('BlackCheckResult_Type_BWithA');
    await bob.ask('sns.black_list_add', { To_Account: ['alice'] });
    expect(await check(bob, 'alice')).toBe('BlackCheckResult_Type_BothWay');
  });

  test('comes by pages, and ends with StartIndex 0: else a Web SDK asks for ever', async () => {
    const { alice } = await cast();
    await alice.ask('sns.black_list_add', { To_Account: ['a', 'b', 'c'] });
    const page = (StartIndex: number) => alice.ask('sns.black_list_get', { StartIndex, MaxLimited: 2 });
    expect(await page(0)).toMatchObject({
      BlackListItem: [{ To_Account: 'a' }, { To_Account: 'b' }],
      StartIndex: 2,
    });
    expect(await page(2)).toMatchObject({ BlackListItem: [{ To_Account: 'c' }], StartIndex: 0 });
    expect(await alice.ask('sns.black_list_get')).toMatchObject({ StartIndex: 0 });
  });

  test('is told to one’s own devices, the caller’s included, as it changes', async () => {
    const { world, alice } = await cast();
    const pad = await world.login('alice');
    await alice.ask('sns.black_list_add', { To_Account: ['bob'] });
    const told = { Event: 7, FriendListMod: [{ BlackListAdd_Account: ['bob'] }] };
    expect(alice.take()).toEqual([told]);
    expect(pad.take()).toEqual([told]);
  });
});
