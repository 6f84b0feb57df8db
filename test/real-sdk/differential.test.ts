import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { runs } from '../long-run.js';
import { FakedHub, fakeTime, inFakeTime } from './faked-time.js';
import type { Party } from './party.js';
import type { Kind } from './stage.js';

const RUNS = runs(300, 3000);
/** So many scenarios are played one after another by users who stay logged in: to log in takes longer than to play. */
const ACTS = 5;
const START = Date.UTC(2026, 0, 1);
/** Scenarios begin at a multiple of this (ms): log-ins and calls take a little more or less, depending on the SDK. */
const CURTAIN = 5000;

const USERS = ['alice', 'bob', 'carol'] as const;
/** How long a frame of each takes each way (ms): all different, so that no two arrive at one moment by chance. */
const LATENCY: Record<Name, number> = { alice: 10, bob: 12, carol: 15 };
type Name = (typeof USERS)[number];

type Step =
  | { do: 'invite'; by: Name; to: Name; timeout: number; online: boolean; data: string }
  | { do: 'inviteInGroup'; by: Name; timeout: number; data: string }
  | { do: 'accept' | 'reject' | 'cancel' | 'modify'; by: Name; nth: number; data: string };

/** A step, and how long after the one before it comes (ms). */
interface Timed {
  after: number;
  step: Step;
}

const name = fc.constantFrom(...USERS);
const data = fc.constantFrom('ring', ' ', '{"call":"video"}', 'excludeFromHistoryMessage', '你好 👋');
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('invite' as const),
      by: name,
      to: name,
      timeout: fc.nat(4),
      online: fc.boolean(),
      data,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('inviteInGroup' as const), by: name, timeout: fc.nat(4), data }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom('accept' as const, 'reject' as const, 'cancel' as const, 'modify' as const),
      by: name,
      nth: fc.nat(3),
      data,
    }),
  },
);
/** 0 makes calls cross on the wire; the others lie off the whole second, where timers of both sides fire together. */
const after = fc.constantFrom(0, 3, 15, 55, 310, 1230, 2470);
const scenario: fc.Arbitrary<Timed[]> = fc.array(fc.record({ after, step }), { minLength: 1, maxLength: 12 });

/** What can be told apart from outside: each user's listener calls in order, and how each call ended. */
interface Outcome {
  heard: Record<Name, string[]>;
  results: string[];
}

/** Plays the scenarios one after another. */
async function play(kinds: Record<Name, Kind>, scenarios: Timed[][]): Promise<Outcome[]> {
  vi.setSystemTime(START);
  const hub = new FakedHub();
  const parties = {} as Record<Name, Party>;
  for (const user of USERS) parties[user] = hub.party(kinds[user], user, LATENCY[user]);
  await inFakeTime(Promise.all(USERS.map((user) => parties[user].login())), 3000);
  await inFakeTime(parties.alice.createGroup('team', ['bob', 'carol']), 1000);
  await inFakeTime(Promise.all(USERS.map((user) => getAcquainted(parties[user], user))), 5000);
  const outcomes: Outcome[] = [];
  for (const steps of scenarios) {
    await vi.advanceTimersByTimeAsync(CURTAIN - ((Date.now() - START) % CURTAIN));
    outcomes.push(await act(parties, steps));
  }
  await inFakeTime(Promise.all(USERS.map((user) => parties[user].destroy())), 1000);
  hub.close();
  return outcomes;
}

async function act(parties: Record<Name, Party>, steps: Timed[]): Promise<Outcome> {
  for (const user of USERS) parties[user].heard.length = 0;
  const ids: string[] = [];
  /** Which of them are group invitations: to modify one while an answer is on its way is a known difference. */
  const groupIDs = new Set<number>();
  const results: string[] = [];
  const calls: Promise<void>[] = [];
  for (const { after, step } of steps) {
    await vi.advanceTimersByTimeAsync(after);
    // A message's age is judged in whole seconds: calls keep off the moment where some milliseconds make it one more.
    const phase = Date.now() % 1000;
    if (phase > 900) await vi.advanceTimersByTimeAsync(1000 - phase);
    if (phase < 100 || phase > 900) await vi.advanceTimersByTimeAsync(100);
    const alone = step.do === 'modify' && groupIDs.has(step.nth);
    if (alone) await vi.advanceTimersByTimeAsync(60);
    if (step.do === 'inviteInGroup') groupIDs.add(ids.length);
    const place = results.push('pending') - 1;
    const call = perform(parties[step.by], step, ids).then(
      () => 'ok',
      (error: { code?: unknown }) => String(error.code),
    );
    const note = (outcome: string) => {
      results[place] = `${step.by} ${step.do}: ${outcome}`;
    };
    calls.push(call.then(note));
    if (alone) await vi.advanceTimersByTimeAsync(60);
  }
  await vi.advanceTimersByTimeAsync(12_000);
  await inFakeTime(Promise.all(calls), 20_000);
  const heard = Object.fromEntries(
    USERS.map((user) => [user, parties[user].heard.map(({ name, args }) => say(name, args, ids))]),
  ) as Record<Name, string[]>;
  return { heard, results };
}

/**
 * The real SDK holds back the first message of a group, and the first from a user, until it has asked about them; what
 * comes meanwhile from others may overtake it. Let that be over.
 */
async function getAcquainted(party: Party, user: Name): Promise<void> {
  const others = USERS.filter((other) => other !== user);
  await Promise.all([
    party.inviteInGroup('team', others, '', 0),
    ...others.map((other) => party.invite(other, '', 0)),
  ]);
}

async function perform(party: Party, step: Step, ids: string[]): Promise<void> {
  if (step.do === 'invite' || step.do === 'inviteInGroup') {
    const place = ids.push('') - 1;
    const others = USERS.filter((user) => user !== step.by);
    ids[place] =
      step.do === 'invite'
        ? await party.invite(step.to, step.data, step.timeout, step.online)
        : await party.inviteInGroup('team', others, step.data, step.timeout);
    return;
  }
  await party[step.do](ids[step.nth] || 'no such invitation', step.data);
}

function say(name: string, args: unknown[], ids: string[]): string {
  const text = JSON.stringify(args);
  return `${name} ${ids.reduce((all, id, index) => (id === '' ? all : all.replaceAll(id, `#${index}`)), text)}`;
}

fakeTime();

test('our device in the web dialect is heard and hears as the real SDK does, on either side', async () => {
  const sides: Kind[][] = [
    ['virtual', 'real', 'real'],
    ['real', 'virtual', 'virtual'],
    ['virtual', 'virtual', 'virtual'],
  ];
  await fc.assert(
    fc.asyncProperty(fc.array(scenario, { minLength: ACTS, maxLength: ACTS }), async (scenarios) => {
      const truth = await play({ alice: 'real', bob: 'real', carol: 'real' }, scenarios);
      for (const [alice, bob, carol] of sides) {
        expect(await play({ alice: alice!, bob: bob!, carol: carol! }, scenarios)).toEqual(truth);
      }
    }),
    { numRuns: Math.ceil(RUNS / ACTS) },
  );
});
