import { describe, expect, onTestFinished, test } from 'vitest';
import { attachWebhooks } from '../../../src/gateway/webhook/webhooks.js';
import { HeldClock } from '../held-clock.js';
import type { OpenHubOptions } from '../open-hub.js';
import { openBackend as openRest, text } from '../rest/rest-client.js';
import { RawClient } from '../websocket/raw-client.js';
import { openBackend } from './backend.js';

/** A hub that tells a backend; its users come by WebSocket, by REST, and in this process. */
async function open(answer?: Parameters<typeof openBackend>[0], options?: OpenHubOptions) {
  const backend = await openBackend(answer);
  const rest = await openRest(options);
  onTestFinished(attachWebhooks(rest.hub, backend.url));
  return { backend, ...rest };
}

/** A line of an SDK on which `userID` is logged in. */
async function line(url: string, userID: string): Promise<RawClient> {
  const client = await RawClient.open(url);
  await client.request('im_open_status.wslogin', {}, { identifier: userID, usersig: 'any' });
  return client;
}

const C2C = { To_Account: 'bob', MsgSeq: 5, MsgRandom: 6, MsgBody: text('hello') };
const GROUP = { GroupId: 'team', Random: 7, MsgBody: text('hello') };
const TEAM = { Type: 'Public', GroupId: 'team', Name: 'The team', Owner_Account: 'alice' };

/** How a message leaves: by the endpoint named, from alice, to bob or to her group. */
const SENDERS = {
  async websocket({ url }: Awaited<ReturnType<typeof open>>, command: string, body: object) {
    return (await line(url, 'alice')).request(command, body);
  },
  async rest({ call }: Awaited<ReturnType<typeof open>>, command: string, body: object) {
    return call(command.replace('.', '/'), { ...body, From_Account: 'alice' });
  },
} as const;

describe.each([
  ['websocket', 'Web', 'alice'],
  ['rest', 'RESTAPI', 'administrator'],
] as const)('a message by %s', (endpoint, OptPlatform, operator) => {
  test('to a user is told before and after, with the platform', async () => {
    const stage = await open();
    await SENDERS[endpoint](stage, 'openim.sendmsg', C2C);
    for (const when of ['Before', 'After']) {
      const { query, body } = await stage.backend.next(`C2C.Callback${when}SendMsg`);
      expect(query.get('OptPlatform')).toBe(OptPlatform);
      expect(query.get('SdkAppid')).toBe('1400000001');
      expect(body).toMatchObject({ From_Account: 'alice', ...C2C, MsgKey: `5_6_${body.MsgTime}` });
    }
  });

  test('to a group is told before and after, with who asked for it', async () => {
    const stage = await open();
    await stage.ok('group_open_http_svc/create_group', TEAM);
    await SENDERS[endpoint](stage, 'group_open_http_svc.send_group_msg', GROUP);
    for (const when of ['Before', 'After']) {
      const { body } = await stage.backend.next(`Group.Callback${when}SendMsg`);
      expect(body).toMatchObject({
        ...{ ...GROUP, Type: 'Public', From_Account: 'alice', Operator_Account: operator },
        ...{ OnlineOnlyFlag: 0, CloudCustomData: '', EventTime: expect.any(Number) },
      });
    }
    expect(stage.backend.bodies('Group.CallbackAfterSendMsg')).toMatchObject([{ MsgSeq: 1 }]);
  });

  test.each([
    ['openim.sendmsg', 1, 20006, C2C],
    ['openim.sendmsg', 120_001, 120_001, C2C],
    ['openim.sendmsg', 130_000, 130_000, C2C],
    ['group_open_http_svc.send_group_msg', 1, 10016, GROUP],
    ['group_open_http_svc.send_group_msg', 10_100, 10_100, GROUP],
    ['group_open_http_svc.send_group_msg', 120_001, 120_001, GROUP],
  ])('%s, refused by the backend with %i, is answered with %i', async (command, ErrorCode, told, body) => {
    const stage = await open((callback) => ({
      ErrorCode: callback.body.CallbackCommand.includes('BeforeSendMsg') ? ErrorCode : 0,
      ErrorInfo: 'not now',
    }));
    await stage.ok('group_open_http_svc/create_group', TEAM);
    expect(await SENDERS[endpoint](stage, command, body)).toMatchObject({
      ActionStatus: 'FAIL',
      ErrorCode: told,
      ErrorInfo: 'not now',
    });
    expect(stage.hub.store.log(0, 10)).toEqual([]);
  });

  test.each([
    ['openim.sendmsg', C2C],
    ['group_open_http_svc.send_group_msg', GROUP],
  ])('%s is rewritten by the backend', async (command, body) => {
    const stage = await open((callback) =>
      callback.body.CallbackCommand.includes('BeforeSendMsg')
        ? { ErrorCode: 0, MsgBody: text('****'), CloudCustomData: 'moderated' }
        : { ErrorCode: 0 },
    );
    await stage.ok('group_open_http_svc/create_group', TEAM);
    expect(await SENDERS[endpoint](stage, command, body)).toMatchObject({ ErrorCode: 0 });
    const rewritten = { MsgBody: text('****'), CloudCustomData: 'moderated' };
    expect(stage.hub.store.log(0, 10).map(({ wire }) => wire)).toMatchObject([rewritten]);
    const after = `${command === 'openim.sendmsg' ? 'C2C' : 'Group'}.CallbackAfterSendMsg`;
    expect((await stage.backend.next(after)).body).toMatchObject(rewritten);
  });
});

