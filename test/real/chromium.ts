import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import type { Requirement } from './requirements.js';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const executablePath = [process.env.SIG_CHROMIUM ?? '', ...PLACES].find((path) => existsSync(path));

export const CHROMIUM: Requirement = {
  missing: executablePath ? undefined : 'no Chromium is installed; SIG_CHROMIUM can name one',
};

/** Starts this machine's Chromium without a window. @param args more of its options */
export function launchChromium(...args: string[]): Promise<Browser> {
  return chromium.launch({
    executablePath: executablePath!,
    args: ['--no-sandbox', '--disable-gpu', ...args],
  });
}
