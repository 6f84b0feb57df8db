import { expect, test } from 'vitest';
import { CallApp, type CallListener } from '../../src/device/call-app.js';
import { V2TIMManager } from '../../src/device/v2tim-manager.js';
import { createAccount } from '../../src/hub/accounts/accounts.js';
import { addMember, createGroup } from '../../src/hub/groups/groups.js';
import { Hub } from '../../src/hub/hub.js';
import { MemoryStore } from '../../src/hub/store/memory-store.js';
import { seededEntropy } from '../../src/runtime/entropy.js';
import { VirtualClock } from '../../src/runtime/virtual-clock.js';
import { Trace } from '../../src/trace/trace.js';

const EVENTS = [
  'onCallReceived',
  'onCallBegin',
  'onUserJoin',
  'onUserReject',
  'onUserLineBusy',
  'onUserNoResponse',
  'onUserLeave',
  'onCallEnd',
  'onCallNotConnected',
  'onCallMediaTypeChanged',
] as const satisfies readonly (keyof CallListener)[];

class Party {
  readonly heard: string[] = [];
  readonly app: CallApp;

  constructor(hub: Hub, manager: V2TIMManager) {
    const listener = Object.fromEntries(
      EVENTS.map((name) => [
        name,
        (_inviteID: string, ...rest: unknown[]) => this.heard.push([name, ...rest].join(' ')),
      ]),
    ) as CallListener;
    this.app = new CallApp({ manager, clock: hub.clock, entropy: seededEntropy(2), listener });
  }

  take(): string[] {
    return this.heard.splice(0);
  }
}

async function stage(...users: string[]) {
  const clock = new VirtualClock();
  const hub = new Hub({
    store: new MemoryStore(),
    clock,
    entropy: seededEntropy(1),
    trace: new Trace(clock),
  });
  const login = async (user: string, device = 'phone') => {
    const manager = new V2TIMManager();
    manager.initSDK(1400000001, { hub, device });
    const party = new Party(hub, manager);
    const done = manager.login(user);
    await clock.settle();
    await done;
    return party;
  };
  const parties = [];
  for (const user of users) parties.push(await login(user));
  const act = async <T>(what: Promise<T>): Promise<T> => {
    await clock.settle();
    return what;
  };
  return { clock, hub, login, act, parties: parties as [Party, Party, ...Party[]] };
}

test('bob answers; alice hangs up after seven seconds', async () => {
  const { clock, act, parties } = await stage('alice', 'bob');
  const [alice, bob] = parties;
  await act(alice.app.call(['bob'], { media: 'video' }));
  expect(bob.take()).toEqual(['onCallReceived alice video']);
  await act(bob.app.answer());
  expect(alice.take()).toEqual(['onUserJoin bob', 'onCallBegin']);
  await clock.advance(7_400);
  await act(alice.app.hangUp());
  expect(alice.take()).toEqual(['onCallEnd 7']);
  expect(bob.take()).toEqual(['onCallBegin', 'onUserLeave alice', 'onCallEnd 7']);
  expect([alice.app.current, bob.app.current]).toEqual([undefined, undefined]);
});

test('bob declines; bob is busy; alice cancels; nobody answers', async () => {
  const { clock, act, login, parties } = await stage('alice', 'bob');
  const [alice, bob] = parties;
  await act(alice.app.call(['bob']));
  await act(bob.app.decline());
  expect(alice.take()).toEqual(['onUserReject bob', 'onCallNotConnected rejected']);
  await act(alice.app.call(['bob']));
  const carol = await login('carol');
  await act(carol.app.call(['bob']));
  expect(carol.take()).toEqual(['onUserLineBusy bob', 'onCallNotConnected busy']);
  bob.take();
  await act(alice.app.hangUp());
  expect(bob.take()).toEqual(['onCallNotConnected cancelled']);
  alice.take();
  await act(alice.app.call(['bob'], { timeout: 5 }));
  await clock.advance(5_000);
  expect(alice.take()).toEqual(['onUserNoResponse bob', 'onCallNotConnected noResponse']);
  expect(bob.take()).toEqual(['onCallReceived alice audio', 'onCallNotConnected noResponse']);
});

test('a group call goes on until the last but one leaves', async () => {
  const { hub, act, parties } = await stage('alice', 'bob', 'carol');
  const [alice, bob, carol] = parties as [Party, Party, Party];
  createAccount(hub, 'dave');
  const group = createGroup(hub, { groupID: 'team', type: 'Work', name: 'team', owner: 'alice' });
  for (const user of ['bob', 'carol', 'dave']) addMember(hub, group, user, 'Member');
  await act(alice.app.call(['bob', 'carol', 'dave'], { groupID: 'team', timeout: 0 }));
  await act(bob.app.answer());
  await act(carol.app.answer());
  expect(alice.take()).toEqual(['onUserJoin bob', 'onCallBegin', 'onUserJoin carol']);
  await act(bob.app.hangUp());
  expect(alice.take()).toEqual(['onUserLeave bob']);
  expect(alice.app.current?.talking).toEqual(['carol']);
  await act(carol.app.hangUp());
  // dave may still come.
  expect(alice.take()).toEqual(['onUserLeave carol']);
  await act(alice.app.hangUp());
  expect(alice.take()).toEqual(['onCallEnd 0']);
});

test('from video to audio, asked by either side', async () => {
  const { act, parties } = await stage('alice', 'bob');
  const [alice, bob] = parties;
  await act(alice.app.call(['bob'], { media: 'video' }));
  await act(bob.app.answer());
  alice.take();
  bob.take();
  await act(bob.app.switchToAudio());
  expect(alice.take()).toEqual(['onCallMediaTypeChanged audio']);
  expect(bob.take()).toEqual(['onCallMediaTypeChanged audio']);
});

test("bob's other device stops ringing, and what is no call does not ring", async () => {
  const { act, login, parties } = await stage('alice', 'bob');
  const [alice, bob] = parties;
  const pad = await login('bob', 'pad');
  await act(alice.app.call(['bob']));
  await act(pad.app.answer());
  expect(bob.take()).toEqual(['onCallReceived alice audio', 'onCallNotConnected answeredElsewhere']);
  await expect(bob.app.answer()).rejects.toMatchObject({ code: 7014 });
  await expect(alice.app.call(['bob'])).rejects.toMatchObject({ code: 7014 });
});
