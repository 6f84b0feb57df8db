import { expect, test } from 'vitest';
import { loadScenarios } from '../../src/scenario/load.js';
import { diagramOf } from '../../src/scenario/report/diagram.js';
import { runScenario } from '../../src/scenario/run.js';
import { sequenceText } from '../../src/trace/sequence-text.js';

async function drawn(steps: string): Promise<string> {
  const text = `scenario: ''\nusers: [alice, bob]\nsteps:\n${steps}`.replace("''", 'x');
  const [scenario] = loadScenarios('x.sig.yaml', text).scenarios;
  return sequenceText(diagramOf(await runScenario(scenario!)), { width: 100 });
}

test('a time-out is drawn from the device whose timer has run out', async () => {
  const text = await drawn('  - alice invites bob: { timeout: 30 }\n  - after: 40s\n');
  expect(text).toMatch(/30 s .*│◀─+ time-out bob call ─+│/);
  expect(text).toMatch(/30 s .*│◀─* onInvitationTimeout bob call ─+│ +│/);
});

test('a call that fails tells why, with the name of its invitation', async () => {
  const text = await drawn(
    '  - alice invites bob: { as: ring }\n  - alice cancels ring\n  - bob accepts ring: { fails: 8010 }\n',
  );
  expect(text.replace(/[\s│]+/g, ' ')).toContain('accept failed: 8010 invitation ring is unknown');
});
