import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands/registry.js';
import { executeLine } from '../../src/cli/execute-line.js';
import { loadScenarios } from '../../src/scenario/load.js';
import { runScenario, type ScenarioResult } from '../../src/scenario/run.js';
import { actionName } from '../../src/signaling/action.js';
import { dialects } from '../../src/signaling/dialects/index.js';
import { signalOf } from '../../src/signaling/read-wire.js';
import { fakeCli } from '../cli/fake-cli.js';

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

  test('passes, and twice with the same trace, byte for byte; with another seed it is another', async () => {
    for (const scenario of scenarios) {
      const [first, second, other] = await Promise.all([
        runScenario(scenario),
        runScenario(scenario),
        runScenario(scenario, { seed: 4711 }),
      ]);
      expect(first.failures).toEqual([]);
      const trace = ndjson(first);
      expect(trace.length).toBeGreaterThan(300);
      expect(ndjson(second)).toBe(trace);
      expect(ndjson(other)).not.toBe(trace);
    }
  });

  test('passes with 50 seeds', async () => {
    for (const scenario of scenarios) {
      const traces = new Set<string>();
      for (let seed = 1; seed <= 50; seed++) {
        const result = await runScenario(scenario, { seed });
        expect(result.failures, `seed ${seed}`).toEqual([]);
        traces.add(ndjson(result));
      }
      expect(traces.size).toBe(50);
    }
  });

  test('tells in its trace of each call before the message that it sends', async () => {
    for (const scenario of scenarios) {
      const called = new Set<string>();
      for (const event of (await runScenario(scenario)).events) {
        if (event.kind === 'call') called.add(`${event.user} ${verbOf(event.method)} ${event.inviteID}`);
        if (event.kind !== 'message') continue;
        const { MsgBody, CloudCustomData, From_Account } = event.message;
        const info = signalOf(dialects.native, MsgBody, CloudCustomData);
        const action = info && actionName(info.actionType);
        if (!action || action === 'timeout') continue;
        expect(called).toContain(`${From_Account} ${action} ${info.inviteID}`);
      }
      expect(called.size).toBeGreaterThan(0);
    }
  });
});

function ndjson({ events }: ScenarioResult): string {
  return events.map((event) => JSON.stringify(event)).join('\n');
}

function verbOf(method: string): string {
  return method === 'inviteInGroup' ? 'invite' : method;
}

test('sig run --seed: twice the same report of all that happened, and another for another seed', async () => {
  const place = mkdtempSync(join(tmpdir(), 'sig-seeds-'));
  try {
    const report = async (seed: number) => {
      const path = join(place, 'report.html');
      const cli = fakeCli();
      const args = ['--seed', String(seed), '--reporter', `html=${path}`, '--reporter', 'json'];
      await executeLine(cli, COMMANDS, ['run', fileURLToPath(FOLDER), ...args]);
      expect(cli.exitCode).toBe(0);
      for (const line of cli.lines) expect(JSON.parse(line)).toMatchObject({ seed, status: 'passed' });
      // The head tells how long it really took.
      return readFileSync(path, 'utf8').replace(/^[\s\S]*<main>/, '');
    };
    const first = await report(7);
    expect(first).toContain('onReceiveNewInvitation');
    expect(await report(7)).toBe(first);
    expect(await report(8)).not.toBe(first);
  } finally {
    rmSync(place, { recursive: true });
  }
});
