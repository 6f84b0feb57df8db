import { Chalk } from 'chalk';
import { loadScenarios } from '../../src/scenario/load.js';
import { reporters } from '../../src/scenario/report/reporters.js';
import { runScenario } from '../../src/scenario/run.js';

const TEXT = `scenario: bob accepts
users: [alice, bob]
steps:
  - alice invites bob: { data: { call: video, note: "\\\\<b>&" } }
  - bob receives call
  - bob accepts call
  - alice sees bob accept call
---
scenario: "bob <rejects> & alice's wrong"
users: [alice, bob]
steps:
  - alice invites bob
  - bob rejects call: { data: busy }
  - alice sees bob accept call
`;

/** Runs two scenarios, of which one fails. @returns what a reporter writes about them */
export async function runReported(): Promise<(reporter: string) => string> {
  const { scenarios, errors } = loadScenarios('calls.sig.yaml', TEXT);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  const results = await Promise.all(scenarios.map((scenario) => runScenario(scenario)));
  return (name) => {
    const lines: string[] = [];
    const paint = new Chalk({ level: 0 });
    const reporter = reporters[name]!({ write: (line) => lines.push(line), paint, columns: 100 });
    for (const result of results) reporter.ended(result, { startedAt: 1_800_000_000_000, tookMs: 5 });
    reporter.done({ passed: 1, failed: 1, tookMs: 10, startedAt: 1_800_000_000_000 });
    return lines.join('\n');
  };
}
