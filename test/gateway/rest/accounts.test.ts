import { expect, test } from 'vitest';
import { openBackend } from './rest-client.js';

const SERVICE = 'im_open_login_svc';
const OK = { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '' };

test('account_import makes an account with nick and picture, which messages carry', async () => {
  const { hub, call, login } = await openBackend({ settings: { strictAccounts: true } });
  const account = { UserID: 'alice', Nick: 'Alice', FaceUrl: 'http://face.example/a.png' };
  expect(await call(`${SERVICE}/account_import`, account)).toEqual(OK);
  expect(await call(`${SERVICE}/account_import`, { Identifier: 'bob' })).toEqual(OK);
  const [alice, bob] = [await login('alice'), await login('bob')];
  await alice.sendC2CTextMessage('hello', 'bob');
  expect(await bob.getC2CHistoryMessageList('alice', 1)).toMatchObject([{ sender: 'alice' }]);
  expect(hub.store.c2cHistory('bob', 'alice', { limit: 1 })[0]!.wire).toMatchObject({
    From_AccountNick: 'Alice',
    From_AccountHeadurl: 'http://face.example/a.png',
  });
});

test('account_import again changes the profile and keeps the account', async () => {
  const { hub, ok } = await openBackend();
  await ok(`${SERVICE}/account_import`, { UserID: 'alice', Nick: 'Alice' });
  const { tinyID } = hub.store.account('alice')!;
  await ok(`${SERVICE}/account_import`, { UserID: 'alice', FaceUrl: 'http://face.example/a.png' });
  expect(hub.store.account('alice')).toMatchObject({
    tinyID,
    profile: { Tag_Profile_IM_Nick: 'Alice', Tag_Profile_IM_Image: 'http://face.example/a.png' },
  });
});

test('multiaccount_import takes up to 100 names, and gives back those that are no user ids', async () => {
  const { call, login } = await openBackend({ settings: { strictAccounts: true } });
  const long = 'x'.repeat(33);
  const answer = await call(`${SERVICE}/multiaccount_import`, { Accounts: ['alice', 'bob', long, 'a b'] });
  expect(answer).toEqual({ ...OK, FailAccounts: [long, 'a b'] });
  await login('bob');
  expect(await call(`${SERVICE}/multiaccount_import`, { AccountList: [{ UserID: 'carol' }] })).toEqual({
    ...OK,
    FailAccounts: [],
  });
});

test('account_check tells who is imported', async () => {
  const { ok, call } = await openBackend();
  await ok(`${SERVICE}/account_import`, { UserID: 'alice' });
  const body = { CheckItem: [{ UserID: 'alice' }, { UserID: 'bob' }] };
  expect(await call(`${SERVICE}/account_check`, body)).toEqual({
    ...OK,
    ResultItem: [
      { UserID: 'alice', ResultCode: 0, ResultInfo: '', AccountStatus: 'Imported' },
      { UserID: 'bob', ResultCode: 0, ResultInfo: '', AccountStatus: 'NotImported' },
    ],
  });
});

test('account_delete ends log-ins and lets nobody in again, until imported anew', async () => {
  const { ok, call, login } = await openBackend({ settings: { strictAccounts: true } });
  await ok(`${SERVICE}/account_import`, { UserID: 'alice' });
  const alice = await login('alice');
  const kicked = new Promise<void>((resolve) => alice.addSDKListener({ onKickedOffline: resolve }));
  const answer = await call(`${SERVICE}/account_delete`, {
    DeleteItem: [{ UserID: 'alice' }, { UserID: 'bob' }],
  });
  expect(answer).toEqual({
    ...OK,
    ResultItem: [
      { UserID: 'alice', ResultCode: 0, ResultInfo: '' },
      { UserID: 'bob', ResultCode: 70107, ResultInfo: 'no such account' },
    ],
  });
  await kicked;
  await expect(login('alice')).rejects.toMatchObject({ code: 70107 });
  await ok(`${SERVICE}/account_import`, { UserID: 'alice' });
  await login('alice');
});

