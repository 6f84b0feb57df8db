import { expect, test } from 'vitest';
import { outdone } from '../../../src/hub/accounts/login-policy.js';
import type { Login } from '../../../src/hub/accounts/login-records.js';
import type { LoginPolicy } from '../../../src/hub/core/app-settings.js';

const login = (platform: string, instID = 0): Login => ({
  a2: `${platform}${instID}`,
  instID,
  platform,
  device: '',
});
const EVERYWHERE = ['Android', 'iOS', 'iPad', 'Windows', 'Mac', 'Web', ''].map((platform) => login(platform));

/** Whom a new log-in puts out, of one on each platform. */
function leaving(loginPolicy: LoginPolicy, platform: string, more: { oneMobile?: boolean } = {}): string {
  const policy = { loginPolicy, oneMobile: false, webInstances: 1, ...more };
  return outdone(policy, login(platform, 1), EVERYWHERE)
    .map((other) => other.platform)
    .join(' ');
}

test.each<[LoginPolicy, string, string]>([
  ['single', 'Web', 'Android iOS iPad Windows Mac Web'],
  ['single', 'Android', 'Android iOS iPad Windows Mac Web'],
  ['dual', 'Android', 'Android iOS iPad Windows Mac'],
  ['dual', 'Web', 'Web'],
  ['triple', 'iPad', 'Android iOS iPad'],
  ['triple', 'Mac', 'Windows Mac'],
  ['triple', 'Web', 'Web'],
  ['platform', 'iOS', 'iOS'],
  ['platform', 'Web', 'Web'],
  ['multi', 'iOS', ''],
  ['multi', 'Web', ''],
])('%s: a log-in on %s ends those on: %s', (policy, platform, gone) => {
  expect(leaving(policy, platform)).toBe(gone);
});

test('phones and pads can count as one', () => {
  expect(leaving('platform', 'iPad', { oneMobile: true })).toBe('Android iOS iPad');
  expect(leaving('platform', 'Mac', { oneMobile: true })).toBe('Mac');
});

test('a log-in from no platform stands beside any', () => {
  expect(leaving('single', '')).toBe('');
});

test('so many pages may be open: the oldest make room; those that are gone do not count', () => {
  const policy = { loginPolicy: 'platform', oneMobile: false, webInstances: 3 } as const;
  const pages = [1, 2, 3, 4].map((number) => login('Web', number));
  expect(outdone(policy, login('Web', 9), pages.slice(0, 2))).toEqual([]);
  expect(outdone(policy, login('Web', 9), pages).map(({ instID }) => instID)).toEqual([1, 2]);
  const [first, ...others] = pages;
  const kicked = [{ ...first!, kicked: 1 as const }, ...others.slice(0, 2)];
  expect(outdone(policy, login('Web', 9), kicked)).toEqual([]);
});
