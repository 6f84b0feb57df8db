import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadScenarios } from '../../src/scenario/load.js';
import { runScenario } from '../../src/scenario/run.js';

const FOLDER = new URL('../../examples/', import.meta.url);
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.sig.yaml'));

test('there are enough of them', () => {
  expect(files.length).toBeGreaterThanOrEqual(15);
});

describe.each(files)('%s', (file) => {
  const { scenarios, errors } = loadScenarios(file, readFileSync(new URL(file, FOLDER), 'utf8'));

  test('has no mistakes', () => {
    expect(errors.map((error) => error.render())).toEqual([]);
    expect(scenarios.length).toBeGreaterThan(0);
  });

  test('passes, and twice with the same trace', async () => {
    for (const scenario of scenarios) {
      const first = await runScenario(scenario);
      expect(first.failures).toEqual([]);
      const second = await runScenario(scenario);
      expect(second.events.map((event) => JSON.stringify(event))).toEqual(
        first.events.map((event) => JSON.stringify(event)),
      );
    }
  });

  test('passes with 50 seeds', async () => {
    for (const scenario of scenarios) {
      for (let seed = 1; seed <= 50; seed++) {
        const { failures } = await runScenario(scenario, { seed });
        expect(failures, `seed ${seed}`).toEqual([]);
      }
    }
  });
});
