import { createRequire } from 'node:module';
import { describe, expect } from 'vitest';
import { Chat } from './real-user.js';
import { test } from './stage.js';

const { Api } = createRequire(import.meta.url)('tls-sig-api-v2') as {
  Api: new (sdkAppID: number, secret: string) => { genUserSig(userID: string, seconds: number): string };
};

describe.concurrent('the real Web SDK: log-in and its line', () => {
  test('it is ready, and knows who it is', async ({ stage }) => {
    const alice = await stage.real('alice');
    expect(alice.chat.getLoginUser()).toBe('alice');
    expect(alice.chat.isReady()).toBe(true);
    expect(stage.hub.sessions.of('alice')).toMatchObject([{ credentials: { platform: 'Web' } }]);
  });

  test('after log-out the hub knows it is gone, and another user can log in', async ({ stage }) => {
    const user = await stage.real('alice');
    await user.logout();
    expect(stage.hub.sessions.isOnline('alice')).toBe(false);
    await user.chat.login({ userID: 'carol', userSig: 'any' });
    expect(stage.hub.sessions.isOnline('carol')).toBe(true);
  });

  test('a malformed user ID is refused', async ({ stage }) => {
    const user = stage.realLoggedOut('a'.repeat(33));
    await expect(user.chat.login({ userID: user.userID, userSig: 'any' })).rejects.toHaveProperty('code');
  });

  test('after its socket was cut it comes back by itself, and hears what it missed', async ({ stage }) => {
    const [alice, bob] = await Promise.all([stage.real('alice'), stage.real('bob')]);
    const back = bob.event(Chat.EVENT.NET_STATE_CHANGE);
    await bob.cut();
    const id = await alice.invite('bob', 'ring', 30);
    await back;
    await bob.hear('onReceiveNewInvitation', id);
    await bob.accept(id, 'back again');
    await alice.hear('onInviteeAccepted', id);
  });

  test('a second log-in on the web kicks out the first, which says so', async ({ stage }) => {
    const first = await stage.real('alice');
    const kicked = first.event(Chat.EVENT.KICKED_OUT);
    const second = await stage.real('alice');
    expect(await kicked).toMatchObject({ type: Chat.TYPES.KICKED_OUT_MULT_ACCOUNT });
    expect(first.chat.getLoginUser()).toBe('');
    expect(second.chat.isReady()).toBe(true);
    expect(stage.hub.sessions.of('alice')).toHaveLength(1);
  });

  test('a backend kicks it out by REST', async ({ stage }) => {
    const alice = await stage.real('alice');
    const kicked = alice.event(Chat.EVENT.KICKED_OUT);
    const admin = stage.hub.openAdmin('administrator', 0);
    await stage.hub.request(admin, 'im_open_login_svc.kick', { UserID: 'alice' });
    expect(await kicked).toMatchObject({ type: Chat.TYPES.KICKED_OUT_REST_API });
    expect(alice.chat.getLoginUser()).toBe('');
  });

  test('a phone and a browser of one user both ring; the one that does not answer hears of it', async ({
    stage,
  }) => {
    const [alice, browser, phone] = await Promise.all([
      stage.real('alice'),
      stage.real('bob'),
      stage.virtual('bob', { device: 'phone' }),
    ]);
    const id = await alice.invite('bob', 'ring', 30);
    await browser.hear('onReceiveNewInvitation', id);
    await phone.hear('onReceiveNewInvitation', id);
    await phone.accept(id, 'on the phone');
    await alice.hear('onInviteeAccepted', id);
    expect((await browser.hear('onInviteeAccepted', id)).args).toEqual([id, 'bob', 'on the phone']);
  });
});

describe.concurrent('the real Web SDK: UserSig at a hub that has the key', () => {
  test.for([
    ['good', 'alice', 3600, undefined, undefined],
    ['expired', 'alice', -10, undefined, 70001],
    ["another user's", 'bob', 3600, undefined, 70013],
    ['signed with another key', 'alice', 3600, 'another secret', 70009],
  ] as const)('%s', async ([_what, user, seconds, otherSecret, code], { keyedStage }) => {
    const { sdkAppID, secret } = keyedStage.hub.settings.key!;
    const userSig = new Api(sdkAppID, otherSecret ?? secret).genUserSig(user, seconds);
    const login = keyedStage.realLoggedOut('alice').chat.login({ userID: 'alice', userSig });
    if (code === undefined) await login;
    else await expect(login).rejects.toMatchObject({ code });
  });

  test('cut short', async ({ keyedStage }) => {
    const { sdkAppID, secret } = keyedStage.hub.settings.key!;
    const userSig = new Api(sdkAppID, secret).genUserSig('alice', 3600).slice(0, 40);
    const login = keyedStage.realLoggedOut('alice').chat.login({ userID: 'alice', userSig });
    await expect(login).rejects.toMatchObject({ code: 70003 });
  });
});
