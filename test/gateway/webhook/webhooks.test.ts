import { expect, onTestFinished, test } from 'vitest';
import { V2TIMManager } from '../../../src/device/v2tim-manager.js';
import { attachWebhooks } from '../../../src/gateway/webhook/webhooks.js';
import type { Hub } from '../../../src/hub/hub.js';
import type { TraceEvent } from '../../../src/trace/event.js';
import { openHub } from '../open-hub.js';
import { openBackend } from './backend.js';

async function open(answer?: Parameters<typeof openBackend>[0]) {
  const backend = await openBackend(answer);
  const { hub } = await openHub();
  onTestFinished(attachWebhooks(hub, backend.url));
  return { backend, hub };
}

async function login(hub: Hub, userID: string, platform = 'Android'): Promise<V2TIMManager> {
  const manager = new V2TIMManager();
  manager.initSDK(1400000001, { hub, platform });
  await manager.login(userID);
  return manager;
}

const MS = expect.any(Number);

test('log-in, log-out and a lost line are told', async () => {
  const { backend, hub } = await open();
  const alice = await login(hub, 'alice');
  const { query, body } = await backend.next('State.StateChange');
  expect(Object.fromEntries(query)).toEqual({
    shop: '1',
    SdkAppid: '1400000001',
    CallbackCommand: 'State.StateChange',
    contenttype: 'json',
    ClientIP: '127.0.0.1',
    OptPlatform: 'Android',
  });
  expect(body).toMatchObject({
    Info: { Action: 'Login', To_Account: 'alice', Reason: 'Register' },
    EventTime: MS,
  });
  await alice.logout();
  const bob = await login(hub, 'bob');
  bob.unInitSDK();
  await expect
    .poll(() => backend.got.map(({ body: { Info } }) => Object.values(Info as object).join(' ')))
    .toEqual([
      'Login alice Register',
      'Logout alice Unregister',
      'Login bob Register',
      'Disconnect bob LinkClose',
    ]);
});

test('before and after a C2C message', async () => {
  const { backend, hub } = await open();
  const alice = await login(hub, 'alice');
  await alice.sendC2CTextMessage('hello', 'bob');
  const { body: before } = await backend.next('C2C.CallbackBeforeSendMsg');
  const { body: after } = await backend.next('C2C.CallbackAfterSendMsg');
  const message = {
    From_Account: 'alice',
    To_Account: 'bob',
    MsgSeq: expect.any(Number),
    MsgRandom: expect.any(Number),
    MsgTime: expect.any(Number),
    MsgKey: expect.stringMatching(/^\d+_\d+_\d+$/),
    OnlineOnlyFlag: 0,
    MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'hello' } }],
    CloudCustomData: '',
    EventTime: MS,
  };
  expect(before).toEqual({ CallbackCommand: 'C2C.CallbackBeforeSendMsg', ...message });
  expect(after).toEqual({
    CallbackCommand: 'C2C.CallbackAfterSendMsg',
    ...message,
    SendMsgResult: 0,
    ErrorInfo: 'send msg succeed',
    UnreadMsgNum: 1,
  });
  const numbers = ({ MsgKey }: object & { MsgKey?: unknown }) => String(MsgKey).split('_').slice(0, 2);
  expect(numbers(after)).toEqual(numbers(before));
});

test('groups: made, joined, spoken in, left', async () => {
  const { backend, hub } = await open();
  const [alice, bob, carol] = await Promise.all(['alice', 'bob', 'carol'].map((user) => login(hub, user)));
  await alice!.createGroup('Meeting', 'team', 'The team', ['bob']);
  await carol!.joinGroup('team');
  await alice!.sendGroupTextMessage('hello', 'team');
  await bob!.quitGroup('team');
  await alice!.kickGroupMember('team', ['carol']);
  const of = async (command: string) => (await backend.next(command)).body;
  expect(await of('Group.CallbackAfterCreateGroup')).toMatchObject({
    GroupId: 'team',
    Operator_Account: 'alice',
    Owner_Account: 'alice',
    Type: 'ChatRoom',
    Name: 'The team',
    MemberList: [{ Member_Account: 'bob' }],
  });
  expect(await of('Group.CallbackAfterNewMemberJoin')).toMatchObject({
    GroupId: 'team',
    JoinType: 'Apply',
    NewMemberList: [{ Member_Account: 'carol' }],
  });
  const message = { GroupId: 'team', Type: 'ChatRoom', From_Account: 'alice', Operator_Account: 'alice' };
  expect(await of('Group.CallbackBeforeSendMsg')).toMatchObject(message);
  expect(await of('Group.CallbackAfterSendMsg')).toMatchObject({
    ...message,
    MsgSeq: expect.any(Number),
    MsgTime: expect.any(Number),
    MsgId: expect.any(String),
  });
  await expect
    .poll(() => backend.got.map(({ body }) => body).filter((body) => body.ExitType))
    .toMatchObject([
      { ExitType: 'Quit', ExitMemberList: [{ Member_Account: 'bob' }] },
      { ExitType: 'Kicked', ExitMemberList: [{ Member_Account: 'carol' }] },
    ]);
});

