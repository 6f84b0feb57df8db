import { describe, expect, test } from 'vitest';
import { type ExploreOptions, explore, orderNumber, replay } from '../../../src/scenario/explore/explore.js';
import { crossing, load } from './scenarios.js';

const NO_FAULTS = { faults: 0, delay: 1000 };

const CROSSING = crossing('- alice cancels call\n- bob accepts call');

/** What `sig explore` would tell of it. */
async function outcomes(scenario = CROSSING, options: Partial<ExploreOptions> = {}) {
  const found = await explore(scenario, { ...NO_FAULTS, orders: 5000, ...options });
  return { ...found, texts: found.outcomes.map((each) => each.outcome).sort() };
}

test('the crossing of accept and cancel is found: both succeed, and each side is told the opposite', async () => {
  const { complete, orders, violations, outcomes: found } = await outcomes();
  expect(complete).toBe(true);
  expect(found.map(({ outcome, invariant }) => [outcome, invariant]).sort()).toEqual([
    ['call: accepted (then onInvitationCancelled) for alice and bob', 'one end'],
    [
      'call: accepted (then onInvitationCancelled) for alice, cancelled (then onInviteeAccepted) for bob',
      'agreement',
    ],
    ['call: accepted for alice and bob; "alice cancels call" fails with 8010', null],
    ['call: cancelled for alice and bob; "bob accepts call" fails with 8010', null],
    ['call: cancelled for alice, cancelled (then onInviteeAccepted) for bob', 'one end'],
  ]);
  expect(found.reduce((sum, each) => sum + each.count, 0)).toBe(orders);
  expect(violations).toBe(orders - 2);
});

test('each outcome can be played again by its seed', async () => {
  const { outcomes: found } = await outcomes();
  for (const { outcome, invariant, seed, picks } of found) {
    const again = await replay(CROSSING, NO_FAULTS, seed);
    expect(again.outcome).toBe(outcome);
    expect(again.broken?.invariant ?? null).toBe(invariant);
    expect(again.picks).toEqual(picks);
    expect(orderNumber(again.picks)).toBe(seed);
  }
});

test('orders that differ only in the sequence of what does not meet are tried once', async () => {
  const scenario = load(`scenario: two calls that have nothing to do with each other
users: [alice, bob, carol, dave]
steps:
  - alice invites bob: { as: one }
  - carol invites dave: { as: other }
  - at the same time:
      - bob accepts one
      - dave accepts other
`);
  const { complete, texts, orders } = await outcomes(scenario);
  expect(complete).toBe(true);
  expect(texts).toEqual(['one: accepted for alice and bob; other: accepted for carol and dave']);
  // The hub takes the one before the other, after it, or both in one turn in either sequence.
  expect(orders).toBeLessThanOrEqual(4);
});

describe('orders at random, tried beyond the bound', () => {
  const THREE = crossing('- alice cancels call\n- bob accepts call\n- alice messages bob: hi');

  test('find no outcome that the complete search has not found', async () => {
    const all = await outcomes(THREE);
    expect(all.complete).toBe(true);
    const some = await outcomes(THREE, { orders: 30 });
    expect(some).toMatchObject({ complete: false, orders: 30 });
    for (const text of some.texts) expect(all.texts).toContain(text);
  });

  test('are the same for the same seed, and others for another', async () => {
    const counts = async (seed: number) =>
      (await explore(THREE, { ...NO_FAULTS, orders: 30, seed })).outcomes.map(
        ({ outcome, count }) => `${count} ${outcome}`,
      );
    expect(await counts(1)).toEqual(await counts(1));
    expect(await counts(1)).not.toEqual(await counts(2));
  });

  test('tell of their progress, one by one', async () => {
    const told: number[] = [];
    await explore(THREE, { ...NO_FAULTS, orders: 20, onProgress: (tried) => told.push(tried) });
    expect(told).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });
});

