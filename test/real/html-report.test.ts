import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { runReported } from '../scenario/reported.js';
import { CHROMIUM, launchChromium } from './chromium.js';
import { describeWith } from './requirements.js';

describeWith(CHROMIUM, 'html report in a browser', () => {
  test('shows diagrams and decoded signals, needs nothing else, and is readable in light and dark', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sig-report-'));
    const file = join(folder, 'report.html');
    writeFileSync(file, (await runReported())('html'));
    const chrome = await launchChromium();
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
      await page.locator('details.scenario.failed[open]').waitFor();

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
  });
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
