import { expect, test } from 'vitest';
import { V2TIMManager } from '../../../src/device/v2tim-manager.js';
import { RestDoor } from '../../../src/gateway/rest/door.js';
import { signUserSig } from '../../../src/hub/usersig.js';
import { openHub } from '../open-hub.js';
import { post } from './rest-client.js';

const KEY = { sdkAppID: 1400000001, secret: 'a secret for tests' };

test('a backend imports accounts, makes a group and sends a signal that rings bob', async () => {
  const { hub, port } = await openHub({ doors: (each) => [new RestDoor(each)] });
  expect(
    await post(port, 'im_open_login_svc/account_import', { UserID: 'alice', Nick: 'Alice' }),
  ).toMatchObject({
    ErrorCode: 0,
  });
  const many = await post(port, 'im_open_login_svc/multiaccount_import', { Accounts: ['bob', 'carol'] });
  expect(many).toMatchObject({ ErrorCode: 0 });
  const made = await post(port, 'group_open_http_svc/create_group', {
    Owner_Account: 'alice',
    Type: 'Public',
    GroupId: 'team',
    Name: 'The team',
    MemberList: [{ Member_Account: 'bob' }],
  });
  expect(made).toMatchObject({ ErrorCode: 0, GroupId: 'team' });
  const bob = new V2TIMManager();
  bob.initSDK(1400000001, { hub });
  await bob.login('bob');
  const ring = new Promise<unknown[]>((resolve) =>
    bob.addSignalingListener({ onReceiveNewInvitation: (...args) => resolve(args) }),
  );
  const signal = {
    businessID: 1,
    inviteID: 'from-the-backend',
    inviter: 'alice',
    inviteeList: ['bob'],
    actionType: 1,
    timeout: 30,
    data: 'ring',
    groupID: '',
  };
  const sent = await post(port, 'openim/sendmsg', {
    From_Account: 'alice',
    To_Account: 'bob',
    MsgRandom: 7,
    MsgBody: [{ MsgType: 'TIMCustomElem', MsgContent: { Data: JSON.stringify(signal) } }],
  });
  expect(sent).toMatchObject({ ErrorCode: 0, MsgKey: expect.any(String), MsgTime: expect.any(Number) });
  expect(await ring).toEqual(['from-the-backend', 'alice', '', ['bob'], 'ring']);
  await bob.logout();
});

test('with a key, a call needs a good UserSig', async () => {
  const { hub, port } = await openHub({ settings: { key: KEY }, doors: (each) => [new RestDoor(each)] });
  const call = (usersig: string) =>
    post(port, 'im_open_login_svc/account_import', { UserID: 'alice' }, { usersig });
  expect(await call('wrong')).toMatchObject({ ErrorCode: 70003 });
  expect(await call(signUserSig(KEY, 'administrator', 600, hub.seconds()))).toMatchObject({ ErrorCode: 0 });
});
