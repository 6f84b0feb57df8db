import { describe, expect, test } from 'vitest';

import type { V2TIMMessage } from '../../../src/im/v2tim-message.js';
import { inbox, openBackend, text } from './rest-client.js';

const OK = { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '' };

let random = 0;

/** A message from alice to bob. */
function message(more: object = {}): object {
  const MsgBody = text('hello');
  return { From_Account: 'alice', To_Account: 'bob', MsgRandom: ++random, MsgBody, ...more };
}

describe('sendmsg', () => {
  test('reaches its receiver as from whom it says, and answers with time and key', async () => {
    const { call, login } = await openBackend();
    const got = inbox(await login('bob'));
    const answer = await call('openim/sendmsg', message({ MsgSeq: 17, MsgRandom: 42 }));
    expect(answer).toEqual({
      ...OK,
      MsgTime: expect.any(Number),
      MsgKey: `17_42_${answer.MsgTime}`,
    });
    await expect.poll(() => got).toMatchObject([{ sender: 'alice', elements: text('hello') }]);
  });

  test('without From_Account it is from the administrator', async () => {
    const { ok, login } = await openBackend();
    const got = inbox(await login('bob'));
    await ok('openim/sendmsg', { To_Account: 'bob', MsgRandom: 1, MsgBody: text('hello') });
    await expect.poll(() => got).toMatchObject([{ sender: 'administrator' }]);
  });

  test.each([
    ['1: on the devices and in the history of the sender', 1, 1, 1],
    ['2: neither', 2, 0, 0],
    ['left out: in the history only', undefined, 0, 1],
  ])('SyncOtherMachine %s', async (_what, SyncOtherMachine, onDevice, inHistory) => {
    const { ok, login } = await openBackend();
    const [alice, bob] = [await login('alice'), await login('bob')];
    const [sent, got] = [inbox(alice), inbox(bob)];
    await ok('openim/sendmsg', message({ SyncOtherMachine }));
    await expect.poll(() => got).toHaveLength(1);
    expect(sent).toHaveLength(onDevice);
    expect(await alice.getC2CHistoryMessageList('bob', 10)).toHaveLength(inHistory);
    expect(await bob.getC2CHistoryMessageList('alice', 10)).toHaveLength(1);
  });

  test('MsgLifeTime 0 reaches who is online, and no history and no phone', async () => {
    const { hub, ok, login } = await openBackend();
    const bob = await login('bob');
    const got = inbox(bob);
    await ok('openim/sendmsg', message({ MsgLifeTime: 0 }));
    await expect.poll(() => got).toHaveLength(1);
    expect(await bob.getC2CHistoryMessageList('alice', 10)).toEqual([]);
    await bob.logout();
    const push = { OfflinePushInfo: { Desc: 'alice calls' } };
    await ok('openim/sendmsg', message({ MsgLifeTime: 0, ...push }));
    expect(hub.store.pushes('bob')).toEqual([]);
  });

  test('MsgLifeTime beyond seven days means seven days', async () => {
    const { code } = await openBackend();
    expect(await code('openim/sendmsg', message({ MsgLifeTime: 30 * 86_400 }))).toBe(0);
  });

  test('OfflinePushInfo is what the phone of an offline user shows, unless PushFlag is 1', async () => {
    const { hub, ok } = await openBackend();
    const push = { PushFlag: 0, Title: 'Call', Desc: 'alice calls', Ext: '{"room":7}' };
    await ok('openim/sendmsg', message({ OfflinePushInfo: push }));
    await ok('openim/sendmsg', message({ OfflinePushInfo: { ...push, PushFlag: 1 } }));
    expect(hub.store.pushes('bob')).toMatchObject([
      { from: 'alice', title: 'Call', desc: 'alice calls', ext: '{"room":7}' },
    ]);
  });

  test('NoUnread counts nowhere; CloudCustomData comes along', async () => {
    const { ok, login } = await openBackend();
    const got = inbox(await login('bob'));
    await ok('openim/sendmsg', message({ SendMsgControl: ['NoUnread'], CloudCustomData: 'v1' }));
    await ok('openim/sendmsg', message());
    await expect.poll(() => got).toMatchObject([{ cloudCustomData: 'v1' }, { cloudCustomData: '' }]);
    expect(await ok('openim/get_c2c_unread_msg_num', { To_Account: 'bob' })).toEqual({
      AllC2CUnreadMsgNum: 1,
    });
  });

  test('asks neither friends nor the block list', async () => {
    const { code, ok } = await openBackend({ settings: { friendsOnly: true } });
    await ok('sns/black_list_add', { From_Account: 'bob', To_Account: ['alice'] });
    expect(await code('openim/sendmsg', message())).toBe(0);
  });

  test('the same numbers and content within two minutes are the same message', async () => {
    const { ok, login } = await openBackend();
    const bob = await login('bob');
    const again = message({ MsgSeq: 1, MsgRandom: 2 });
    expect(await ok('openim/sendmsg', again)).toEqual(await ok('openim/sendmsg', again));
    expect(await bob.getC2CHistoryMessageList('alice', 10)).toHaveLength(1);
  });

  test.each([
    ['no receiver', { To_Account: undefined }, 90003],
    ['a receiver of the wrong type', { To_Account: ['bob'] }, 90003],
    ['no MsgRandom', { MsgRandom: undefined }, 90005],
    ['a MsgRandom of the wrong type', { MsgRandom: 'x' }, 90005],
    ['a MsgTimeStamp of the wrong type', { MsgTimeStamp: 'now' }, 90006],
    ['a SyncOtherMachine of the wrong type', { SyncOtherMachine: '2' }, 90031],
    ['a MsgLifeTime of the wrong type', { MsgLifeTime: '60' }, 90044],
    ['no MsgBody', { MsgBody: undefined }, 90002],
    ['a MsgBody that is no list', { MsgBody: text('hello')[0] }, 90002],
    ['an element without content', { MsgBody: [{ MsgType: 'TIMTextElem' }] }, 90002],
    ['a SendMsgControl of the wrong type', { SendMsgControl: 'NoUnread' }, 90010],
    ['a receiver without an account', { To_Account: 'nobody' }, 90012],
    ['a sender without an account', { From_Account: 'nobody' }, 90048],
    ['13 KB', { MsgBody: text('x'.repeat(13 * 1024)) }, 93000],
  ])('%s fails', async (_what, more, code) => {
    const backend = await openBackend({ settings: { strictAccounts: true } });
    await backend.ok('im_open_login_svc/multiaccount_import', { Accounts: ['alice', 'bob'] });
    expect(await backend.call('openim/sendmsg', message(more))).toMatchObject({
      ActionStatus: 'FAIL',
      ErrorCode: code,
    });
  });
});

