import { describe, expect, test } from 'vitest';
import { RestEndpoint } from '../../../src/gateway/rest/endpoint.js';
import type { HubSettings } from '../../../src/hub/core/settings.js';
import { openHub } from '../open-hub.js';
import { KEY, post, userSig } from './rest-client.js';

async function caller(settings: Partial<HubSettings>) {
  const { port } = await openHub({ settings, endpoints: (hub) => [new RestEndpoint(hub)] });
  return async (query: Record<string, string>) =>
    (await post(port, 'im_open_login_svc/account_import', { UserID: 'alice' }, query)).ErrorCode;
}

describe('with a key, a call needs the UserSig of an administrator', () => {
  test.each([
    ['one made with tls-sig-api-v2', { usersig: userSig('administrator') }, 0],
    ['none', { usersig: '' }, 70002],
    ['what is none', { usersig: 'wrong' }, 70003],
    ['one cut short', { usersig: userSig('administrator').slice(0, 60) }, 70003],
    ['one that is over', { usersig: userSig('administrator', KEY.secret, -1) }, 70001],
    ["another user's", { usersig: userSig('alice') }, 70013],
    ['one made with another key', { usersig: userSig('administrator', 'another') }, 70009],
    [
      'a good one of a user who is no administrator',
      { identifier: 'alice', usersig: userSig('alice') },
      60010,
    ],
    ["another app's number in the URL", { sdkappid: '1400000002', usersig: userSig('administrator') }, 60006],
  ])('%s', async (_what, query, code) => {
    const call = await caller({ key: KEY });
    expect(await call(query)).toBe(code);
  });
});

test('administrators can have other names', async () => {
  const call = await caller({ key: KEY, administrators: ['root', 'backend'] });
  expect(await call({ identifier: 'backend', usersig: userSig('backend') })).toBe(0);
  expect(await call({ identifier: 'administrator', usersig: userSig('administrator') })).toBe(60010);
});

test('without a key anyone may call, as anyone could say to be an administrator', async () => {
  const call = await caller({});
  expect(await call({ identifier: 'root' })).toBe(0);
});

test('without a key too, a hub that was told its administrators refuses others', async () => {
  const call = await caller({ administrators: ['root'] });
  expect(await call({ identifier: 'root' })).toBe(0);
  expect(await call({ identifier: 'alice' })).toBe(60010);
});
