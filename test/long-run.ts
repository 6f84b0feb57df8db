/** Whether this is `npm run test:long`. */
export const LONG = process.env.SIG_TEST_LONG === '1';

/** The seed of every random test: the same in each `npm test`, another in each `npm run test:long`, which prints it. */
export const SEED = Number(process.env.SIG_TEST_SEED ?? 1);

/** How often a random test runs: `usual` in `npm test`, `long` in `npm run test:long`, or what SIG_TEST_RUNS says. */
export function runs(usual: number, long = usual * 20): number {
  return Number(process.env.SIG_TEST_RUNS ?? (LONG ? long : usual));
}