test('REST without MsgSeq: the callbacks and the message have the same one', async () => {
  const stage = await open();
  const { MsgSeq: _, ...order } = C2C;
  const { MsgKey } = await stage.ok('openim/sendmsg', order);
  const { body: before } = await stage.backend.next('C2C.CallbackBeforeSendMsg');
  const { body: after } = await stage.backend.next('C2C.CallbackAfterSendMsg');
  expect(after.MsgKey).toBe(MsgKey);
  expect(String(MsgKey).split('_')[0]).toBe(String(before.MsgSeq));
  expect(after.MsgSeq).toBe(before.MsgSeq);
});

test.each([
  [['ForbidBeforeSendMsgCallback'], ['C2C.CallbackAfterSendMsg']],
  [['ForbidAfterSendMsgCallback'], ['C2C.CallbackBeforeSendMsg']],
  [['ForbidBeforeSendMsgCallback', 'ForbidAfterSendMsgCallback'], []],
])('REST forbids %j', async (ForbidCallbackControl, told) => {
  const stage = await open();
  const { MsgKey } = await stage.ok('openim/sendmsg', { ...C2C, ForbidCallbackControl });
  await stage.ok('openim/sendmsg', { ...C2C, MsgRandom: 99, To_Account: 'carol' });
  await expect
    .poll(() => stage.backend.bodies('C2C.CallbackAfterSendMsg').map(({ To_Account }) => To_Account))
    .toContain('carol');
  const toBob = stage.backend.got.map(({ body }) => body).filter(({ To_Account }) => To_Account === 'bob');
  expect(toBob.map(({ CallbackCommand }) => CallbackCommand)).toEqual(told);
  for (const { CallbackCommand, MsgKey: key } of toBob) {
    if (CallbackCommand === 'C2C.CallbackAfterSendMsg') expect(key).toBe(MsgKey);
  }
});

test('a callback that is switched off is not posted; the others are', async () => {
  const stage = await open(undefined, { settings: { callbacksOff: ['C2C.CallbackBeforeSendMsg'] } });
  await SENDERS.websocket(stage, 'openim.sendmsg', C2C);
  await stage.backend.next('C2C.CallbackAfterSendMsg');
  expect(stage.backend.bodies('C2C.CallbackBeforeSendMsg')).toEqual([]);
});

test('batchsendmsg is told of to nobody', async () => {
  const stage = await open();
  await stage.ok('openim/batchsendmsg', { ...C2C, To_Account: ['bob', 'carol'] });
  await stage.ok('openim/sendmsg', { ...C2C, To_Account: 'dave' });
  await stage.backend.next('C2C.CallbackAfterSendMsg');
  expect(stage.backend.got.map(({ body }) => body.To_Account)).toEqual(['dave', 'dave']);
});

