import { isoInstant } from '../../runtime/instant.js';
import { escapeXML } from '../../text/xml.js';
import type { ScenarioResult } from '../run.js';
import type { MakeReporter, Timing } from './reporter.js';

interface Case {
  result: ScenarioResult;
  timing: Timing;
}

/** JUnit XML, as CI servers read it: a suite for each file. Times are in seconds, timestamps at Greenwich. */
export const junit: MakeReporter = ({ write }) => {
  const suites = new Map<string, Case[]>();
  return {
    ended(result, timing) {
      const suite = suites.get(result.scenario.file);
      if (suite) suite.push({ result, timing });
      else suites.set(result.scenario.file, [{ result, timing }]);
    },
    done({ passed, failed, tookMs, startedAt }) {
      const counts = `tests="${passed + failed}" failures="${failed}"`;
      write('<?xml version="1.0" encoding="UTF-8"?>');
      write(`<testsuites ${counts} time="${tookMs / 1000}" timestamp="${isoInstant(startedAt)}">`);
      for (const [file, cases] of suites) {
        write(`  ${openSuite(file, cases)}`);
        for (const each of cases) for (const line of testCase(each)) write(`    ${line}`);
        write('  </testsuite>');
      }
      write('</testsuites>');
    },
  };
};

function openSuite(file: string, cases: readonly Case[]): string {
  const failures = cases.filter(({ result }) => result.status === 'failed').length;
  const tookMs = cases.reduce((sum, { timing }) => sum + timing.tookMs, 0);
  const startedAt = Math.min(...cases.map(({ timing }) => timing.startedAt));
  return `<testsuite name="${escapeXML(file)}" tests="${cases.length}" failures="${failures}" time="${tookMs / 1000}" timestamp="${isoInstant(startedAt)}">`;
}

function testCase({ result: { scenario, failures, seed }, timing }: Case): string[] {
  const open = `<testcase classname="${escapeXML(scenario.file)}" name="${escapeXML(scenario.name)}" file="${escapeXML(scenario.file)}" line="${scenario.line}" time="${timing.tookMs / 1000}"`;
  if (failures.length === 0) return [`${open}/>`];
  return [
    `${open}>`,
    ...failures.map(({ line, step, expected, seen }) => {
      const text = `${scenario.file}:${line}: ${step}\nexpected: ${expected}\nseen: ${seen}\nseed: ${seed}`;
      return `  <failure message="${escapeXML(`line ${line}: ${step}`)}">${escapeXML(text)}</failure>`;
    }),
    '</testcase>',
  ];
}
