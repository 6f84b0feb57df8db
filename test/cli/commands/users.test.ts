import { describe, expect, test } from 'vitest';
import { V2TIMManager } from '../../../src/device/v2tim-manager.js';
import type { InvitationRow, UserRow } from '../../../src/gateway/control/protocol.js';
import { MemoryStore } from '../../../src/hub/store/memory-store.js';
import { Bench } from '../bench.js';

const users = async (bench: Bench) =>
  Object.fromEntries((await bench.rows<UserRow>('user list')).map((row) => [row.user, row]));

/** A device that is played by no virtual user, as an app's. */
async function realApp(bench: Bench, user: string): Promise<V2TIMManager> {
  const app = new V2TIMManager();
  app.initSDK(1400000001, { hub: bench.runtime.hub, device: 'app', platform: 'Web', dialect: 'web' });
  const login = app.login(user, '');
  await bench.clock.settle();
  await login;
  return app;
}

describe('user', () => {
  test('add makes accounts that are offline, with a nick if one is given', async () => {
    const bench = await Bench.open();
    expect((await bench.sig(`user add carol dave --nick 'C and D'`)).err).toBe('added carol, dave');
    expect(await users(bench)).toMatchObject({
      carol: { online: false, nick: 'C and D', devices: [] },
      dave: {},
    });
  });

  test('list is a table of users and their devices', async () => {
    const bench = await Bench.open();
    await bench.ok('user add alice --nick Al');
    await bench.ok('user login bob');
    await bench.ok('user login bob --device pad --clock-offset -10s');
    await bench.ok('user login bob --device browser --dialect web');
    await bench.ok('user logout bob --device pad');
    expect(await bench.ok('user list')).toMatchInlineSnapshot(`
      "USER   NICK           DEVICES
      alice  Al    offline
      bob          online   phone: Android, native
                            pad: iPad, native, clock -10 s, logged out
                            browser: Web, web"
    `);
  });

  test('login and logout, with all devices or one', async () => {
    const bench = await Bench.open();
    expect((await bench.sig('user login bob')).err).toBe('bob online');
    expect((await bench.sig('user login bob')).err).toContain('bob was online already (phone)');
    await bench.ok('user login bob --device pad');
    expect((await bench.sig('user logout bob --device phone')).err).toBe('phone of bob offline');
    expect((await users(bench)).bob!.online).toBe(true);
    expect((await bench.sig('user logout bob')).err).toBe('bob offline');
    expect((await users(bench)).bob!.online).toBe(false);
    const again = await bench.sig('user logout bob');
    expect(again.code).toBe(1);
    expect(again.err).toContain('bob has no virtual device logged in (6014 ');
  });

  test('login of an offline invitee tells what was missed, while it has not timed out', async () => {
    const bench = await Bench.open();
    await bench.ok('user login bob');
    await bench.ok('user logout bob');
    await bench.ok('invite alice bob --timeout 60');
    await bench.clock.advance(20_000);
    expect(await bench.ok('user login bob')).toMatch(/bob +onReceiveNewInvitation/);
  });

  test('remove takes accounts away', async () => {
    const bench = await Bench.open();
    await bench.ok('user login bob carol');
    expect((await bench.sig('user remove bob')).err).toBe('removed bob');
    expect(Object.keys(await users(bench))).toEqual(['carol']);
  });

  test.each(['user remove bbo', 'user logout bbo'])('%s: did you mean', async (line) => {
    const bench = await Bench.open();
    await bench.ok('user add bob');
    const { code, err } = await bench.sig(line);
    expect(code).toBe(1);
    expect(err).toContain('did you mean bob?');
  });

  test('a sub-command that there is not', async () => {
    const bench = await Bench.open();
    const { code, err } = await bench.sig('user lgoin bob');
    expect(code).toBe(2);
    expect(err).toContain("unknown command 'lgoin'");
    expect(err).toContain('login');
  });
});

describe('a user that a real app plays', () => {
  test('a command brings up a further device of that user, and says so', async () => {
    const bench = await Bench.open();
    const app = await realApp(bench, 'bob');
    const heard: string[] = [];
    app.addSignalingListener({ onInviteeAccepted: (_, invitee) => heard.push(invitee) });
    await bench.ok('invite alice bob');
    const { code, out, err } = await bench.sig('accept bob');
    expect(code).toBe(0);
    expect(err).toContain('bob is played by a real app; sig comes online as a further device of bob');
    expect(out).toMatch(/bob\/sig +✓ accept succeeded/);
    // The app stays, and hears that bob has answered elsewhere.
    expect(app.getLoginStatus()).toBe('loggedIn');
    expect(heard).toEqual(['bob']);
    expect(await bench.ok('user list')).toMatch(/bob +online +(app: Web, a real app|sig: native)/);
  });

  test('an invitation to them brings nobody else up', async () => {
    const bench = await Bench.open();
    await realApp(bench, 'bob');
    const out = await bench.ok('invite alice bob');
    expect(out).not.toContain('bob/sig');
    expect((await users(bench)).bob!.devices.map(({ device }) => device)).toEqual(['app']);
  });

  test('their own device cannot be taken', async () => {
    const bench = await Bench.open();
    await realApp(bench, 'bob');
    const { code, err } = await bench.sig('user login bob --device app');
    expect(code).toBe(1);
    expect(err).toContain("device app of bob is a real app's");
  });

  test('they cannot be logged out from here', async () => {
    const bench = await Bench.open();
    await realApp(bench, 'bob');
    const { code, err } = await bench.sig('user logout bob');
    expect(code).toBe(1);
    expect(err).toContain('a real app is: log out there');
  });
});

describe('after a restart of the hub', () => {
  /** The same store in a new hub, at the time of the old one. */
  async function restarted(before: Bench): Promise<Bench> {
    const snapshot = before.runtime.snapshot();
    before.runtime.close();
    const store = new MemoryStore();
    store.restore(snapshot);
    const bench = await Bench.open({ store, clock: before.clock });
    return bench;
  }

  test('virtual users are online as they were, with what they knew', async () => {
    const before = await Bench.open();
    await before.ok('user login alice bob');
    await before.ok('user login carol --dialect web --clock-offset 5s');
    await before.ok('user logout carol');
    await before.ok('invite alice bob --online-only --timeout 60');
    const bench = await restarted(before);
    expect(await users(bench)).toMatchObject({
      alice: { online: true },
      carol: { online: false, devices: [{ dialect: 'web', clockOffset: 5000 }] },
    });
    expect(await bench.ok('accept bob')).toMatch(/alice +onInviteeAccepted/);
    expect((await bench.rows<InvitationRow>('list'))[0]!.state).toBe('accepted');
  });

  test('timers go on where they stood', async () => {
    const before = await Bench.open();
    await before.ok('invite alice bob --timeout 30');
    await before.clock.advance(20_000);
    const bench = await restarted(before);
    await bench.clock.advance(9000);
    expect((await bench.rows<InvitationRow>('list'))[0]!.state).toBe('pending');
    await bench.clock.advance(2000);
    expect((await bench.rows<InvitationRow>('list'))[0]!.state).toBe('timedOut');
  });
});
