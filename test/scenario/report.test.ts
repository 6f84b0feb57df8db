import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Chalk } from 'chalk';
import { chromium } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadScenarios } from '../../src/scenario/load.js';
import { reporters } from '../../src/scenario/report/reporters.js';
import { sideBySide } from '../../src/scenario/report/terminal.js';
import { runScenario, type ScenarioResult } from '../../src/scenario/run.js';

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

let results: ScenarioResult[];

beforeAll(async () => {
  const { scenarios, errors } = loadScenarios('calls.sig.yaml', TEXT);
  expect(errors).toEqual([]);
  results = [];
  for (const scenario of scenarios) results.push(await runScenario(scenario));
});

function report(name: string): string {
  const lines: string[] = [];
  const paint = new Chalk({ level: 0 });
  const reporter = reporters[name]!({ write: (line) => lines.push(line), paint, columns: 100 });
  for (const result of results) reporter.ended(result, 5);
  reporter.done({ passed: 1, failed: 1, tookMs: 10 });
  return lines.join('\n');
}

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

const PLACES = [
  process.env.SIG_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const browser = PLACES.find((place) => place !== undefined && place !== '' && existsSync(place));
const skipped = browser ? '' : ' (skipped: no Chromium is installed; put its path into SIG_CHROMIUM)';

describe(`html, opened in a browser${skipped}`, () => {
  test.skipIf(!browser)(
    'shows diagrams and decoded signals, needs nothing else, and is readable in light and dark',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'sig-report-'));
      const file = join(folder, 'report.html');
      writeFileSync(file, report('html'));
      const chrome = await chromium.launch({ executablePath: browser!, args: ['--no-sandbox'] });
      try {
        const page = await chrome.newPage();
        const asked: string[] = [];
        const complaints: string[] = [];
        page.on('request', (request) => asked.push(request.url()));
        page.on('pageerror', (error) => complaints.push(error.message));
        await page.goto(pathToFileURL(file).href);
        expect(await page.title()).toBe('✗ 1 passed, 1 failed');
        expect(await page.locator('details.scenario').count()).toBe(2);
        expect(await page.locator('details.scenario svg').count()).toBe(2);

        const failed = page.locator('details.scenario.failed');
        expect(await failed.getAttribute('open')).not.toBeNull();
        expect(await failed.locator('summary').first().textContent()).toContain(
          "bob <rejects> & alice's wrong",
        );
        expect(await failed.locator('table.failure').textContent()).toContain('onInviteeRejected');
        expect(await failed.locator('svg').innerHTML()).toContain('reject call');

        const passed = page.locator('details.scenario.passed');
        await passed.locator('summary').first().click();
        const message = passed.locator('details.message').first();
        expect(await message.locator('pre').first().isVisible()).toBe(false);
        await message.locator('summary').click();
        expect(await message.locator('pre').first().isVisible()).toBe(true);
        const signal = JSON.parse((await message.locator('pre').first().textContent())!);
        expect(signal).toMatchObject({
          action: 'invite',
          inviter: 'alice',
          data: { call: 'video', note: '<b>&' },
        });

        await failed.locator('details.source summary').click();
        expect(await failed.locator('details.source li.failed').getAttribute('value')).toBe('14');
        expect(await failed.locator('details.source li.failed').textContent()).toContain(
          'alice sees bob accept call',
        );

        await page.locator('[data-show=failed]').click();
        expect([await passed.isVisible(), await failed.isVisible()]).toEqual([false, true]);
        await page.locator('[data-show=all]').click();
        await page.locator('input[type=search]').fill('bob accepts');
        expect([await passed.isVisible(), await failed.isVisible()]).toEqual([true, false]);
        await page.locator('input[type=search]').fill('');
        await page.locator('[data-open=false]').click();
        expect(await failed.getAttribute('open')).toBeNull();
        await page.locator('ol.failures a').click();
        expect(await failed.getAttribute('open')).not.toBeNull();

        const colours: string[] = [];
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          const [back, text] = (await page.evaluate(
            'const style = getComputedStyle(document.body); [style.backgroundColor, style.color]',
          )) as [string, string];
          expect(contrast(back, text)).toBeGreaterThan(7);
          colours.push(back);
        }
        expect(colours[0]).not.toBe(colours[1]);
        expect(asked).toEqual([pathToFileURL(file).href]);
        expect(complaints).toEqual([]);
      } finally {
        await chrome.close();
        rmSync(folder, { recursive: true });
      }
    },
    120_000,
  );
});

/** The contrast of two colours by WCAG 2. */
function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [r, g, b] = colour.match(/\d+/g)!.map((part) => {
    const value = Number(part) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
