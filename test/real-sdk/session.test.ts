import { createRequire } from 'node:module';
import { describe, expect } from 'vitest';
import { KEY, test } from './bench.js';
import { Chat } from './real-user.js';

const { Api } = createRequire(import.meta.url)('tls-sig-api-v2') as {
  Api: new (sdkAppID: number, secret: string) => { genUserSig(userID: string, seconds: number): string };
};

describe.concurrent('the real Web SDK: log-in and its line', () => {
  test('it is ready, and knows who it is', async ({ bench }) => {
    const alice = await bench.real('alice');
    expect(alice.chat.getLoginUser()).toBe('alice');
    expect(alice.chat.isReady()).toBe(true);
    expect(bench.hub.sessions.of('alice')).toMatchObject([{ credentials: { platform: 'Web' } }]);
  });

  test('after log-out the hub knows it is gone, and another user can log in', async ({ bench }) => {
    const user = await bench.real('alice');
    await user.logout();
    expect(bench.hub.sessions.isOnline('alice')).toBe(false);
    await user.chat.login({ userID: 'carol', userSig: 'any' });
    expect(bench.hub.sessions.isOnline('carol')).toBe(true);
  });

  test('a malformed user ID is refused', async ({ bench }) => {
    const user = bench.realLoggedOut('a'.repeat(33));
    await expect(user.chat.login({ userID: user.userID, userSig: 'any' })).rejects.toHaveProperty('code');
  });

  test('after its socket was cut it comes back by itself, and hears what it missed', async ({ bench }) => {
    const [alice, bob] = await Promise.all([bench.real('alice'), bench.real('bob')]);
    const back = bob.event(Chat.EVENT.NET_STATE_CHANGE);
    bob.cut();
    const id = await alice.invite('bob', 'ring', 30);
    await back;
    await bob.hear('onReceiveNewInvitation', id);
    await bob.accept(id, 'back again');
    await alice.hear('onInviteeAccepted', id);
  });

  test('after the hub was restarted all goes on, live invitations too', async ({ bench }) => {
    const [alice, bob] = await Promise.all([bench.real('alice'), bench.real('bob')]);
    const id = await alice.invite('bob', 'ring', 60);
    await bob.hear('onReceiveNewInvitation', id);
    const settled = Promise.all([reconnected(alice), reconnected(bob)]);
    await bench.restart();
    await settled;
    await bob.accept(id, 'yes');
    await alice.hear('onInviteeAccepted', id);
  });

  test('a second log-in on the web kicks out the first, which says so', async ({ bench }) => {
    const first = await bench.real('alice');
    const kicked = first.event(Chat.EVENT.KICKED_OUT);
    const second = await bench.real('alice');
    expect(await kicked).toMatchObject({ type: Chat.TYPES.KICKED_OUT_MULT_ACCOUNT });
    expect(first.chat.getLoginUser()).toBe('');
    expect(second.chat.isReady()).toBe(true);
    expect(bench.hub.sessions.of('alice')).toHaveLength(1);
  });

  test('a phone and a browser of one user both ring; the one that does not answer hears of it', async ({
    bench,
  }) => {
    const [alice, browser, phone] = await Promise.all([
      bench.real('alice'),
      bench.real('bob'),
      bench.virtual('bob', { device: 'phone' }),
    ]);
    const id = await alice.invite('bob', 'ring', 30);
    await browser.hear('onReceiveNewInvitation', id);
    await phone.hear('onReceiveNewInvitation', id);
    await phone.accept(id, 'on the phone');
    await alice.hear('onInviteeAccepted', id);
    expect((await browser.hear('onInviteeAccepted', id)).args).toEqual([id, 'bob', 'on the phone']);
  });
});

describe('the real Web SDK: UserSig at a hub that has the key', () => {
  test.for([
    ['good', 'alice', 3600, KEY.secret, undefined],
    ['expired', 'alice', -10, KEY.secret, 70001],
    ["another user's", 'bob', 3600, KEY.secret, 70013],
    ['signed with another key', 'alice', 3600, 'another secret', 70009],
  ] as const)('%s', async ([_what, user, seconds, secret, code], { keyedBench }) => {
    const alice = keyedBench.realLoggedOut('alice', KEY.sdkAppID);
    const userSig = new Api(KEY.sdkAppID, secret).genUserSig(user, seconds);
    const login = alice.chat.login({ userID: 'alice', userSig });
    if (code === undefined) await login;
    else await expect(login).rejects.toMatchObject({ code });
  });

  test('cut short', async ({ keyedBench }) => {
    const alice = keyedBench.realLoggedOut('alice', KEY.sdkAppID);
    const userSig = new Api(KEY.sdkAppID, KEY.secret).genUserSig('alice', 3600).slice(0, 40);
    await expect(alice.chat.login({ userID: 'alice', userSig })).rejects.toMatchObject({ code: 70003 });
  });
});

async function reconnected(user: { event(name: string): Promise<unknown> }): Promise<void> {
  for (;;) {
    const { state } = (await user.event(Chat.EVENT.NET_STATE_CHANGE)) as { state: string };
    if (state === Chat.TYPES.NET_STATE_CONNECTED) return;
  }
}