describe('batchsendmsg', () => {
  async function open() {
    const backend = await openBackend({ settings: { strictAccounts: true } });
    await backend.ok('im_open_login_svc/multiaccount_import', { Accounts: ['alice', 'bob', 'carol'] });
    return backend;
  }

  test('reaches all', async () => {
    const { call, login } = await open();
    const boxes = [inbox(await login('bob')), inbox(await login('carol'))];
    const answer = await call('openim/batchsendmsg', message({ To_Account: ['bob', 'carol'] }));
    expect(answer).toEqual({ ...OK, MsgKey: expect.stringMatching(/^\d+_\d+_\d+$/) });
    for (const box of boxes) await expect.poll(() => box).toMatchObject([{ sender: 'alice' }]);
  });

  test('some have no account: the others get theirs', async () => {
    const { call, login } = await open();
    const got = inbox(await login('bob'));
    const answer = await call('openim/batchsendmsg', message({ To_Account: ['nobody', 'bob', 'a b'] }));
    expect(answer).toEqual({
      ActionStatus: 'SomeError',
      ErrorCode: 0,
      ErrorInfo: '',
      MsgKey: expect.any(String),
      ErrorList: [
        { To_Account: 'nobody', ErrorCode: 70107 },
        { To_Account: 'a b', ErrorCode: 70107 },
      ],
    });
    await expect.poll(() => got).toHaveLength(1);
  });

  test.each([
    ['none has an account', { To_Account: ['nobody'] }, 90012],
    ['nobody is named', { To_Account: [] }, 90003],
    ['one receiver, not in a list', { To_Account: 'bob' }, 90003],
    ['501 receivers', { To_Account: Array(501).fill('bob') }, 90011],
    ['the sender has no account', { To_Account: ['bob'], From_Account: 'nobody' }, 90048],
    ['no MsgRandom', { To_Account: ['bob'], MsgRandom: undefined }, 90005],
    ['13 KB', { To_Account: ['bob'], MsgBody: text('x'.repeat(13 * 1024)) }, 93000],
  ])('%s: it fails', async (_what, more, code) => {
    const backend = await open();
    expect(await backend.code('openim/batchsendmsg', message(more))).toBe(code);
  });
});