test.each([
  ['1: the sender gets 20006', 1, 20006],
  ['a code of its own', 120_042, 120_042],
])('the backend refuses with %s, and nobody hears the message', async (_what, code, told) => {
  const { backend, hub } = await open(({ body }) =>
    body.CallbackCommand === 'C2C.CallbackBeforeSendMsg' ? { ErrorCode: code, ErrorInfo: 'no swearing' } : {},
  );
  const [alice, bob] = [await login(hub, 'alice'), await login(hub, 'bob')];
  await expect(alice.sendC2CTextMessage('damn', 'bob')).rejects.toMatchObject({
    code: told,
    message: 'no swearing',
  });
  expect(await bob.getC2CHistoryMessageList('alice', 10)).toEqual([]);
  expect(backend.got.map(({ body }) => body.CallbackCommand)).not.toContain('C2C.CallbackAfterSendMsg');
});

test('a group message refused with 1 gives 10016', async () => {
  const { hub } = await open(({ body }) => ({
    ErrorCode: body.CallbackCommand === 'Group.CallbackBeforeSendMsg' ? 1 : 0,
  }));
  const alice = await login(hub, 'alice');
  await alice.createGroup('Public', 'team', 'The team');
  await expect(alice.sendGroupTextMessage('damn', 'team')).rejects.toMatchObject({ code: 10016 });
});

test('the backend drops a message in silence with 2: its sender believes it was sent', async () => {
  const { hub } = await open(() => ({ ErrorCode: 2 }));
  const [alice, bob] = [await login(hub, 'alice'), await login(hub, 'bob')];
  await alice.sendC2CTextMessage('damn', 'bob');
  expect(await bob.getC2CHistoryMessageList('alice', 10)).toEqual([]);
});

test('the backend rewrites a message', async () => {
  const MsgBody = [{ MsgType: 'TIMTextElem', MsgContent: { Text: '****' } }];
  const { backend, hub } = await open(({ body }) =>
    body.CallbackCommand === 'C2C.CallbackBeforeSendMsg'
      ? { ErrorCode: 0, MsgBody, CloudCustomData: 'moderated' }
      : { ErrorCode: 0 },
  );
  const [alice, bob] = [await login(hub, 'alice'), await login(hub, 'bob')];
  await alice.sendC2CTextMessage('damn', 'bob');
  expect(await bob.getC2CHistoryMessageList('alice', 10)).toMatchObject([
    { elements: MsgBody, cloudCustomData: 'moderated' },
  ]);
  expect((await backend.next('C2C.CallbackAfterSendMsg')).body.MsgBody).toEqual(MsgBody);
});

test('a signal that is refused rings nobody, and the caller hears why', async () => {
  const { hub } = await open(({ body }) => ({
    ErrorCode: body.CallbackCommand.includes('Before') ? 120_001 : 0,
    ErrorInfo: 'calls are closed at night',
  }));
  const [alice, bob] = [await login(hub, 'alice'), await login(hub, 'bob')];
  let rang = false;
  bob.addSignalingListener({
    onReceiveNewInvitation: () => {
      rang = true;
    },
  });
  await expect(alice.invite('bob', 'ring', false, undefined, 30).sent).rejects.toMatchObject({
    code: 120_001,
  });
  expect(rang).toBe(false);
});

test.each([
  ['answers with what is no JSON', () => '<html>'],
  ['answers with a code that means nothing', () => ({ ErrorCode: 500 })],
])('a backend that %s stops no message', async (_what, answer) => {
  const { hub } = await open(answer);
  const seen: TraceEvent[] = [];
  hub.trace.subscribe((event) => seen.push(event));
  const alice = await login(hub, 'alice');
  await alice.sendC2CTextMessage('hello', 'bob');
  const shown = seen.find(
    (event) => event.kind === 'webhook' && event.command === 'C2C.CallbackBeforeSendMsg',
  );
  expect(shown).toBeDefined();
});

test('a backend that is not there stops no message, and the trace says why', async () => {
  const { hub } = await openHub();
  onTestFinished(attachWebhooks(hub, 'http://127.0.0.1:1/'));
  const seen: TraceEvent[] = [];
  hub.trace.subscribe((event) => seen.push(event));
  const alice = await login(hub, 'alice');
  await alice.sendC2CTextMessage('hello', 'bob');
  expect(seen).toContainEqual(
    expect.objectContaining({
      kind: 'webhook',
      command: 'C2C.CallbackBeforeSendMsg',
      status: 0,
      answer: expect.any(String),
    }),
  );
});
