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

/** alice invites bob; the inviteID. */
async function ring(data = 'hello', timeout = 30, onlineUserOnly = false): Promise<string> {
  const { inviteID, sent } = alice.sdk.invite('bob', data, onlineUserOnly, undefined, timeout);
  await stage.run(sent);
  return inviteID!;
}

describe('one invitee', () => {
  test('the invitee is told, the inviter is not', async () => {
    const id = await ring();
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(bob.hears()).toEqual([['invited', id, 'alice', '', ['bob'], 'hello']]);
    expect(alice.hears()).toEqual([]);
  });

  test('accepting tells the inviter and ends it', async () => {
    const id = await ring();
    bob.hears();
    await stage.run(bob.sdk.accept(id, 'coming'));
    for (const side of [alice, bob]) {
      expect(side.hears()).toEqual([['accepted', id, 'bob', 'coming']]);
      expect(side.sdk.invitations).toEqual([]);
    }
    await stage.pass(3600);
    expect([...alice.hears(), ...bob.hears()]).toEqual([]);
  });

  test('rejecting tells the inviter and ends it', async () => {
    const id = await ring();
    await stage.run(bob.sdk.reject(id, 'busy'));
    expect(alice.hears()).toEqual([['rejected', id, 'bob', 'busy']]);
    expect(bob.hears().slice(1)).toEqual([['rejected', id, 'bob', 'busy']]);
    expect(await codeOf(stage, alice.sdk.cancel(id))).toBe(8010);
  });

  test('cancelling tells the invitee and ends it', async () => {
    const id = await ring();
    bob.hears();
    await stage.run(alice.sdk.cancel(id, 'never mind'));
    for (const side of [bob, alice]) expect(side.hears()).toEqual([['cancelled', id, 'alice', 'never mind']]);
    expect(await codeOf(stage, bob.sdk.accept(id))).toBe(8010);
  });

  test('modifying changes data only, from either side, and is told to both', async () => {
    const id = await ring();
    bob.hears();
    await stage.run(alice.sdk.modifyInvitation(id, 'audio now'));
    for (const side of [alice, bob]) expect(side.hears()).toEqual([['modified', id, 'audio now']]);
    await stage.run(bob.sdk.modifyInvitation(id, 'video again'));
    for (const side of [alice, bob]) expect(side.hears()).toEqual([['modified', id, 'video again']]);
    const [invite] = await stage.run(alice.sdk.getC2CHistoryMessageList('bob', 10));
    expect(alice.sdk.getSignallingInfo(invite!)).toEqual({
      inviteID: id,
      groupID: '',
      inviter: 'alice',
      inviteeList: ['bob'],
      data: 'video again',
      actionType: 1,
      timeout: 30,
    });
    expect(invite!.version).toBe(2);
  });

  test('each operation but a modification is one message in history', async () => {
    const id = await ring();
    await stage.run(bob.sdk.modifyInvitation(id, 'x'));
    await stage.pass(1); // within one second the order is by the senders' own numbers
    await stage.run(bob.sdk.accept(id, 'yes'));
    const messages = await stage.run(bob.sdk.getC2CHistoryMessageList('alice', 10));
    expect(messages.map((message) => bob.sdk.getSignallingInfo(message)?.actionType)).toEqual([3, 1]);
  });

  test('for online users only nothing stays in history, whatever comes of it', async () => {
    for (const end of ['accept', 'reject', 'cancel', 'timeout'] as const) {
      const id = await ring('now', 5, true);
      if (end === 'cancel') await stage.run(alice.sdk.cancel(id));
      else if (end === 'timeout') await stage.pass(10);
      else await stage.run(bob.sdk[end](id));
      await stage.pass(1);
    }
    expect(await stage.run(alice.sdk.getC2CHistoryMessageList('bob', 20))).toEqual([]);
    expect(alice.hears().map(([name]) => name)).toEqual(['accepted', 'rejected', 'cancelled', 'timedOut']);
  });

  test('for online users only it cannot be modified: the SDK tries, and the hub has no such message', async () => {
    const id = await ring('now', 5, true);
    expect(await codeOf(stage, alice.sdk.modifyInvitation(id, 'x'))).toBe(20022);
    expect(await codeOf(stage, bob.sdk.modifyInvitation(id, 'x'))).toBe(20022);
  });

  test('for online users only an offline invitee never learns of it', async () => {
    await stage.run(bob.sdk.logout());
    await ring('now', 30, true);
    await stage.run(bob.sdk.login('bob'));
    expect(bob.hears()).toEqual([]);
  });
});

