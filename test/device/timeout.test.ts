import { beforeEach, describe, expect, test } from 'vitest';
import { type Actor, codeOf, Stage } from './stage.js';

let stage: Stage;
let alice: Actor;
let bob: Actor;

beforeEach(async () => {
  stage = new Stage();
  alice = await stage.enter('alice');
  bob = await stage.enter('bob');
});

async function ring(timeout: number): Promise<string> {
  const { inviteID, sent } = alice.sdk.invite('bob', 'hello', false, undefined, timeout);
  await stage.run(sent);
  return inviteID!;
}

describe('time-out', () => {
  test("the invitee's device times out at the timeout and tells the inviter", async () => {
    const id = await ring(30);
    bob.hears();
    await stage.pass(29);
    expect(bob.hears()).toEqual([]);
    await stage.pass(1);
    expect(bob.hears()).toEqual([['timedOut', id, ['bob']]]);
    expect(alice.hears()).toEqual([['timedOut', id, ['bob']]]);
    expect(await codeOf(stage, bob.sdk.accept(id))).toBe(8010);
    await stage.pass(60);
    expect([...alice.hears(), ...bob.hears()]).toEqual([]);
  });

  test('with the invitee offline the inviter times out five seconds later', async () => {
    await stage.run(bob.sdk.logout());
    const id = await ring(30);
    await stage.pass(34);
    expect(alice.hears()).toEqual([]);
    await stage.pass(1);
    expect(alice.hears()).toEqual([['timedOut', id, ['bob']]]);
    const messages = await stage.run(alice.sdk.getC2CHistoryMessageList('bob', 10));
    expect(messages.map((message) => alice.sdk.getSignallingInfo(message)?.actionType)).toEqual([5, 1]);
  });

  test('timeout 0 never times out', async () => {
    const id = await ring(0);
    await stage.pass(24 * 3600);
    expect(alice.hears()).toEqual([]);
    await stage.run(bob.sdk.accept(id));
    expect(alice.hears()).toEqual([['accepted', id, 'bob', '']]);
  });

  test('timeout is 0 in every message but the invite', async () => {
    await ring(10);
    await stage.pass(20);
    const messages = await stage.run(alice.sdk.getC2CHistoryMessageList('bob', 10));
    expect(messages.map((message) => alice.sdk.getSignallingInfo(message)?.timeout)).toEqual([0, 10]);
  });
});

describe('log-in', () => {
  test.each([
    ['as old as its timeout', 30, 1],
    ['a second older', 31, 0],
  ])('an invitation that is %s', async (_what, age, rings) => {
    await stage.run(bob.sdk.logout());
    await stage.run(alice.sdk.invite('bob', '', false, undefined, 30).sent);
    await stage.run(alice.sdk.logout());
    await stage.pass(age);
    for (const dialect of ['native', 'web'] as const) {
      const device = await stage.enter('bob', { dialect, device: dialect });
      expect(device.hears()).toHaveLength(rings);
      device.sdk.unInitSDK();
    }
  });
});

describe('clock skew', () => {
  test("a phone goes by the server's time, whatever its own clock says", async () => {
    const carol = await stage.enter('carol', { clockOffset: 100_000 });
    await stage.run(alice.sdk.invite('carol', '', false, undefined, 30).sent);
    expect(carol.hears()).toHaveLength(1);
  });

  test('an older phone whose clock is further ahead than the timeout never rings, but hears the cancel', async () => {
    const carol = await stage.enter('carol', { clockOffset: 40_000, dialect: 'native-6' });
    const { inviteID, sent } = alice.sdk.invite('carol', '', false, undefined, 30);
    await stage.run(sent);
    expect(carol.hears()).toEqual([]);
    expect(await codeOf(stage, carol.sdk.accept(inviteID!))).toBe(8010);
    await stage.run(alice.sdk.cancel(inviteID!, ''));
    expect(carol.hears()).toEqual([['cancelled', inviteID, 'alice', '']]);
  });

  test.each([
    ['as much as the timeout', 30_000, 1],
    ['a second more', 31_000, 0],
  ])('an older phone whose clock is ahead by %s', async (_what, clockOffset, rings) => {
    const carol = await stage.enter('carol', { clockOffset, dialect: 'native-6' });
    await stage.run(alice.sdk.invite('carol', '', false, undefined, 30).sent);
    expect(carol.hears()).toHaveLength(rings);
  });

  test('less skew than the timeout rings, for the whole time', async () => {
    const carol = await stage.enter('carol', { clockOffset: 20_000, dialect: 'native-6' });
    const { inviteID, sent } = alice.sdk.invite('carol', '', false, undefined, 30);
    await stage.run(sent);
    carol.hears();
    await stage.pass(29);
    expect(carol.hears()).toEqual([]);
    await stage.pass(1);
    expect(carol.hears()).toEqual([['timedOut', inviteID, ['carol']]]);
  });

  test('a browser rings whatever its clock says', async () => {
    const carol = await stage.enter('carol', { clockOffset: 40_000, dialect: 'web' });
    await stage.run(alice.sdk.invite('carol', '', false, undefined, 30).sent);
    expect(carol.hears()).toHaveLength(1);
  });
});