test('a call that rings though its inviter was told that it could not be sent is a disagreement', async () => {
  const scenario = load(`scenario: the answer to an invite is lost, and browsers do not send it again
users: [{ alice: { dialect: web } }, bob]
steps:
  - at the same time:
      - alice invites bob: { timeout: 30 }
      - bob messages alice: hi
`);
  const { outcomes: found } = await outcomes(scenario, { faults: 1, kinds: ['lost'] });
  expect(found.map(({ outcome, invariant }) => [outcome, invariant])).toContainEqual([
    'call: never sent for alice, timed out for bob; "alice invites bob" fails with 9520',
    'agreement',
  ]);
  expect(found.map(({ outcome, invariant }) => [outcome, invariant])).toContainEqual([
    'call: never sent for alice; "alice invites bob" fails with 9520',
    null,
  ]);
});

test('a timer runs out before what is on its way arrives, and after', async () => {
  const scenario = crossing(
    '- [{ after: 29.5s }, bob accepts call]',
    '',
    'users: [alice, { bob: { clock: 0ms } }]',
  );
  const { texts } = await outcomes(scenario, { delay: 800 });
  expect(texts).toContain('call: accepted for alice and bob');
  expect(texts.join('\n')).toMatch(/timed out/);
});

test('an expectation in a branch holds the branch back until it is met', async () => {
  const scenario = load(`scenario: bob rejects as soon as it rings
users: [alice, bob]
steps:
  - at the same time:
      - alice invites bob: { timeout: 30 }
      - [bob receives call, bob rejects call]
`);
  const { texts, complete } = await outcomes(scenario);
  expect(complete).toBe(true);
  expect(texts).toEqual(['call: rejected for alice and bob']);
});

test('blocks in blocks are tried in every order too, and so is a second block', async () => {
  const nested = crossing(
    '- alice cancels call\n- [{ at the same time: [bob accepts call, alice messages bob: hi] }]',
  );
  expect((await outcomes(nested)).texts.length).toBeGreaterThanOrEqual(5);
  const second = load(`scenario: two blocks
users: [alice, bob]
steps:
  - at the same time:
      - alice invites bob: { timeout: 30 }
      - bob messages alice: hi
  - at the same time:
      - alice cancels call
      - bob accepts call
`);
  expect((await outcomes(second)).texts).toHaveLength(5);
});

describe('what follows the block', () => {
  test('is waited for, and counted where it comes as written', async () => {
    const scenario = crossing('- alice cancels call\n- bob accepts call', '- alice sees bob accept call');
    const { orders, asExpected, outcomes: found } = await outcomes(scenario);
    const seen = found.filter(({ outcome }) => outcome.includes('accepted') && !outcome.includes('8010; '));
    expect(asExpected).toBe(seen.reduce((sum, { count }) => sum + count, 0));
    expect(asExpected).toBeLessThan(orders);
  });

  test('breaks an order by what must never happen', async () => {
    const scenario = crossing('- alice messages bob: hi', '- bob never gets a message from alice');
    const { outcomes: found } = await outcomes(scenario);
    expect(found.map(({ invariant }) => invariant)).toEqual(['bob never gets a message from alice']);
  });

  test('must hold in every order when it is strict', async () => {
    const scenario = crossing(
      '- bob accepts call\n- alice messages bob: hi',
      '- bob gets a message from alice: { text: hi }\n- alice sees bob accept call: { data: yes }',
    );
    expect((await outcomes(scenario)).violations).toBe(0);
    const { orders, violations, outcomes: found } = await outcomes(scenario, { strict: true });
    expect(violations).toBe(orders);
    expect(found[0]!.invariant).toContain('alice sees bob accept call');
  });

  test('is done in every order', async () => {
    const scenario = crossing('- alice messages bob: hi\n- bob messages alice: hi', '- bob rejects call');
    expect((await outcomes(scenario)).texts).toEqual(['call: rejected for alice and bob']);
  });
});