test('kick ends all log-ins of a user, who may log in again', async () => {
  const { ok, call, login } = await openBackend();
  const alice = await login('alice');
  const kicked = new Promise<void>((resolve) => alice.addSDKListener({ onKickedOffline: resolve }));
  expect(await call(`${SERVICE}/kick`, { UserID: 'alice' })).toEqual(OK);
  await kicked;
  expect(await ok('openim/query_online_status', { To_Account: ['alice'] })).toEqual({
    QueryResult: [{ To_Account: 'alice', Status: 'Offline' }],
  });
  await login('alice');
});

test('query_online_status tells who is online, on which platforms, and who is unknown', async () => {
  const { ok, call, login } = await openBackend();
  await ok(`${SERVICE}/account_import`, { UserID: 'bob' });
  await login('alice');
  const body = { To_Account: ['alice', 'bob', 'nobody'] };
  expect(await call('openim/query_online_status', { ...body, IsNeedDetail: 1 })).toEqual({
    ...OK,
    QueryResult: [
      { To_Account: 'alice', Status: 'Online', Detail: [{ Platform: expect.any(String), Status: 'Online' }] },
      { To_Account: 'bob', Status: 'Offline' },
    ],
    ErrorList: [{ To_Account: 'nobody', ErrorCode: 70107 }],
  });
});

test('querystate is the older form: State, without platforms', async () => {
  const { ok, call, login } = await openBackend();
  await ok(`${SERVICE}/account_import`, { UserID: 'bob' });
  await login('alice');
  expect(await call('openim/querystate', { To_Account: ['alice', 'bob'] })).toEqual({
    ...OK,
    QueryResult: [
      { To_Account: 'alice', State: 'Online' },
      { To_Account: 'bob', State: 'Offline' },
    ],
  });
});

test('a phone whose line is down can still be pushed to: PushOnline', async () => {
  const { hub, ok, login } = await openBackend();
  await login('alice');
  for (const session of hub.sessions.of('alice')) hub.drop(session);
  expect(await ok('openim/query_online_status', { To_Account: ['alice'], IsNeedDetail: 1 })).toEqual({
    QueryResult: [
      { To_Account: 'alice', Status: 'PushOnline', Detail: [{ Platform: 'Android', Status: 'PushOnline' }] },
    ],
  });
});

test.each([
  ['account_import without a name', 'account_import', {}, 70402],
  ['account_import of what is no user id', 'account_import', { UserID: 'a b' }, 70402],
  ['account_import of a nick of the wrong type', 'account_import', { UserID: 'alice', Nick: 1 }, 70402],
  ['multiaccount_import of nobody', 'multiaccount_import', {}, 70402],
  ['multiaccount_import of 101', 'multiaccount_import', { Accounts: Array(101).fill('alice') }, 70402],
  ['account_check of nobody', 'account_check', { CheckItem: [] }, 70402],
  ['account_delete of 101', 'account_delete', { DeleteItem: Array(101).fill({ UserID: 'alice' }) }, 70402],
  ['kick of an unknown user', 'kick', { UserID: 'nobody' }, 70107],
])('%s fails', async (_what, command, body, code) => {
  const backend = await openBackend();
  expect(await backend.call(`${SERVICE}/${command}`, body)).toMatchObject({
    ActionStatus: 'FAIL',
    ErrorCode: code,
  });
});

test.each([
  ['nobody', { To_Account: [] }, 90001],
  ['what is no list', { To_Account: 'alice' }, 90003],
  ['501 users', { To_Account: Array(501).fill('alice') }, 90011],
  ['unknown users only', { To_Account: ['nobody'] }, 70107],
])('query_online_status of %s fails', async (_what, body, code) => {
  const backend = await openBackend();
  expect(await backend.code('openim/query_online_status', body)).toBe(code);
});
