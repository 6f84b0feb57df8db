import type { Dialect } from '../dialect.js';
import { native } from './native.js';
import { native6 } from './native-6.js';
import { tsignaling } from './tsignaling.js';
import { web } from './web.js';

const table = { native, 'native-6': native6, web, tsignaling } satisfies Record<string, Dialect>;

export type DialectName = keyof typeof table;

/** Every dialect by its name: the one place where a dialect is listed. */
export const dialects: Readonly<Record<DialectName, Dialect>> = table;

/** In the order of the table. */
export const dialectNames = Object.keys(table) as [DialectName, ...DialectName[]];

/** A dialect whose SDK has a way of its own to read a message. */
export type ReaderName = {
  [Name in DialectName]: (typeof table)[Name] extends { readsAs: string } ? never : Name;
}[DialectName];

/** In the order of the table. */
export const readerNames = dialectNames.filter(
  (name) => dialects[name].readsAs === undefined,
) as ReaderName[];

/** What a device speaks unless something else is asked for. */
export const DEFAULT_DIALECT: DialectName = 'native';

/** `native (native SDK 8.0), web (Web SDK 3.6) ...`: for help texts. */
export const dialectsText = dialectNames.map((name) => `${name} (${dialects[name].of})`).join(', ');

/** What the devices of a platform speak: the browsers' dialect on `Web`, else the default. */
export function dialectOfPlatform(platform: string): DialectName {
  if (platform !== BROWSER_PLATFORM) return DEFAULT_DIALECT;
  return dialectNames.find((name) => dialects[name].inBrowsers) ?? DEFAULT_DIALECT;
}

/** The dialect that an inviteID's form suggests. */
export function dialectOfInviteID(inviteID: string): DialectName {
  return dialectNames.find((name) => dialects[name].inviteIDForm.test(inviteID)) ?? DEFAULT_DIALECT;
}

/** The platform of every SDK that runs in a browser. */
export const BROWSER_PLATFORM = 'Web';
