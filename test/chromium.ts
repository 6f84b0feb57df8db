import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** This machine's Chromium; undefined where there is none. SIG_CHROMIUM names another. */
export const CHROMIUM = [process.env.SIG_CHROMIUM ?? '', ...PLACES].find((path) => existsSync(path));

export const NO_CHROMIUM = `no Chromium at ${PLACES.join(', ')}, and SIG_CHROMIUM names none`;

export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM!, args: ['--no-sandbox', '--disable-gpu'] });
}
