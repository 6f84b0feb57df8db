import { describe, expect, test } from 'vitest';
import { MemoryStore } from '../../../src/hub/store/memory-store.js';
import type { PushEvent, ResponseBody } from '../../../src/im/wire.js';
import { type Phone, World } from '../world.js';

/** The notices of the call service among what was pushed: `command data`. */
function notices(events: readonly PushEvent[]): { command: string; data: Record<string, unknown> }[] {
  return events
    .filter(({ Event }) => Event === 100)
    .map(({ Content }) => {
      const { Head, Data } = JSON.parse(Content as string);
      return { command: Head.Command.replace('call_engine_srv.', ''), data: Data };
    });
}

const names = (phone: Phone) => notices(phone.take()).map(({ command }) => command);

/** What became of members: `user change`. */
const changes = (phone: Phone) =>
  notices(phone.take())
    .filter(({ command }) => command === 'call_member_changed_notify')
    .flatMap(({ data }) => data.OperationUserList as { User_Account: string; ActionType: number }[])
    .map(({ User_Account, ActionType }) => `${User_Account} ${ActionType}`);

const ask = (phone: Phone, name: string, Body: object = {}) =>
  phone.ask(`call_engine_srv.${name}`, { Head: { Version: 2 }, Body });
const code = (phone: Phone, name: string, Body: object = {}) =>
  phone.code(`call_engine_srv.${name}`, { Head: { Version: 2 }, Body });
const response = (answer: ResponseBody) => answer.Response as Record<string, unknown>;

async function start(phone: Phone, callees: string[], more: object = {}): Promise<string> {
  const answer = await ask(phone, 'start_call', {
    CallInfo: { CallId: '', CallMediaType: 1, RoomId: '7', RoomIdType: 1, GroupId: '' },
    CalleeList_Account: callees,
    Timeout: 20_000,
    UserData: 'hello',
    ...more,
  });
  return response(answer).CallId as string;
}

async function ring() {
  const world = new World();
  const alice = await world.login('alice');
  const bob = await world.login('bob');
  const callID = await start(alice, ['bob']);
  return { world, alice, bob, callID };
}

describe('one to one', () => {
  test('bob rings, accepts, and hangs up', async () => {
    const { alice, bob, callID } = await ring();
    const [invitation] = notices(bob.take());
    expect(invitation).toMatchObject({
      command: 'invite_user_notify',
      data: {
        Caller_Account: 'alice',
        CalleeList_Account: ['bob'],
        AllUserList: [
          { User_Account: 'alice', Status: 2 },
          { User_Account: 'bob', Status: 1 },
        ],
        CallInfo: { CallId: callID, CallMediaType: 1, RoomId: '7', RoomIdType: 1 },
        Timeout: 20_000,
        UserData: 'hello',
      },
    });
    await ask(bob, 'handle_call', { CallId: callID, ActionType: 1 });
    expect(names(alice)).toEqual(['call_member_changed_notify', 'call_handled_notify']);
    await ask(bob, 'hangup', { CallId: callID });
    expect(names(alice)).toEqual(['call_member_changed_notify', 'end_call_notify']);
    expect(await code(alice, 'get_call_info', { CallId: callID })).toBe(6017);
  });

  test('bob rejects: the call is over', async () => {
    const { alice, bob, callID } = await ring();
    await ask(bob, 'handle_call', { CallId: callID, ActionType: 2 });
    expect(changes(alice)).toEqual(['bob 2']);
    expect(await code(bob, 'handle_call', { CallId: callID, ActionType: 1 })).toBe(6017);
  });

  test('alice cancels', async () => {
    const { alice, bob, callID } = await ring();
    bob.take();
    await ask(alice, 'cancel_invite', {
      CallId: callID,
      Operator_Account: 'alice',
      CalleeList_Account: ['bob'],
    });
    expect(names(bob)).toEqual(['invite_canceled_notify']);
    expect(response(await ask(bob, 'get_invitation', { User_Account: 'bob' }))).toBeNull();
  });

  test('alice hangs up before anybody has answered', async () => {
    const { alice, bob, callID } = await ring();
    bob.take();
    await ask(alice, 'hangup', { CallId: callID });
    expect(names(bob)).toEqual(['call_member_changed_notify', 'end_call_notify']);
  });

  test('nobody answers: both are told at the time-out, and not a millisecond before', async () => {
    const { world, alice, bob, callID } = await ring();
    bob.take();
    await world.clock.advance(19_999);
    expect(names(bob)).toEqual([]);
    await world.clock.advance(1);
    expect(names(bob)).toEqual(['kick_off_notify']);
    expect(changes(alice)).toEqual(['bob 3']);
    expect(await code(bob, 'handle_call', { CallId: callID, ActionType: 1 })).toBe(6017);
  });

  test('a callee in another call is busy, and his call goes on', async () => {
    const { world, bob, callID } = await ring();
    await ask(bob, 'handle_call', { CallId: callID, ActionType: 1 });
    const carol = await world.login('carol');
    const answer = await ask(carol, 'start_call', { CallInfo: {}, CalleeList_Account: ['bob'] });
    expect(response(answer).CallResult).toEqual([{ Callee_Account: 'bob', ResultCode: 2 }]);
    expect(response(await ask(bob, 'get_call_info', { CallId: callID })).UserList).toHaveLength(2);
  });

  test("bob's other device stops ringing when he answers on one", async () => {
    const { world, bob, callID } = await ring();
    const pad = await world.login('bob', { platform: 'iPad', device: 'pad' });
    await ask(bob, 'handle_call', { CallId: callID, ActionType: 1 });
    expect(names(pad)).toEqual(['call_handled_report']);
    expect(names(bob)).toEqual(['invite_user_notify']);
  });
});

