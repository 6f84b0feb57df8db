import { beforeEach, describe, expect, test } from 'vitest';
import { type Actor, codeOf, Stage } from './stage.js';

let stage: Stage;
let alice: Actor;
let phone: Actor;
let pad: Actor;

beforeEach(async () => {
  stage = new Stage();
  alice = await stage.enter('alice');
  phone = await stage.enter('bob', { device: 'phone' });
  pad = await stage.enter('bob', { device: 'pad' });
});

async function ring(timeout = 30): Promise<string> {
  const { inviteID, sent } = alice.sdk.invite('bob', 'hello', false, undefined, timeout);
  await stage.run(sent);
  return inviteID!;
}

describe('several devices of one user', () => {
  test('all ring; when one answers the others stop', async () => {
    const id = await ring();
    expect(phone.hears()).toEqual([['invited', id, 'alice', '', ['bob'], 'hello']]);
    expect(pad.hears()).toEqual([['invited', id, 'alice', '', ['bob'], 'hello']]);
    await stage.run(phone.sdk.accept(id, 'phone'));
    expect(pad.hears()).toEqual([['accepted', id, 'bob', 'phone']]);
    expect(await codeOf(stage, pad.sdk.accept(id))).toBe(8010);
    expect(alice.hears()).toEqual([['accepted', id, 'bob', 'phone']]);
    await stage.pass(60);
    expect([...pad.hears(), ...alice.hears()]).toEqual([]);
  });

  test('each of them tells a time-out', async () => {
    const id = await ring();
    phone.hears();
    pad.hears();
    await stage.pass(30);
    for (const device of [phone, pad, alice]) expect(device.hears()[0]).toEqual(['timedOut', id, ['bob']]);
  });

  test("the inviter's other devices learn of it too, and can cancel", async () => {
    const tablet = await stage.enter('alice', { device: 'pad' });
    const id = await ring();
    expect(tablet.hears()).toEqual([['invited', id, 'alice', '', ['bob'], 'hello']]);
    await stage.run(tablet.sdk.cancel(id, 'from the tablet'));
    expect(phone.hears().at(-1)).toEqual(['cancelled', id, 'alice', 'from the tablet']);
    for (const device of [alice, tablet])
      expect(device.hears()).toEqual([['cancelled', id, 'alice', 'from the tablet']]);
  });

  test('kicked out while its line is down, a device learns of it when it comes back', async () => {
    let kicked = 0;
    phone.sdk.addSDKListener({ onKickedOffline: () => kicked++ });
    for (const { credentials, outlet } of stage.hub.sessions.of('bob')) {
      if (credentials.device === 'phone') outlet.close('cut');
    }
    await stage.enter('bob', { device: 'new phone', platform: 'Android' });
    expect(kicked).toBe(0);
    await stage.pass(1);
    expect(kicked).toBe(1);
    expect(await codeOf(stage, phone.sdk.invite('alice', 'x', false, undefined, 30).sent)).toBe(6014);
  });

  test('a second log-in on the same platform kicks the first out', async () => {
    let kicked = 0;
    phone.sdk.addSDKListener({ onKickedOffline: () => kicked++ });
    const second = await stage.enter('bob', { device: 'work phone', platform: 'Android' });
    await stage.clock.settle();
    expect(kicked).toBe(1);
    expect(phone.sdk.getLoginUser()).toBe('');
    expect(await codeOf(stage, phone.sdk.accept('x'))).toBe(6014);
    const id = await ring();
    expect(phone.hears()).toEqual([]);
    expect(second.hears()).toEqual([['invited', id, 'alice', '', ['bob'], 'hello']]);
  });
});

describe('log-in', () => {
  test('an invitation that has not timed out is told, by a phone for its full time, by a browser for what is left', async () => {
    await stage.run(phone.sdk.logout());
    await stage.run(pad.sdk.logout());
    const id = await ring();
    await stage.pass(10);
    await stage.run(phone.sdk.login('bob'));
    const web = await stage.enter('bob', { device: 'web', dialect: 'web' });
    const invited = ['invited', id, 'alice', '', ['bob'], 'hello'];
    expect([...phone.hears(), ...web.hears()]).toEqual([invited, invited]);
    await stage.pass(20);
    const timedOut = ['timedOut', id, ['bob']];
    expect([...web.hears(), ...phone.hears(), ...alice.hears()]).toEqual([timedOut, timedOut, timedOut]);
  });

  test('a late phone rings on after the inviter has timed out, until it is told', async () => {
    for (const device of [phone, pad]) await stage.run(device.sdk.logout());
    const id = await ring(6);
    await stage.pass(4);
    await stage.run(phone.sdk.login('bob'));
    expect(phone.hears()).toHaveLength(1);
    await stage.run(alice.sdk.logout());
    await stage.pass(5);
    expect(phone.hears()).toEqual([]);
    await stage.pass(1);
    expect(phone.hears()).toEqual([['timedOut', id, ['bob']]]);
  });

  test('one that is older than its timeout is not told; a browser is told of none that has ended, a phone all that happened', async () => {
    for (const device of [phone, pad]) await stage.run(device.sdk.logout());
    await ring(30);
    await stage.pass(40);
    const cancelled = await ring(30);
    await stage.run(alice.sdk.cancel(cancelled, 'no'));
    await stage.run(phone.sdk.login('bob'));
    expect(phone.hears()).toEqual([
      ['invited', cancelled, 'alice', '', ['bob'], 'hello'],
      ['cancelled', cancelled, 'alice', 'no'],
    ]);
    const web = await stage.enter('bob', { device: 'web', dialect: 'web' });
    expect(web.hears()).toEqual([]);
  });

  test('a phone does not ring again for what it has answered; a browser that starts anew does', async () => {
    const web = await stage.enter('bob', { device: 'web', dialect: 'web' });
    const id = await ring(60);
    await stage.run(phone.sdk.accept(id));
    for (const device of [phone, web]) {
      device.hears();
      await stage.run(device.sdk.logout());
      await stage.run(device.sdk.login('bob'));
    }
    expect(phone.hears()).toEqual([]);
    expect(web.hears()).toEqual([['invited', id, 'alice', '', ['bob'], 'hello']]);
  });

  test('the inviter who logs out and in again has forgotten', async () => {
    const id = await ring();
    await stage.run(alice.sdk.logout());
    await stage.run(alice.sdk.login('alice'));
    expect(await codeOf(stage, alice.sdk.cancel(id))).toBe(8010);
  });
});
