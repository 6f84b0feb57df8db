import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { defineConfig } from 'vitest/config';
import { settings } from './vitest.config.js';

/** Tests that take their seed or number of runs from test/long-run.ts, and those that only run here. */
async function longTests(): Promise<string[]> {
  const found: string[] = [];
  for await (const file of glob('test/**/*.test.ts', { exclude: ['test/real/**'] })) {
    const random = /from '(fast-check|(\.\.?\/)+long-run\.js)'/.test(readFileSync(file, 'utf8'));
    if (random || file.endsWith('.long.test.ts')) found.push(file);
  }
  return found;
}

const seed = process.env.SIG_TEST_SEED ?? String(randomInt(2 ** 31));
console.log(`the seed of this run: SIG_TEST_SEED=${seed}`);

/** `npm run test:long`: random seeds, and the long fuzz, kill and differential runs. */
export default defineConfig({
  test: {
    ...settings,
    include: await longTests(),
    env: { SIG_TEST_LONG: '1', SIG_TEST_SEED: seed },
    testTimeout: 3_600_000,
  },
});
