import { beforeAll, expect, test } from 'vitest';
import { sideBySide } from '../../src/scenario/report/terminal.js';
import { runReported } from './reported.js';

let report: (reporter: string) => string;

beforeAll(async () => {
  report = await runReported();
});

test('terminal: a failure shows its line, both sides, and the last events as a diagram', () => {
  const text = report('terminal');
  expect(text).toContain('✓ bob accepts');
  expect(text).toContain('calls.sig.yaml:14  alice sees bob accept call');
  expect(text).toMatch(
    /^ {4}expected +│ seen\n {4}alice sees bob accept call within 5s │ alice heard onInviteeRejected/m,
  );
  expect(text).toMatch(/│.*onInviteeRejected bob call.*│/);
  expect(text).toContain('1 passed, 1 failed');
});

test('terminal: where there is no room for two sides, one stands below the other', () => {
  const failure = {
    line: 1,
    step: '',
    expected: 'bob receives call',
    seen: 'bob heard onInvitationTimeout at 30s',
  };
  expect(sideBySide(failure, 30)).toEqual([
    'expected',
    '  bob receives call',
    'seen',
    '  bob heard',
    '  onInvitationTimeout at 30s',
  ]);
});

test('json: one line for each scenario, in the shape that programs read', () => {
  const lines = report('json')
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toEqual([
    { file: 'calls.sig.yaml', scenario: 'bob accepts', status: 'passed', seed: 1, failures: [] },
    {
      file: 'calls.sig.yaml',
      scenario: "bob <rejects> & alice's wrong",
      status: 'failed',
      seed: 1,
      failures: [
        {
          line: 14,
          step: 'alice sees bob accept call',
          expected: 'alice sees bob accept call within 5s',
          seen: expect.stringContaining('onInviteeRejected'),
        },
      ],
    },
  ]);
});

test('junit: a suite for each file, with names and texts escaped', () => {
  const text = report('junit');
  expect(text).toContain('<testsuites tests="2" failures="1"');
  expect(text).toContain('name="bob &lt;rejects&gt; &amp; alice&#39;s wrong"');
  expect(text).toContain('<failure message="line 14: alice sees bob accept call">');
  expect(text).not.toMatch(/[^<>=]<rejects>/);
});

test('tap: a plan, a number each, and why it failed', () => {
  expect(report('tap')).toMatch(
    /^TAP version 14\nok 1 - bob accepts\nnot ok 2 - bob <rejects>[^\n]*\n {2}---\n[\s\S]*line: 14[\s\S]*\n {2}\.\.\.\n1\.\.2$/,
  );
});

test('github: an annotation at the line', () => {
  expect(report('github')).toContain(
    "::error file=calls.sig.yaml,line=14,title=bob <rejects> & alice's wrong::",
  );
});
