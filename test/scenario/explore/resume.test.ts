import { expect, test } from 'vitest';
import {
  type Exploration,
  explore,
  exploreInParts,
  explorePart,
} from '../../../src/scenario/explore/explore.js';
import { crossing } from './scenarios.js';

const scenario = crossing('- - alice cancels call\n- - bob accepts call\n  - bob messages alice: hi');
const BOUNDS = { delay: 1000, seed: 7 };

const outcomesOf = ({ outcomes }: Exploration) =>
  outcomes.map(({ outcome, invariant, count }) => [outcome, invariant, count]).sort();

/** Explores in pieces of so many orders, each going on where the one before was ended. */
async function inPieces(options: { orders: number; faults: number }, piece: number): Promise<Exploration> {
  let state: Exploration['resume'];
  for (;;) {
    const abort = new AbortController();
    const until = (state?.tally.orders ?? 0) + piece;
    const found = await explore(scenario, {
      ...BOUNDS,
      ...options,
      signal: abort.signal,
      // What is kept is JSON.
      resume: state && JSON.parse(JSON.stringify(state)),
      onProgress: (tried) => void (tried >= until && abort.abort()),
    });
    if (!found.resume) return found;
    state = found.resume;
  }
}

test.each([
  ['all there are', { orders: 2000, faults: 0 }],
  ['with faults, the rest at random', { orders: 60, faults: 1 }],
])('ended before its time and resumed, it finds what it finds in one go: %s', async (_which, options) => {
  const whole = await explore(scenario, { ...BOUNDS, ...options });
  const pieces = await inPieces(options, 7);
  expect([pieces.complete, pieces.orders, pieces.violations]).toEqual([
    whole.complete,
    whole.orders,
    whole.violations,
  ]);
  expect(outcomesOf(pieces)).toEqual(outcomesOf(whole));
});

test('in parts, as threads do them, it finds the same outcomes', async () => {
  const options = { ...BOUNDS, orders: 4000, faults: 0 };
  const whole = await explore(scenario, options);
  const parts = await exploreInParts(scenario, options, async (list, done) => {
    for (const part of list) done(JSON.parse(JSON.stringify(await explorePart(scenario, options, part))));
  });
  expect(parts.complete).toBe(true);
  const names = (found: Exploration) => outcomesOf(found).map(([outcome]) => outcome);
  expect(names(parts)).toEqual(names(whole));
  const some = { ...options, orders: 40, faults: 1 };
  const bounded = await exploreInParts(scenario, some, async (list, done) => {
    for (const part of list) done(await explorePart(scenario, some, part));
  });
  expect([bounded.complete, bounded.orders]).toEqual([false, 40]);
});
