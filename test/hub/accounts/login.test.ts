import { expect, test } from 'vitest';
import { signUserSig } from '../../../src/hub/accounts/usersig.js';
import { KICKED } from '../../../src/hub/core/session.js';
import { Hub } from '../../../src/hub/hub.js';
import { seededEntropy } from '../../../src/runtime/entropy.js';
import { message, World } from '../world.js';

const kickNotice = (KickType: number) => ({
  Event: 10,
  C2cNotifyMsgArray: [{ KickoutMsgNotify: expect.objectContaining({ KickType }) }],
});

test('a log-in answers what a Web SDK needs, with server time', async () => {
  const world = new World();
  const alice = world.line({ identifier: 'alice', userSig: 'any' });
  const answer = await alice.ask('im_open_status.wslogin', { State: 'Online' });
  expect(answer).toMatchObject({ HelloInterval: 120, TimeStamp: world.clock.now() / 1000 });
  expect(answer.TinyId).toMatch(/^\d{18}$/);
  expect(answer.InstId).toBeTypeOf('number');
  expect(answer.A2Key).toBeTypeOf('string');
});

test('the first log-in makes the account; each user has a TinyId of its own, for good', async () => {
  const world = new World();
  const alice = await world.login('alice');
  const bob = await world.login('bob');
  expect(alice.session.tinyID).not.toBe(bob.session.tinyID);
  const again = await world.login('alice');
  expect(again.session.tinyID).toBe(alice.session.tinyID);
});

test('a bad user id, and with strict accounts an unknown one, is refused', async () => {
  expect(await new World().line({ identifier: 'al ice' }).code('im_open_status.wslogin')).toBe(7003);
  const strict = new World({ strictAccounts: true });
  expect(await strict.line({ identifier: 'alice' }).code('im_open_status.wslogin')).toBe(70107);
});

test('with a key, the UserSig is verified', async () => {
  const key = { sdkAppID: 1400000001, secret: 'secret' };
  const world = new World({ key });
  const now = world.hub.seconds();
  const login = (identifier: string, userSig: string) =>
    world.line({ identifier, userSig }).code('im_open_status.wslogin');
  expect(await login('alice', signUserSig(key, 'alice', 60, now))).toBe(0);
  expect(await login('alice', signUserSig(key, 'alice', 60, now - 61))).toBe(70001);
  expect(await login('alice', signUserSig(key, 'bob', 60, now))).toBe(70013);
  expect(await login('alice', 'nonsense')).toBe(70003);
});

test('before log-in nothing but log-in, log-out and heartbeats is answered', async () => {
  const line = new World().line();
  expect(await line.code('openim.sendmsg', message('bob', 'x'))).toBe(-10004);
  expect(await line.code('heartbeat.alive')).toBe(0);
});

test('a line that comes back with its A2Key goes on, also on another hub with the same store', async () => {
  const world = new World();
  const alice = await world.login('alice', { device: 'phone' });
  const { a2, instID } = alice.session;
  world.hub.drop(alice.session);

  const { store, clock, trace } = world;
  const restarted = new Hub({ store, clock, trace, entropy: seededEntropy(2) });
  const outlet = { push() {}, close() {} };
  const session = restarted.open({ sdkAppID: 1, platform: '', device: 'phone', a2 }, outlet);
  const answer = restarted.request(session, 'im_open_status.wslogin', {});
  await clock.settle();
  expect(await answer).toMatchObject({ ErrorCode: 0, A2Key: a2, InstId: instID });
  expect(session.userID).toBe('alice');
});

test('an unknown A2Key makes the SDK ask its app for a new log-in', async () => {
  expect(await new World().line({ a2: 'stale' }).code('im_open_status.wslogin')).toBe(70001);
});

test('with a UserSig beside it, an unknown A2Key does no harm', async () => {
  const line = new World().line({ a2: 'stale', identifier: 'alice', userSig: '' });
  expect(await line.code('im_open_status.wslogin')).toBe(0);
});