describe('refusals', () => {
  test('before initSDK 6013, without log-in 6014 but with an inviteID', async () => {
    const outside = stage.device();
    const { inviteID, sent } = outside.sdk.invite('bob', '', false, undefined, 30);
    expect(inviteID).toMatch(/^[0-9a-f]{32}$/);
    expect(await codeOf(stage, sent)).toBe(6014);
    outside.sdk.unInitSDK();
    const call = outside.sdk.invite('bob', '', false, undefined, 30);
    expect(call.inviteID).toBeNull();
    expect(await codeOf(stage, call.sent)).toBe(6013);
    expect(await codeOf(stage, outside.sdk.accept('x'))).toBe(6013);
  });

  test.each([
    ['an empty invitee', '', '', 30],
    ['a negative timeout', 'bob', '', -1],
    ['half a second', 'bob', '', 0.5],
    ['data that is no text', 'bob', 5 as unknown as string, 30],
  ])('%s is refused on the spot with 6017', async (_what, invitee, data, timeout) => {
    const call = alice.sdk.invite(invitee, data, false, undefined, timeout);
    expect(call.inviteID).toBeNull();
    expect(await codeOf(stage, call.sent)).toBe(6017);
  });

  test('an empty inviteID and empty data in modify are refused with 6017', async () => {
    const id = await ring();
    expect(await codeOf(stage, bob.sdk.accept(''))).toBe(6017);
    expect(await codeOf(stage, bob.sdk.modifyInvitation(id, ''))).toBe(6017);
  });

  test('unknown or finished is 8010', async () => {
    expect(await codeOf(stage, bob.sdk.accept('no-such-id'))).toBe(8010);
    expect(await codeOf(stage, alice.sdk.cancel('no-such-id'))).toBe(8010);
    expect(await codeOf(stage, alice.sdk.modifyInvitation('no-such-id', 'x'))).toBe(8010);
    const id = await ring();
    await stage.run(bob.sdk.accept(id));
    expect(await codeOf(stage, bob.sdk.accept(id))).toBe(8010);
    expect(await codeOf(stage, bob.sdk.reject(id))).toBe(8010);
  });

  test("somebody else's: a cancel is 8011, an answer 8010, on the Web 8011", async () => {
    const id = await ring();
    expect(await codeOf(stage, alice.sdk.accept(id))).toBe(8010);
    expect(await codeOf(stage, alice.sdk.reject(id))).toBe(8010);
    expect(await codeOf(stage, bob.sdk.cancel(id))).toBe(8011);
    const carol = await stage.enter('carol', { dialect: 'web' });
    const { inviteID, sent } = carol.sdk.invite('bob', '', false, undefined, 30);
    await stage.run(sent);
    expect(await codeOf(stage, carol.sdk.accept(inviteID!))).toBe(8011);
  });

  test('of answers at once each is sent; the inviter hears the first, who answers all of them', async () => {
    const id = await ring();
    bob.hears();
    const calls = [bob.sdk.accept(id), bob.sdk.reject(id), bob.sdk.accept(id)];
    for (const each of calls) await stage.run(each);
    expect(bob.hears().map(([name]) => name)).toEqual(['accepted', 'rejected', 'accepted']);
    expect(alice.hears().map(([name]) => name)).toEqual(['accepted']);
    expect(await codeOf(stage, bob.sdk.reject(id))).toBe(8010);
  });

  test('an accept and a cancel at once both succeed; the inviter hears no accept, the invitee the cancel too', async () => {
    const id = await ring();
    bob.hears();
    const accept = bob.sdk.accept(id, 'yes');
    const cancel = alice.sdk.cancel(id, 'no');
    await stage.run(accept);
    await stage.run(cancel);
    // In which order bob hears them is up to the network.
    expect(bob.hears().sort()).toEqual([
      ['accepted', id, 'bob', 'yes'],
      ['cancelled', id, 'alice', 'no'],
    ]);
  });

  test('more than 12 KB is 8001', async () => {
    const { inviteID, sent } = alice.sdk.invite('bob', 'x'.repeat(13_000), false, undefined, 30);
    expect(inviteID).not.toBeNull();
    expect(await codeOf(stage, sent)).toBe(8001);
  });

  test('a blocked inviter is not told: nobody rings, and the call times out', async () => {
    await stage.run(bob.sdk.addToBlackList(['alice']));
    const { inviteID, sent } = alice.sdk.invite('bob', '', false, undefined, 30);
    await stage.run(sent);
    await stage.pass(40);
    expect(bob.hears()).toEqual([]);
    expect(alice.hears()).toEqual([['timedOut', inviteID, ['bob']]]);
  });

  test('where the hub tells, a blocked inviter gets 20007, and nobody rings', async () => {
    stage = new Stage({ blockedSenderIsTold: true });
    [alice, bob] = [await stage.enter('alice'), await stage.enter('bob')];
    await stage.run(bob.sdk.addToBlackList(['alice']));
    const { sent } = alice.sdk.invite('bob', '', false, undefined, 30);
    expect(await codeOf(stage, sent)).toBe(20007);
    expect(bob.hears()).toEqual([]);
    expect(alice.sdk.invitations).toEqual([]);
    await stage.run(bob.sdk.deleteFromBlackList(['alice']));
    await ring();
    expect(bob.hears()).toHaveLength(1);
  });
});

describe('the web dialect', () => {
  test('has dashed inviteIDs, and 8020 for cancelling what is unknown', async () => {
    const carol = await stage.enter('carol', { dialect: 'web' });
    const { inviteID, sent } = carol.sdk.invite('bob', '', false, undefined, 30);
    await stage.run(sent);
    expect(inviteID).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(await codeOf(stage, carol.sdk.cancel('no-such-id'))).toBe(8020);
  });

  test('has one answer in flight per device', async () => {
    const carol = await stage.enter('carol', { dialect: 'web' });
    const calls = [1, 2].map(() => alice.sdk.invite('carol', '', false, undefined, 30));
    for (const { sent } of calls) await stage.run(sent);
    const first = carol.sdk.accept(calls[0]!.inviteID!);
    const second = codeOf(stage, carol.sdk.accept(calls[1]!.inviteID!));
    await stage.run(first);
    expect(await second).toBe(8010);
  });
});
