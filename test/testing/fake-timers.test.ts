import { afterEach, describe, expect, test, vi } from 'vitest';
import { lab } from '../../src/testing/index.js';

afterEach(() => vi.useRealTimers());

const ALL = [
  ...([
    'setTimeout',
    'clearTimeout',
    'setInterval',
    'clearInterval',
    'setImmediate',
    'clearImmediate',
  ] as const),
  ...(['Date', 'performance', 'queueMicrotask'] as const),
];

async function aCall(): Promise<number> {
  await using bench = await lab({ users: ['alice', 'bob'] });
  const [alice, bob] = bench.users('alice', 'bob');
  const call = await alice.invites('bob', { timeout: 30 });
  await bob.receives(call);
  await alice.seesTimeout(call, { within: '31s' });
  return bench.elapsed;
}

describe('under faked timers a lab works as ever', () => {
  test.each([
    ['those that vitest fakes by itself', undefined],
    ['all there are', ALL],
    ['some', ['setTimeout', 'Date']],
    ['only setImmediate', ['setImmediate']],
  ] as const)('%s', async (_which, toFake) => {
    vi.useFakeTimers(toFake === undefined ? {} : { toFake: [...toFake] });
    expect(await aCall()).toBe(30_000);
  });

  test('faked after the lab is opened, and real again before it is closed', async () => {
    const bench = await lab({ users: ['alice', 'bob'] });
    vi.useFakeTimers({ toFake: [...ALL] });
    const [alice, bob] = bench.users('alice', 'bob');
    const call = await alice.invites('bob');
    await bob.accepts(call);
    vi.useRealTimers();
    await alice.seesAccept(call, 'bob');
    await bench.close();
  });
});

/** The usual call screen: it rings for so long, and then hangs up by itself. */
class CallScreen {
  state = 'idle';
  seconds = 0;
  ringing: ReturnType<typeof setTimeout> | undefined;
  openedAt = 0;
  #lab: { sdk: import('../../src/index.js').V2TIMManager };

  constructor(user: { sdk: import('../../src/index.js').V2TIMManager }) {
    this.#lab = user;
    user.sdk.addSignalingListener({
      onReceiveNewInvitation: (inviteID) => this.#ring(inviteID),
      onInvitationCancelled: () => this.#close('cancelled'),
    });
  }

  #ring(inviteID: string): void {
    this.state = 'ringing';
    this.openedAt = Date.now();
    const tick = setInterval(() => this.seconds++, 1000);
    this.ringing = setTimeout(async () => {
      clearInterval(tick);
      await this.#lab.sdk.reject(inviteID, 'no answer');
      this.#close('missed');
    }, 20_000);
  }

  #close(why: string): void {
    clearTimeout(this.ringing);
    this.state = why;
  }
}

describe.each([
  ['faked by the lab', false],
  ['faked before', true],
])('lab({ timers: vi }) moves the app’s own timers with the lab’s clock, %s', (_how, before) => {
  test('the ring time-out of a call screen', async () => {
    if (before) vi.useFakeTimers({ toFake: [...ALL] });
    const bench = await lab({ users: ['alice', 'bob'], timers: vi });
    const [alice, bob] = bench.users('alice', 'bob');
    const screen = new CallScreen(bob);
    const call = await alice.invites('bob', { timeout: 60 });
    await bob.receives(call);
    expect(screen.state).toBe('ringing');
    await bench.after('19999ms');
    expect([screen.state, screen.seconds]).toEqual(['ringing', 19]);
    await alice.seesReject(call, 'bob', { data: 'no answer', at: '20s', within: '2s' });
    expect([screen.state, bench.elapsed]).toEqual(['missed', 20_000]);
    expect(Date.now() - screen.openedAt).toBe(20_000);
    await bench.nothingElseHappens('2m');
    await bench.close();
    expect(vi.isFakeTimers()).toBe(before);
  });

  test('a timer between two of the hub’s: each at its own moment', async () => {
    if (before) vi.useFakeTimers();
    const bench = await lab({ users: ['alice', 'bob'], timers: vi });
    const [alice, bob] = bench.users('alice', 'bob');
    const call = await alice.invites('bob', { timeout: 30 });
    setTimeout(() => void bob.sdk.accept(call.inviteID), 12_345);
    await alice.seesAccept(call, 'bob', { at: '12.345s', within: '1m' });
    await bench.close();
  });
});

test('an app’s timer that throws fails the step that waits, and none waits for ever', async () => {
  const bench = await lab({ users: ['alice', 'bob'], timers: vi });
  setTimeout(() => {
    throw new Error('out of the app');
  }, 1000);
  await expect(bench.after('5s')).rejects.toThrow(/out of the app/);
  await bench.close();
});
