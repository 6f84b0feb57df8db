import type { Scenario } from '../plan.js';
import { exploredBlock, type OrderRun } from './order.js';

/** One order as a scenario file of its own: the steps up to the block, then what happens when, then what should hold. */
export function scenarioFileOf(scenario: Scenario, run: OrderRun): string {
  const block = scenario.steps[exploredBlock(scenario)]!;
  const { source } = block.span;
  const first = lastDocumentStart(source.text, source.text.indexOf('\n', block.span.start));
  const before = source.text.slice(first, block.span.start);
  const dash = before.lastIndexOf('\n') + 1;
  const indent = /^\s*/.exec(before.slice(dash))![0];
  const lines = [
    'the network holds everything',
    ...run.picks.map((pick) => pick.line),
    'the network lets everything go',
    'after: 2m',
    ...[...run.names.values()].map((name) => `everyone agrees on ${name}`),
  ];
  const head = before
    .slice(0, dash)
    .replace(
      /^scenario: .*$/m,
      `scenario: ${JSON.stringify(`${scenario.name}: one order that sig explore found`)}`,
    );
  const comment = run.broken ? `# ${run.broken.invariant}: ${run.broken.text.split('\n')[0]}\n` : '';
  return `${comment}${head}${lines.map((line) => `${indent}- ${line}\n`).join('')}`;
}

/** Where the YAML document begins that an offset is in. */
function lastDocumentStart(text: string, offset: number): number {
  let start = 0;
  for (const found of text.matchAll(/^---.*\n/gm))
    if (found.index < offset) start = found.index + found[0].length;
  return start;
}
