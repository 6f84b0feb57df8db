import { expect } from 'vitest';
import { signUserSig } from '../../../src/hub/accounts/usersig.js';
import { describeWith } from '../requirements.js';
import { NATIVE_SDK } from './native-sdk.js';
import { test } from './native-stage.js';
import { says } from './native-user.js';

describeWith(NATIVE_SDK, 'the native SDK: log-in and its connection', () => {
  test('the hub knows who it is, and on which platform', async ({ native }) => {
    await native.native('alice');
    expect(native.hub.sessions.of('alice')).toMatchObject([{ credentials: { platform: 'Linux' } }]);
  });

  test('after log-out the hub knows it is gone, and another log-in is fine', async ({ native }) => {
    const alice = await native.native('alice');
    await alice.logout();
    // The SDK does not wait for the hub's answer.
    await expect.poll(() => native.hub.sessions.isOnline('alice')).toBe(false);
    await alice.login();
    expect(native.hub.sessions.isOnline('alice')).toBe(true);
  });

  test('a UserSig is verified', async ({ keyed }) => {
    const alice = await keyed.nativeLoggedOut('alice');
    await expect(alice.login('wrong')).rejects.toMatchObject({ code: 70003 });
    const now = Math.floor(Date.now() / 1000);
    const { key } = keyed.hub.settings;
    await expect(alice.login(signUserSig(key!, 'bob', 600, now))).rejects.toMatchObject({ code: 70013 });
    // An expired one has a code of its own on native SDKs (ERR_USER_SIG_EXPIRED).
    await expect(alice.login(signUserSig(key!, 'alice', 60, now - 3600))).rejects.toMatchObject({
      code: 6206,
    });
    await alice.login(signUserSig(key!, 'alice', 600, now));
    expect(keyed.hub.sessions.isOnline('alice')).toBe(true);
  });

  test('after its connection was cut it comes back by itself, and hears what it missed', async ({
    native,
  }) => {
    const [alice, bob] = await Promise.all([native.native('alice'), native.native('bob')]);
    bob.sdk.unplug();
    await expect.poll(() => native.hub.sessions.isOnline('bob')).toBe(false);
    const id = await alice.invite('bob', 'ring', 60);
    bob.sdk.plug();
    await bob.hear('onReceiveNewInvitation', id);
    await bob.accept(id, 'back again');
    await alice.hear('onInviteeAccepted', id);
  });

  test('it comes back after the hub was restarted, without a new log-in', async ({ native }) => {
    const [alice, bob] = await Promise.all([native.native('alice'), native.native('bob')]);
    const before = await alice.invite('bob', 'before', 60);
    await bob.hear('onReceiveNewInvitation', before);
    await native.restart();
    const online = () => ['alice', 'bob'].map((user) => native.hub.sessions.isOnline(user));
    await expect.poll(online).toEqual([true, true]);
    await bob.accept(before, 'after');
    await alice.hear('onInviteeAccepted', before);
    const after = await alice.invite('bob', 'after', 60);
    await bob.hear('onReceiveNewInvitation', after);
  });

  test('a second log-in on the same platform kicks out the first, which says so', async ({ native }) => {
    const first = await native.native('alice');
    await native.native('alice');
    await first.event('kickedOffline');
    expect(native.hub.sessions.of('alice')).toHaveLength(1);
    await expect(first.invite('bob', 'ring', 30)).rejects.toMatchObject({ code: 6014 });
  });

  test('a backend kicks it out by REST', async ({ native }) => {
    const alice = await native.native('alice');
    const admin = native.hub.openAdmin('administrator', 0);
    await native.hub.request(admin, 'im_open_login_svc.kick', { UserID: 'alice' });
    await alice.event('kickedOffline');
    expect(native.hub.sessions.isOnline('alice')).toBe(false);
  });

  test('two devices of one user hear what the other does', async ({ manyDevices: native }) => {
    const [alice, phone, tablet] = [
      await native.native('alice'),
      await native.native('bob'),
      await native.native('bob'),
    ];
    const id = await alice.invite('bob', 'ring', 30);
    await Promise.all([phone, tablet].map((device) => device.hear('onReceiveNewInvitation', id)));
    await phone.accept(id, 'on the phone');
    expect((await tablet.hear('onInviteeAccepted', id)).args).toEqual([id, 'bob', 'on the phone']);
    await expect(tablet.accept(id, 'too')).rejects.toMatchObject({ code: 8010 });
    await phone.say('alice', 'from the phone');
    await tablet.message(says('from the phone'));
  });

  test('a native and a Web device of one user stand side by side', async ({ native }) => {
    const [alice, phone] = [await native.native('alice'), await native.native('bob')];
    const page = await native.stage.real('bob');
    const id = await alice.invite('bob', 'ring', 30);
    await Promise.all([phone.hear('onReceiveNewInvitation', id), page.hear('onReceiveNewInvitation', id)]);
    await page.accept(id, 'in the browser');
    await phone.hear('onInviteeAccepted', id);
    await alice.hear('onInviteeAccepted', id);
  });
});
