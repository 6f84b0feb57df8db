import type { Connector } from '../hub/core/connection.js';
import type { Hub } from '../hub/hub.js';
import type { Clock } from '../runtime/clock.js';
import type { Entropy } from '../runtime/entropy.js';
import {
  BROWSER_PLATFORM,
  DEFAULT_DIALECT,
  type DialectName,
  dialects,
} from '../signaling/dialects/index.js';
import type { Trace } from '../trace/trace.js';
import type { InvitationStore } from './invitation-store.js';

/** What {@link V2TIMManager.initSDK} takes beside the SDKAppID. */
export interface SDKConfig {
  /** The hub to live on: one in this process, the address of one (`ws://127.0.0.1:PORT`), or any other way to a hub. */
  hub: Hub | Connector | string;
  /** Whose behaviour in signaling this device has. Default: {@link DEFAULT_DIALECT}. */
  dialect?: DialectName;
  /** The device's name, unique per user. Default: phone. */
  device?: string;
  /** Android, iOS, iPad, Web, Windows, Mac ...: log-ins of one user on one platform contend. Default: by the device's name. */
  platform?: string;
  /** How far the device's own clock is ahead of the hub's, in milliseconds. */
  clockOffset?: number;
  /** Default: the hub's own when it is in this process, else the machine's. */
  clock?: Clock;
  entropy?: Entropy;
  trace?: Trace;
  /** What outlives a log-in, as a phone's local database does. Default: one that is gone with the process. */
  store?: InvitationStore;
}

const PLATFORMS: Readonly<Record<string, string>> = {
  phone: 'Android',
  android: 'Android',
  iphone: 'iOS',
  pad: 'iPad',
  ipad: 'iPad',
  web: 'Web',
  pc: 'Windows',
  mac: 'Mac',
};

/** The platform that a device's name suggests; a name that suggests none contends with no other. */
export function platformOf(device: string, dialect: DialectName = DEFAULT_DIALECT): string {
  if (dialects[dialect].inBrowsers) return BROWSER_PLATFORM;
  return Object.hasOwn(PLATFORMS, device) ? PLATFORMS[device]! : device;
}