describe('away and back', () => {
  test('a callee who logs in within the time-out is given the invitation with the time that is left', async () => {
    const world = new World();
    const alice = await world.login('alice');
    const callID = await start(alice, ['bob']);
    await world.clock.advance(5_000);
    const bob = await world.login('bob');
    const invitation = response(await ask(bob, 'get_invitation', { User_Account: 'bob' }));
    expect(invitation).toMatchObject({
      Caller_Account: 'alice',
      Timeout: 15_000,
      CallInfo: { CallId: callID },
    });
    await ask(bob, 'handle_call', { CallId: callID, ActionType: 1 });
    expect(changes(alice)).toEqual(['bob 1']);
  });

  test('the phone of a callee who is away shows the call', async () => {
    const world = new World();
    const alice = await world.login('alice');
    await start(alice, ['bob'], { OfflinePushInfo: { Title: 'alice', Desc: 'calls you' } });
    expect(world.store.pushes('bob')).toMatchObject([{ from: 'alice', title: 'alice', desc: 'calls you' }]);
  });

  test('a call outlives the hub, and its time-out comes when it is due', async () => {
    const store = new MemoryStore();
    const before = new World({}, store);
    const alice = await before.login('alice');
    await start(alice, ['bob']);
    await before.clock.advance(5_000);
    const world = new World({}, store, before.clock.now() / 1000);
    const bob = await world.login('bob');
    expect(response(await ask(bob, 'get_invitation'))).toMatchObject({ Timeout: 15_000 });
    await world.clock.advance(15_000);
    expect(names(bob)).toEqual(['kick_off_notify']);
  });

  test('a reset ends the calls and their timers', async () => {
    const { world, bob } = await ring();
    world.hub.replaceState('reset', (store) => store.clear());
    bob.take();
    await world.clock.advance(60_000);
    expect(names(bob)).toEqual([]);
  });

  test('whoever beats no more has left', async () => {
    const { world, alice, bob, callID } = await ring();
    await ask(bob, 'handle_call', { CallId: callID, ActionType: 1 });
    alice.take();
    for (let i = 0; i < 2; i++) {
      await world.clock.advance(15_000);
      await ask(alice, 'heart_beat', { CallId: callID, User_Account: 'alice' });
    }
    await world.clock.advance(15_000);
    expect(notices(alice.take()).map(({ command }) => command)).toEqual([
      'call_member_changed_notify',
      'end_call_notify',
    ]);
    expect(await code(alice, 'heart_beat', { CallId: callID })).toBe(6017);
  });
});

describe('more than two', () => {
  async function three() {
    const { world, alice, bob, callID } = await ring();
    await ask(bob, 'handle_call', { CallId: callID, ActionType: 1 });
    const carol = await world.login('carol');
    for (const phone of [alice, bob]) phone.take();
    const answer = await ask(alice, 'invite_user', { CallId: callID, CalleeList_Account: ['carol', 'bob'] });
    return { world, alice, bob, carol, callID, answer };
  }

  test('another is invited into the call; whoever is in it already is said to be', async () => {
    const { alice, bob, carol, callID, answer } = await three();
    expect(response(answer).CallResult).toEqual([
      { Callee_Account: 'carol', ResultCode: 0 },
      { Callee_Account: 'bob', ResultCode: 1 },
    ]);
    expect(changes(bob)).toEqual(['carol 7']);
    expect(names(carol)).toEqual(['invite_user_notify']);
    await ask(carol, 'handle_call', { CallId: callID, ActionType: 1 });
    expect(changes(alice)).toEqual(['carol 1']);
    await ask(bob, 'hangup', { CallId: callID });
    expect(names(carol)).toEqual(['call_member_changed_notify']);
  });

  test('one joins without an invitation', async () => {
    const { world, alice, callID } = await three();
    const dave = await world.login('dave');
    expect(response(await ask(dave, 'join_in_call', { CallId: callID })).CallInfo).toMatchObject({
      RoomId: '7',
    });
    expect(changes(alice)).toEqual(['dave 1']);
  });

  test('an outsider can neither cancel, hang up nor invite', async () => {
    const { world, callID } = await three();
    const mallory = await world.login('mallory');
    expect(await code(mallory, 'cancel_invite', { CallId: callID, CalleeList_Account: ['carol'] })).toBe(
      6017,
    );
    expect(await code(mallory, 'hangup', { CallId: callID })).toBe(6017);
    expect(await code(mallory, 'invite_user', { CallId: callID, CalleeList_Account: ['eve'] })).toBe(6017);
  });
});
