import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Decoder } from '../../src/decode/decoder.js';
import { MessageLog } from '../../src/decode/timeline/message-log.js';
import { report } from '../../src/decode/timeline/report.js';
import { loadScenarios } from '../../src/scenario/load.js';
import { recordHistory } from '../../src/scenario/record/record.js';
import { runScenario } from '../../src/scenario/run.js';

const url = (path: string) => new URL(`../../${path}`, import.meta.url);

/** Folds a log, makes a scenario of each invitation in it, and plays that on a hub. */
async function replay(text: string): Promise<number> {
  const log = new MessageLog(2026);
  new Decoder((line, surroundings) => log.add(line, surroundings)).text(text);
  let played = 0;
  for (const { history } of report(log)) {
    if (!history.invite) continue;
    const { text: yaml } = await recordHistory(history);
    const { scenarios, errors } = loadScenarios('replay.sig.yaml', yaml);
    expect(errors.map((error) => error.render())).toEqual([]);
    const { failures } = await runScenario(scenarios[0]!);
    expect(failures, yaml).toEqual([]);
    played++;
  }
  return played;
}

describe('a scenario made of a log plays', () => {
  it('for every invitation in real frames', async () => {
    expect(await replay(readFileSync(url('test/fixtures/web-sdk-frames.ndjson'), 'utf8'))).toBe(11);
  });

  it('for every invitation in real messages', async () => {
    expect(await replay(readFileSync(url('test/fixtures/web-sdk-messages.json'), 'utf8'))).toBe(5);
  });

  it.each(readdirSync(url('examples')).filter((name) => name.endsWith('.sig.yaml')))(
    'for the trace of the example %s',
    async (name) => {
      const { scenarios } = loadScenarios(name, readFileSync(url(`examples/${name}`), 'utf8'));
      for (const scenario of scenarios) {
        const { events } = await runScenario(scenario);
        expect(await replay(events.map((event) => JSON.stringify(event)).join('\n'))).toBeGreaterThan(0);
      }
    },
  );
});