test('one log-in per platform: the older one is told, and closed if it does not hang up', async () => {
  const world = new World();
  const old = await world.login('alice', { platform: 'Android', device: 'old' });
  const web = await world.login('alice', { platform: 'Web', device: 'browser' });
  await world.login('alice', { platform: 'Android', device: 'new' });
  expect(old.pushed).toEqual([kickNotice(2)]);
  expect(web.pushed).toEqual([]);
  expect(await old.code('openim.sendmsg', message('bob', 'x'))).toBe(-10004);
  // Web SDK 3.6 logs out first, and raises KICKED_OUT once that is answered.
  expect(await old.code('im_open_status.wslogout')).toBe(0);
  expect(old.closed).toEqual([]);
  await world.clock.advance(5000);
  expect(old.closed).toEqual([KICKED]);
});

test('one kicked out that logs in again on the same line keeps it', async () => {
  const world = new World();
  const old = await world.login('alice', { platform: 'Android', device: 'old', userSig: '' });
  await world.login('alice', { platform: 'Android', device: 'new' });
  await world.clock.advance(4000);
  await old.ask('im_open_status.wslogin');
  await world.clock.advance(5000);
  expect(old.closed).toEqual([]);
  expect(await old.code('openim.sendmsg', message('bob', 'x'))).toBe(0);
});

test('a browser kicked by another page of it hears so', async () => {
  const world = new World();
  const first = await world.login('alice', { platform: 'Web', device: 'page 1' });
  await world.login('alice', { platform: 'Web', device: 'page 2' });
  expect(first.pushed).toEqual([kickNotice(1)]);
});

test('one kicked out while its line was down hears of it when it comes back', async () => {
  const world = new World();
  const old = await world.login('alice', { platform: 'iOS', device: 'old' });
  const { a2 } = old.session;
  world.hub.drop(old.session);
  await world.login('alice', { platform: 'iOS', device: 'new' });
  const back = world.line({ platform: 'iOS', device: 'old', a2 });
  expect(await back.answer('im_open_status.wslogin')).toMatchObject({ ErrorCode: 1002, KickType: 2 });
});

test('policy single: one log-in in all; policy multi: any number; no platform never contends', async () => {
  const platforms = ['Android', 'Web', '', 'Android'];
  const online = async (loginPolicy: 'single' | 'multi') => {
    const world = new World({ loginPolicy });
    for (const [index, platform] of platforms.entries()) {
      await world.login('alice', { platform, device: `device ${index}` });
    }
    return world.hub.sessions.of('alice').map((session) => session.credentials.device);
  };
  expect(await online('single')).toEqual(['device 2', 'device 3']);
  expect(await online('multi')).toHaveLength(4);
});

test('the same device on a new line takes the place of its old one, without a notice', async () => {
  const world = new World();
  const before = await world.login('alice', { platform: 'Android', device: 'phone' });
  await world.login('alice', { platform: 'Android', device: 'phone' });
  expect(before.pushed).toEqual([]);
  expect(before.closed).toEqual([KICKED]);
  expect(world.hub.sessions.of('alice')).toHaveLength(1);
});

test('after a log-out its A2Key is worth nothing', async () => {
  const world = new World();
  const alice = await world.login('alice');
  const { a2 } = alice.session;
  await alice.ask('im_open_status.wslogout');
  expect(world.hub.sessions.isOnline('alice')).toBe(false);
  expect(await world.line({ a2 }).code('im_open_status.wslogin')).toBe(70001);
});

test('log-ins and log-outs are in the trace', async () => {
  const world = new World();
  const alice = await world.login('alice', { platform: 'Mac', device: 'desk' });
  await alice.ask('im_open_status.wslogout');
  expect(world.events).toMatchObject([
    { kind: 'login', user: 'alice', device: 'desk', platform: 'Mac' },
    { kind: 'logout', user: 'alice', device: 'desk', reason: 'logged out' },
  ]);
});