describe('admin_getroammsg', () => {
  const whole = { Operator_Account: 'bob', Peer_Account: 'alice', MinTime: 0, MaxTime: 4_000_000_000 };

  test('gives what two users wrote, oldest first', async () => {
    const { call, ok } = await openBackend();
    await ok('openim/sendmsg', message({ MsgSeq: 1, MsgRandom: 10, CloudCustomData: 'v1' }));
    await ok('openim/sendmsg', message({ From_Account: 'bob', To_Account: 'alice', MsgSeq: 2 }));
    const answer = await call('openim/admin_getroammsg', { ...whole, MaxCnt: 10 });
    const first = (answer.MsgList as Record<string, unknown>[])[0]!;
    expect(answer).toMatchObject({
      ...OK,
      Complete: 1,
      MsgCnt: 2,
      LastMsgTime: first.MsgTimeStamp,
      LastMsgKey: first.MsgKey,
      MsgList: [
        {
          From_Account: 'alice',
          To_Account: 'bob',
          MsgSeq: 1,
          MsgRandom: 10,
          MsgTimeStamp: expect.any(Number),
          MsgFlagBits: 0,
          MsgKey: `1_10_${first.MsgTimeStamp}`,
          MsgBody: text('hello'),
          CloudCustomData: 'v1',
        },
        { From_Account: 'bob', MsgSeq: 2 },
      ],
    });
  });

  test('page by page, from new to old, with MaxTime and LastMsgKey of the page before', async () => {
    const { ok } = await openBackend();
    for (let MsgSeq = 1; MsgSeq <= 5; MsgSeq++) await ok('openim/sendmsg', message({ MsgSeq }));
    const pages: number[][] = [];
    let body: object = { ...whole, MaxCnt: 2 };
    for (;;) {
      const page = await ok('openim/admin_getroammsg', body);
      pages.push((page.MsgList as { MsgSeq: number }[]).map(({ MsgSeq }) => MsgSeq));
      if (page.Complete === 1) break;
      body = { ...body, MaxTime: page.LastMsgTime, LastMsgKey: page.LastMsgKey };
    }
    expect(pages).toEqual([[4, 5], [2, 3], [1]]);
  });

  test('takes the older names of its fields, and knows the side that got nothing', async () => {
    const { ok } = await openBackend();
    await ok('openim/sendmsg', message({ SyncOtherMachine: 2 }));
    const older = (From_Account: string, To_Account: string) =>
      ok('openim/admin_getroammsg', { From_Account, To_Account, MaxCnt: 9, MinTime: 0, MaxTime: 4e9 });
    expect(await older('bob', 'alice')).toMatchObject({ MsgCnt: 1 });
    expect(await older('alice', 'bob')).toMatchObject({ MsgCnt: 0 });
  });

  test.each([
    ['no side', { Operator_Account: undefined }, 90008],
    ['no other side', { Peer_Account: undefined }, 90003],
    ['no count', { MaxCnt: undefined }, 90010],
  ])('%s: it fails', async (_what, more, code) => {
    const backend = await openBackend();
    expect(await backend.code('openim/admin_getroammsg', { ...whole, MaxCnt: 10, ...more })).toBe(code);
  });
});