test('a message that the hub refuses is told of afterwards, with the code', async () => {
  const stage = await open(undefined, { settings: { blockedSenderIsTold: true } });
  await stage.ok('sns/black_list_add', { From_Account: 'bob', To_Account: ['alice'] });
  await SENDERS.websocket(stage, 'openim.sendmsg', C2C);
  expect((await stage.backend.next('C2C.CallbackAfterSendMsg')).body).toMatchObject({
    ...C2C,
    SendMsgResult: 20007,
    ErrorInfo: expect.stringContaining('block list'),
    UnreadMsgNum: -1,
  });
});

test('a log-in that kicks another out names its platform; the kick-out is no event of its own', async () => {
  const clock = new HeldClock();
  const { backend, url, call } = await open(undefined, { clock });
  const first = await line(url, 'alice');
  const second = await RawClient.open(url, '/binfo', 'device=another');
  await second.request('im_open_status.wslogin', {}, { identifier: 'alice', usersig: 'any' });
  // The callbacks have a time limit on this clock too: let them through first.
  await expect.poll(() => backend.bodies('State.StateChange')).toHaveLength(2);
  clock.pass(5000);
  await first.closed();
  await call('im_open_login_svc/kick', { UserID: 'alice' });
  await expect
    .poll(() => backend.bodies('State.StateChange').map(({ Info, KickedDevice }) => [Info, KickedDevice]))
    .toEqual([
      [{ Action: 'Login', To_Account: 'alice', Reason: 'Register' }, undefined],
      [{ Action: 'Login', To_Account: 'alice', Reason: 'Register' }, [{ Platform: 'Web' }]],
      [{ Action: 'Logout', To_Account: 'alice', Reason: 'Unregister' }, undefined],
    ]);
});

test('groups by REST: made, members added and put out; who was no member is not told of', async () => {
  const { backend, ok } = await open();
  const member = (Member_Account: string) => ({ Member_Account });
  await ok('group_open_http_svc/create_group', { ...TEAM, Type: 'Private', MemberList: [member('bob')] });
  await ok('group_open_http_svc/add_group_member', {
    ...{ GroupId: 'team', MemberList: [member('bob'), member('carol')] },
  });
  await ok('group_open_http_svc/delete_group_member', {
    ...{ GroupId: 'team', MemberToDel_Account: ['carol', 'dave'] },
  });
  const about = { GroupId: 'team', Type: 'Private', Operator_Account: 'administrator' };
  expect((await backend.next('Group.CallbackAfterCreateGroup')).body).toEqual({
    CallbackCommand: 'Group.CallbackAfterCreateGroup',
    ...{ ...about, Owner_Account: 'alice', Name: 'The team', MemberList: [member('bob')] },
    ...{ UserDefinedDataList: [], EventTime: expect.any(Number) },
  });
  expect((await backend.next('Group.CallbackAfterNewMemberJoin')).body).toEqual({
    CallbackCommand: 'Group.CallbackAfterNewMemberJoin',
    ...{ ...about, JoinType: 'Invited', NewMemberList: [member('carol')], EventTime: expect.any(Number) },
  });
  expect((await backend.next('Group.CallbackAfterMemberExit')).body).toEqual({
    CallbackCommand: 'Group.CallbackAfterMemberExit',
    ...{ ...about, ExitType: 'Kicked', ExitMemberList: [member('carol')], EventTime: expect.any(Number) },
  });
});

test('who was let in after asking joined by applying', async () => {
  const { backend, ok, url } = await open();
  await ok('group_open_http_svc/create_group', TEAM);
  const [alice, bob] = [await line(url, 'alice'), await line(url, 'bob')];
  await bob.request('group_open_http_svc.apply_join_group', { GroupId: 'team' });
  expect(backend.bodies('Group.CallbackAfterNewMemberJoin')).toEqual([]);
  const word = { GroupId: 'team', Applicant_Account: 'bob', HandleMsg: 'Agree' };
  await alice.request('group_open_http_svc.handle_apply_join_group', word);
  expect((await backend.next('Group.CallbackAfterNewMemberJoin')).body).toMatchObject({
    ...{ JoinType: 'Apply', Operator_Account: 'alice', NewMemberList: [{ Member_Account: 'bob' }] },
  });
});
