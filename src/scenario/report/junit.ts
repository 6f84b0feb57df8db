import { escapeXML } from '../../text/xml.js';
import type { ScenarioResult } from '../run.js';
import type { MakeReporter } from './reporter.js';

/** JUnit XML, as CI servers read it: a suite for each file. */
export const junit: MakeReporter = ({ write }) => {
  const suites = new Map<string, { result: ScenarioResult; tookMs: number }[]>();
  return {
    ended(result, tookMs) {
      const suite = suites.get(result.scenario.file);
      if (suite) suite.push({ result, tookMs });
      else suites.set(result.scenario.file, [{ result, tookMs }]);
    },
    done({ passed, failed, tookMs }) {
      write('<?xml version="1.0" encoding="UTF-8"?>');
      write(`<testsuites tests="${passed + failed}" failures="${failed}" time="${tookMs / 1000}">`);
      for (const [file, cases] of suites) {
        const failures = cases.filter((each) => each.result.status === 'failed').length;
        write(`  <testsuite name="${escapeXML(file)}" tests="${cases.length}" failures="${failures}">`);
        for (const each of cases) for (const line of testCase(each.result, each.tookMs)) write(`    ${line}`);
        write('  </testsuite>');
      }
      write('</testsuites>');
    },
  };
};

function testCase({ scenario, failures, seed }: ScenarioResult, tookMs: number): string[] {
  const open = `<testcase classname="${escapeXML(scenario.file)}" name="${escapeXML(scenario.name)}" file="${escapeXML(scenario.file)}" line="${scenario.line}" time="${tookMs / 1000}"`;
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