describe('admin_msgwithdraw', () => {
  test('takes a message back on both sides, at any time', async () => {
    const { ok, call, login } = await openBackend();
    const bob = await login('bob');
    const recalled = new Promise<string>((resolve) =>
      bob.addAdvancedMsgListener({ onRecvMessageRevoked: (msgID) => resolve(msgID) }),
    );
    const { MsgKey } = await ok('openim/sendmsg', message());
    const names = { From_Account: 'alice', To_Account: 'bob', MsgKey };
    expect(await call('openim/admin_msgwithdraw', names)).toEqual(OK);
    await recalled;
    expect(await bob.getC2CHistoryMessageList('alice', 10)).toEqual([]);
    const history = await ok('openim/admin_getroammsg', {
      ...{ Operator_Account: 'bob', Peer_Account: 'alice', MaxCnt: 9, MinTime: 0, MaxTime: 4e9 },
    });
    expect(history.MsgList).toMatchObject([{ MsgKey, MsgFlagBits: 8 }]);
    expect(await call('openim/admin_msgwithdraw', names)).toMatchObject({ ErrorCode: 20023 });
  });

  test.each([
    ['no sender', { From_Account: undefined }, 90008],
    ['no receiver', { To_Account: undefined }, 90003],
    ['a key that is none', { MsgKey: 'x' }, 90054],
    ['a key that nothing has', { MsgKey: '1_2_3' }, 20022],
  ])('%s: it fails', async (_what, more, code) => {
    const backend = await openBackend();
    const names = { From_Account: 'alice', To_Account: 'bob', MsgKey: '1_2_3', ...more };
    expect(await backend.code('openim/admin_msgwithdraw', names)).toBe(code);
  });
});

describe('modify_c2c_msg', () => {
  test('rewrites body or custom data; devices see it', async () => {
    const { ok, call, login } = await openBackend();
    const bob = await login('bob');
    const changed: V2TIMMessage[] = [];
    bob.addAdvancedMsgListener({ onRecvMessageModified: (each) => changed.push(each) });
    const { MsgKey } = await ok('openim/sendmsg', message({ CloudCustomData: 'v1' }));
    const names = { From_Account: 'alice', To_Account: 'bob', MsgKey };
    expect(await call('openim/modify_c2c_msg', { ...names, MsgBody: text('bye') })).toMatchObject(OK);
    expect(await call('openim/modify_c2c_msg', { ...names, CloudCustomData: 'v2' })).toMatchObject(OK);
    await expect
      .poll(() => changed)
      .toMatchObject([
        { elements: text('bye'), cloudCustomData: 'v1' },
        { elements: text('bye'), cloudCustomData: 'v2' },
      ]);
  });

  test.each([
    ['no receiver', { To_Account: undefined }, 90003],
    ['a body that is no list', { MsgBody: 'x' }, 90002],
    ['a message that is not there', { MsgBody: text('bye') }, 20022],
  ])('%s: it fails', async (_what, more, code) => {
    const backend = await openBackend();
    const names = { From_Account: 'alice', To_Account: 'bob', MsgKey: '1_2_3', ...more };
    expect(await backend.code('openim/modify_c2c_msg', names)).toBe(code);
  });
});

describe('get_c2c_unread_msg_num', () => {
  test('in all, or by who wrote', async () => {
    const { call, ok, login } = await openBackend();
    await ok('openim/sendmsg', message());
    await ok('openim/sendmsg', message());
    await ok('openim/sendmsg', message({ From_Account: 'carol' }));
    const count = (more: object = {}) =>
      call('openim/get_c2c_unread_msg_num', { To_Account: 'bob', ...more });
    expect(await count()).toEqual({ ...OK, AllC2CUnreadMsgNum: 3 });
    expect(await count({ Peer_Account: ['alice', 'carol', 'nobody'] })).toEqual({
      ...OK,
      C2CUnreadMsgNumList: [
        { Peer_Account: 'alice', C2CUnreadMsgNum: 2 },
        { Peer_Account: 'carol', C2CUnreadMsgNum: 1 },
      ],
      ErrorList: [{ Peer_Account: 'nobody', ErrorCode: 70107 }],
    });
    await (await login('bob')).markC2CMessageAsRead('alice');
    expect(await count()).toEqual({ ...OK, AllC2CUnreadMsgNum: 1 });
  });

  test('of nobody, or of an unknown user, it fails', async () => {
    const { code } = await openBackend();
    expect(await code('openim/get_c2c_unread_msg_num', {})).toBe(90003);
    expect(await code('openim/get_c2c_unread_msg_num', { To_Account: 'nobody' })).toBe(90003);
  });
});
