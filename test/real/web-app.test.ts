import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
// @ts-expect-error an example is plain JavaScript
import { serve } from '../../examples/web-app/serve.js';
import { type Stage, test } from '../real-sdk/stage.js';
import { CHROMIUM, launchChromium } from './chromium.js';
import { describeWith } from './requirements.js';

let browser: Browser;
let app: { url: string; close(): void };

beforeAll(async () => {
  if (!CHROMIUM.missing) browser = await launchChromium();
  app = await serve();
});

afterAll(async () => {
  await browser?.close();
  app.close();
});

async function open(stage: Stage): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 820, height: 660 } });
  await page.goto(`${app.url}?hub=${stage.url}`);
  await page.locator('.phone[data-state=idle]').nth(1).waitFor();
  return page;
}

function phone(page: Page, user: string) {
  return {
    press: (what: string) => page.click(`#${user} [data-do=${what}]`),
    is: (state: string) => page.waitForSelector(`#${user}[data-state=${state}]`),
    says: () => page.textContent(`#${user} .call`),
  };
}

describeWith(CHROMIUM, 'the sample app in headless Chromium', () => {
  test('call, accept, hang up', async ({ stage }) => {
    const page = await open(stage);
    const [alice, bob] = [phone(page, 'alice'), phone(page, 'bob')];
    await alice.press('call');
    await bob.is('ringing');
    expect(await bob.says()).toBe('alice is calling');
    await bob.press('accept');
    await alice.is('talking');
    await bob.press('hangup');
    await alice.is('idle');
    expect(await alice.says()).toBe('bob hung up');
  });

  test('call, reject; call, cancel', async ({ stage }) => {
    const page = await open(stage);
    const [alice, bob] = [phone(page, 'alice'), phone(page, 'bob')];
    await alice.press('call');
    await bob.is('ringing');
    await bob.press('reject');
    await alice.is('idle');
    expect(await alice.says()).toBe('bob declined');
    await bob.press('call');
    await alice.is('ringing');
    await bob.press('cancel');
    await alice.is('idle');
    expect(await alice.says()).toBe('bob gave up');
  });

  test('answered on another device, the browser stops ringing', async ({ stage }) => {
    const page = await open(stage);
    const [alice, bob] = [phone(page, 'alice'), phone(page, 'bob')];
    const mobile = await stage.virtual('bob', { device: 'phone' });
    await alice.press('call');
    await bob.is('ringing');
    const { inviteID } = await mobile.hear('onReceiveNewInvitation');
    await mobile.accept(inviteID, '');
    await bob.is('idle');
    expect(await bob.says()).toBe('answered on another device');
    await alice.is('talking');
  });

  test('the browser answers a virtual user, whatever the data', async ({ stage }) => {
    const page = await open(stage);
    const alice = phone(page, 'alice');
    const dave = await stage.virtual('dave', { dialect: 'native' });
    const id = await dave.invite('alice', 'not JSON', 30);
    await alice.is('ringing');
    await alice.press('accept');
    await dave.hear('onInviteeAccepted', id);
    await alice.is('talking');
  });
});
