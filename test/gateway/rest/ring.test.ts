import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { V2TIMManager } from '../../../src/device/v2tim-manager.js';
import { RestEndpoint } from '../../../src/gateway/rest/endpoint.js';
import { RealUser } from '../../real-sdk/real-user.js';
import { openHub } from '../open-hub.js';
import { type Backend, device, invitation, KEY, openBackend, userSig } from './rest-client.js';

/** The invitations that a user hears of from now on. */
function rings(user: V2TIMManager): unknown[][] {
  const heard: unknown[][] = [];
  user.addSignalingListener({ onReceiveNewInvitation: (...args) => heard.push(args) });
  return heard;
}

function ring({ ok }: Backend, inviteID: string, more: object = {}) {
  return ok('openim/sendmsg', {
    ...{ From_Account: 'alice', To_Account: 'bob', MsgRandom: 7, SyncOtherMachine: 1 },
    MsgBody: invitation(inviteID, 'alice', ['bob']),
    ...more,
  });
}

describe('a signal sent by REST', () => {
  test('rings bob, and his answer reaches alice', async () => {
    const backend = await openBackend();
    const [alice, bob] = [await backend.login('alice'), await backend.login('bob')];
    const [heard, accepted] = [rings(bob), [] as unknown[][]];
    alice.addSignalingListener({ onInviteeAccepted: (...args) => accepted.push(args) });
    await ring(backend, 'call-1');
    await expect.poll(() => heard).toEqual([['call-1', 'alice', '', ['bob'], 'ring']]);
    await bob.accept('call-1', 'coming');
    await expect.poll(() => accepted).toEqual([['call-1', 'bob', 'coming']]);
  });

  test('rings bob when he logs in, if it is kept; online only, it is gone', async () => {
    const backend = await openBackend();
    await backend.ok('im_open_login_svc/account_import', { UserID: 'bob' });
    await ring(backend, 'kept');
    await ring(backend, 'gone', { MsgLifeTime: 0, MsgRandom: 8 });
    const bob = device(backend.hub);
    const heard = rings(bob);
    await bob.login('bob');
    await ring(backend, 'now', { MsgRandom: 9 });
    await expect.poll(() => heard.map(([inviteID]) => inviteID)).toEqual(['kept', 'now']);
  });

  test('is told to every member of a group, invited or not', async () => {
    const backend = await openBackend();
    const [bob, carol, dave] = [
      await backend.login('bob'),
      await backend.login('carol'),
      await backend.login('dave'),
    ];
    const heard = [rings(bob), rings(carol), rings(dave)];
    await backend.ok('group_open_http_svc/create_group', {
      ...{ Type: 'Public', GroupId: 'team', Name: 'The team', Owner_Account: 'alice' },
      MemberList: ['bob', 'carol', 'dave'].map((Member_Account) => ({ Member_Account })),
    });
    const body = { GroupId: 'team', From_Account: 'alice', Random: 7 };
    const MsgBody = invitation('call-2', 'alice', ['bob', 'carol'], 'team');
    await backend.ok('group_open_http_svc/send_group_msg', { ...body, MsgBody });
    const call = ['call-2', 'alice', 'team', ['bob', 'carol'], 'ring'];
    await expect.poll(() => heard).toEqual([[call], [call], [call]]);
  });

  test('rings bob on the real Web SDK, and his answer reaches alice', async () => {
    const backend = await openBackend();
    const alice = await backend.login('alice');
    const accepted: unknown[][] = [];
    alice.addSignalingListener({ onInviteeAccepted: (...args) => accepted.push(args) });
    const bob = new RealUser(backend.url, 'bob');
    await bob.login();
    await ring(backend, 'call-3');
    await bob.hear('onReceiveNewInvitation', 'call-3');
    await bob.chat.accept({ inviteID: 'call-3', data: 'coming' });
    await expect.poll(() => accepted).toEqual([['call-3', 'bob', 'coming']]);
    await bob.destroy();
  });
});

test('the backend of the examples imports, makes a group, and rings one and all', async () => {
  const { hub, port } = await openHub({
    settings: { key: KEY },
    endpoints: (each) => [new RestEndpoint(each)],
  });
  const script = fileURLToPath(new URL('../../../examples/backend/ring.js', import.meta.url));
  const url = `http://127.0.0.1:${port}`;
  const run = promisify(execFile)(process.execPath, [script, url, String(KEY.sdkAppID), KEY.secret]);
  const { stdout } = await run;
  const [, direct, inGroup] = /^rang bob: (\w{32})\nrang team-\d+: (\w{32})\n$/.exec(stdout) ?? [];
  expect(hub.store.pushes('bob').map(({ desc }) => desc)).toEqual(['alice calls', 'alice calls all']);
  const bob = device(hub);
  const heard = rings(bob);
  await bob.login('bob', userSig('bob'));
  await expect.poll(() => heard.map(([inviteID]) => inviteID)).toEqual([direct, inGroup]);
});
