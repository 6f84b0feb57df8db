import { describe, expect, test } from 'vitest';
import { type Phone, World } from '../world.js';

const SERVICE = 'group_open_http_svc';

/** alice's group with bob in it. */
async function cast(): Promise<{ world: World; alice: Phone; bob: Phone }> {
  const world = new World();
  const [alice, bob] = [await world.login('alice'), await world.login('bob')];
  const MemberList = [{ Member_Account: 'bob' }];
  await alice.ask(`${SERVICE}.create_group`, { Type: 'Work', Name: 'team', GroupId: 'team', MemberList });
  alice.take();
  bob.take();
  return { world, alice, bob };
}

const change = (phone: Phone, command: string, GroupAttr: object[] = [], more: object = {}) =>
  phone.answer(`${SERVICE}.${command}_group_attr`, { GroupId: 'team', GroupAttr, ...more });

const all = async (phone: Phone) => {
  const { AttrMainSeq, GroupAttrAry } = await phone.ask('group_open_attr_http_svc.get_group_attr', {
    GroupId: 'team',
  });
  const list = GroupAttrAry as { key: string; value: string; seq: number }[];
  return { main: AttrMainSeq, values: Object.fromEntries(list.map(({ key, value }) => [key, value])), list };
};

describe('a group’s attributes', () => {
  test('are set in place of all, modified, deleted and cleared; each change has a number', async () => {
    const { alice, bob } = await cast();
    await change(alice, 'set', [
      { key: 'host', value: 'alice' },
      { key: 'seats', value: '4' },
    ]);
    expect(await all(bob)).toMatchObject({ main: 1, values: { host: 'alice', seats: '4' } });
    await change(bob, 'modify', [{ key: 'host', value: 'bob' }]);
    expect(await all(alice)).toMatchObject({
      ...{ main: 2, values: { host: 'bob', seats: '4' } },
      list: [
        { key: 'host', seq: 2 },
        { key: 'seats', seq: 1 },
      ],
    });
    await change(bob, 'delete', [{ key: 'seats' }]);
    expect((await all(alice)).values).toEqual({ host: 'bob' });
    await change(bob, 'set', [{ key: 'other', value: 'x' }]);
    expect((await all(alice)).values).toEqual({ other: 'x' });
    await change(bob, 'clear');
    expect(await all(alice)).toMatchObject({ main: 5, values: {} });
  });

  test('are told to all members as they change, as something that is neither counted nor kept', async () => {
    const { alice, bob } = await cast();
    await change(alice, 'modify', [{ key: 'host', value: 'alice' }]);
    const GroupAttrInfo = [{ key: 'host', value: 'alice', seq: 1 }];
    const option = { GroupAttrSeq: 1, PushChangedAttrValFlag: 1, GroupAttrInfo, OpType: 2 };
    expect(bob.take()).toMatchObject([
      { Event: 6, GroupTips: [{ MsgBody: { MsgGroupNewInfo: { GroupAttrOption: option } } }] },
    ]);
  });

  test('are for members', async () => {
    const { world } = await cast();
    const carol = await world.login('carol');
    expect(await change(carol, 'set', [{ key: 'a', value: 'b' }])).toMatchObject({ ErrorCode: 10007 });
    expect(await carol.code('group_open_attr_http_svc.get_group_attr', { GroupId: 'team' })).toBe(10007);
  });

  test('changed by somebody else meanwhile give 10056 to who asked for that', async () => {
    const { alice, bob } = await cast();
    const careful = { AttrControl: ['RaceConflict'] };
    await change(alice, 'modify', [{ key: 'host', value: 'alice', seq: 0 }], careful);
    expect(await change(bob, 'modify', [{ key: 'host', value: 'bob', seq: 0 }], careful)).toMatchObject({
      ErrorCode: 10056,
    });
    expect(await change(bob, 'set', [], { ...careful, AttrMainSeq: 0 })).toMatchObject({ ErrorCode: 10056 });
    expect(await change(bob, 'modify', [{ key: 'host', value: 'bob', seq: 1 }], careful)).toMatchObject({
      ErrorCode: 0,
    });
    // Who did not ask overwrites.
    expect(await change(alice, 'modify', [{ key: 'host', value: 'alice', seq: 0 }])).toMatchObject({
      ErrorCode: 0,
    });
  });

  test('are 16 at most, with keys of 32 bytes and values of 4000', async () => {
    const { alice } = await cast();
    const many = (count: number) => Array.from({ length: count }, (_, i) => ({ key: `k${i}`, value: 'v' }));
    expect(await change(alice, 'set', many(16))).toMatchObject({ ErrorCode: 0 });
    expect(await change(alice, 'modify', [{ key: 'one more', value: 'v' }])).toMatchObject({
      ErrorCode: 10004,
    });
    expect(await change(alice, 'set', many(17))).toMatchObject({ ErrorCode: 10004 });
    for (const wrong of [
      { key: 'ü'.repeat(17), value: '' },
      { key: 'a', value: 'x'.repeat(4001) },
    ]) {
      expect(await change(alice, 'set', [wrong])).toMatchObject({ ErrorCode: 10004 });
    }
    expect(Object.keys((await all(alice)).values)).toHaveLength(16);
  });

  test('may have names that mean something to JavaScript', async () => {
    const { alice } = await cast();
    for (const key of ['__proto__', 'constructor', 'toString']) {
      await change(alice, 'modify', [{ key, value: key }]);
    }
    expect((await all(alice)).list.map(({ key, value }) => [key, value])).toEqual([
      ['__proto__', '__proto__'],
      ['constructor', 'constructor'],
      ['toString', 'toString'],
    ]);
  });
});

test('a backend’s own notice reaches the members it names, or all, while they are online', async () => {
  const { world, alice, bob } = await cast();
  const notice = (more: object) =>
    world
      .admin()
      .ask(`${SERVICE}.send_group_system_notification`, { GroupId: 'team', Content: 'hi', ...more });
  const expected = [{ Event: 5, GroupTips: [{ MsgBody: { ReportType: 255, UserDefinedField: 'hi' } }] }];
  await notice({ ToMembers_Account: ['bob'] });
  expect(bob.take()).toMatchObject(expected);
  expect(alice.take()).toEqual([]);
  await notice({});
  expect(alice.take()).toMatchObject(expected);
  expect(bob.take()).toMatchObject(expected);
  expect(
    await alice.code(`${SERVICE}.send_group_system_notification`, { GroupId: 'team', Content: 'hi' }),
  ).toBe(70403);
});
