import { describe, expect, test } from 'vitest';
import { type Phone, World } from '../world.js';

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** 1 online, 2 offline, 3 not logged in (Web SDK 3.6). */
async function status(phone: Phone, userID: string): Promise<unknown> {
  const { UserStatusList } = await phone.ask('im_open_status.ws_get_user_status', { To_Account: [userID] });
  return (UserStatusList as { Status: number }[])[0]?.Status;
}

const subscribe = (phone: Phone, ...To_Account: string[]) =>
  phone.ask('im_open_status.ws_status_subscribe', { To_Account });

const told = (userID: string, Status: number, text = '') => ({
  Event: 17,
  UserStatusList: [{ To_Account: userID, Status, CustomStatus: base64(text) }],
});

describe('a user is', () => {
  test('online with a line, offline while a lost line may come back, and else not logged in', async () => {
    const world = new World();
    const alice = await world.login('alice');
    const bob = await world.login('bob', { device: 'phone' });
    expect(await status(alice, 'bob')).toBe(1);
    world.hub.drop(bob.session);
    expect(await status(alice, 'bob')).toBe(2);
    const again = await world.login('bob', { device: 'phone' });
    await again.ask('im_open_status.wslogout');
    expect(await status(alice, 'bob')).toBe(3);
  });

  test('online as long as one device is', async () => {
    const world = new World();
    const alice = await world.login('alice');
    const phone = await world.login('bob', { device: 'phone' });
    await world.login('bob', { device: 'pad' });
    await subscribe(alice, 'bob');
    await phone.ask('im_open_status.wslogout');
    expect(await status(alice, 'bob')).toBe(1);
    expect(alice.take()).toEqual([]);
  });
});

describe('who subscribes to a user', () => {
  test('hears of each change, until unsubscribed', async () => {
    const world = new World();
    const alice = await world.login('alice');
    await world.login('bob');
    await subscribe(alice, 'bob');
    const [bob] = world.hub.sessions.of('bob');
    world.hub.drop(bob!);
    await world.clock.settle();
    expect(alice.take()).toEqual([told('bob', 2)]);
    await world.login('bob');
    expect(alice.take()).toEqual([told('bob', 1)]);
    await alice.ask('im_open_status.ws_status_unsubscribe', { To_Account: ['bob'] });
    await (await world.login('bob')).ask('im_open_status.wslogout');
    expect(alice.take()).toEqual([]);
  });

  test('can unsubscribe from all at once', async () => {
    const world = new World();
    const alice = await world.login('alice');
    const [bob, carol] = [await world.login('bob'), await world.login('carol')];
    await subscribe(alice, 'bob', 'carol');
    await alice.ask('im_open_status.ws_status_unsubscribe', { UnsubscribeAll: 1 });
    await bob.ask('im_open_status.wslogout');
    await carol.ask('im_open_status.wslogout');
    expect(alice.take()).toEqual([]);
  });

  test('is told who of them has no account', async () => {
    const alice = await new World().login('alice');
    expect(await subscribe(alice, 'nobody', 'a b')).toMatchObject({
      ErrorList: [
        { To_Account: 'nobody', ErrorCode: 70107 },
        { Invalid_Account: 'a b', ErrorCode: 70107 },
      ],
    });
  });
});

test('a custom status is told to subscribers and to oneself at log-in, and outlasts it', async () => {
  const world = new World();
  const [alice, bob] = [await world.login('alice'), await world.login('bob')];
  await subscribe(alice, 'bob');
  await bob.ask('im_open_status.ws_set_custom_status', { CustomStatus: 'in a call ☎' });
  expect(alice.take()).toEqual([told('bob', 1, 'in a call ☎')]);
  const back = world.line({ identifier: 'bob', userSig: '' });
  expect(await back.ask('im_open_status.wslogin')).toMatchObject({ CustomStatus: base64('in a call ☎') });
  const long = { CustomStatus: 'x'.repeat(101) };
  expect(await bob.code('im_open_status.ws_set_custom_status', long)).toBe(70402);
});
