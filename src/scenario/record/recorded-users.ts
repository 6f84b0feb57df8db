import { platformOf } from '../../device/config.js';
import type { DeviceRow } from '../../gateway/control/protocol.js';
import { KICKED } from '../../hub/core/session.js';
import { isGroupMessage } from '../../im/wire.js';
import { dialectOfInviteID, dialectOfPlatform, dialects } from '../../signaling/dialects/index.js';
import type { TraceEvent } from '../../trace/event.js';
import { trackedSignal } from '../../trace/tracker.js';
import { DEFAULT_DEVICE } from '../testbed/test-device.js';
import { RecordedNames, unused } from './names.js';
import type { ScriptDevice, ScriptGroup, ScriptUser } from './script.js';

/** A device as a hub knows it; of a virtual one the trace has all that it does and hears. */
export interface KnownDevice extends DeviceRow {
  user: string;
}

/** What a hub knew before and after what is recorded; nothing where there is but a trace. */
export interface RecordedSetting {
  before?: { devices: readonly KnownDevice[]; groups: readonly ScriptGroup[] };
  after?: { devices: readonly KnownDevice[]; groups: readonly ScriptGroup[] };
}

/** A device with its connection as far as the events have been read. */
export interface RecordedDevice extends ScriptDevice {
  user: string;
  now: 'online' | 'out' | 'cut off' | 'crashed';
}

/** Everybody in a trace, and the names they are called by. */
export class RecordedUsers {
  readonly names: RecordedNames;
  #devices: RecordedDevice[] = [];
  #byKey = new Map<string, RecordedDevice>();
  #users = new Set<string>();
  #lastLogin: RecordedDevice | undefined;

  constructor(events: readonly TraceEvent[], { before, after }: RecordedSetting) {
    this.names = new RecordedNames(countInvitations(events) > 1);
    for (const device of before?.devices ?? []) this.#readDevice(device, device.online);
    const later = new Map((after?.devices ?? []).map((each) => [key(each.user, each.device), each]));
    for (const event of events) this.#readEvent(event, later);
    for (const device of later.values()) {
      const recorded = this.#byKey.get(key(device.user, device.device));
      if (recorded && device.clockOffset !== undefined) recorded.clockOffset = device.clockOffset;
    }
    for (const recorded of this.#devices) recorded.now = recorded.online ? 'online' : 'out';
  }

  /** The device of an event; where it came from no device (a backend), the user's first. */
  device(user: string, device: string): RecordedDevice {
    return (
      this.#byKey.get(key(user, device)) ?? this.devicesOf(user)[0] ?? this.#add(user, DEFAULT_DEVICE, true)
    );
  }

  find(user: string, device: string): RecordedDevice | undefined {
    return this.#byKey.get(key(user, device));
  }

  devicesOf(user: string): RecordedDevice[] {
    return this.#devices.filter((recorded) => recorded.user === user);
  }

  who({ user, name }: RecordedDevice): string {
    const said = this.names.user(user);
    return this.devicesOf(user).length > 1 ? `${said}'s ${name}` : said;
  }

  /** @param named who is to be in it: everybody whom a line or a group names */
  scriptUsers(named: ReadonlySet<string>): ScriptUser[] {
    const users = [...this.#users, ...named].filter((user, index, all) => all.indexOf(user) === index);
    return users
      .filter((user) => named.has(user))
      .map((user) => ({ name: this.names.user(user), devices: this.#scriptDevicesOf(user) }));
  }

  #scriptDevicesOf(user: string): ScriptDevice[] {
    const own = this.devicesOf(user);
    return own.length > 0 ? own : [scriptDevice(DEFAULT_DEVICE, platformOf(DEFAULT_DEVICE), false)];
  }

  #readEvent(event: TraceEvent, later: ReadonlyMap<string, KnownDevice>): void {
    const { kind, user, device } = event;
    if (kind === 'login' || kind === 'logout') {
      const known = later.get(key(user, device));
      const platform = kind === 'login' ? event.platform : platformOf(device);
      const virtual = known?.virtual ?? false;
      const { dialect, clockOffset } = known ?? {};
      const recorded = this.#readDevice(
        {
          ...{ user, device, platform, virtual, online: kind === 'logout' },
          ...(dialect === undefined ? {} : { dialect }),
          ...(clockOffset === undefined ? {} : { clockOffset }),
        },
        kind === 'logout',
      );
      recorded.now = kind === 'login' ? 'online' : 'out';
      if (kind === 'login') this.#lastLogin = recorded;
      // Only log-ins of one platform contend, so that this tells the platform of a device that was there before.
      else if (event.reason === KICKED && this.#lastLogin?.user === user)
        recorded.platform = this.#lastLogin.platform;
    } else if (kind === 'call' && user === '' && event.method === 'login') {
      this.#add(String(event.args.userID), device, false).heard = true;
    } else if ((kind === 'call' || kind === 'event') && user !== '') {
      this.#add(user, device, true).heard = true;
    } else if (kind === 'message' || kind === 'modified') {
      this.#users.add(user);
      const signal = trackedSignal(event.message);
      const sent =
        this.#byKey.get(key(user, device)) ?? (device === '' ? undefined : this.#add(user, device, true));
      if (sent && !sent.heard && signal && dialects[dialectOfInviteID(signal.inviteID)].inBrowsers)
        sent.dialect = dialectOfInviteID(signal.inviteID);
      if (!isGroupMessage(event.message)) this.#users.add(event.message.To_Account);
      for (const invitee of signal?.inviteeList ?? []) this.#users.add(invitee);
    }
  }

  /** A device that the hub knows, or that comes or goes. */
  #readDevice(
    { user, device, platform, virtual, dialect, clockOffset = 0 }: KnownDevice,
    online: boolean,
  ): RecordedDevice {
    const known = this.#byKey.get(key(user, device));
    if (known) {
      if (known.platform === platformOf(known.name)) known.platform = platform;
      known.heard ||= virtual;
      return known;
    }
    // An app's page that was loaded anew has another ID, and is the same device to its user.
    const before = virtual
      ? undefined
      : this.devicesOf(user).find(
          (each) => !each.heard && each.platform === platform && each.now !== 'online',
        );
    if (before) {
      this.#byKey.set(key(user, device), before);
      return before;
    }
    const recorded = this.#add(user, device, online, platform);
    return Object.assign(recorded, {
      heard: virtual,
      clockOffset,
      dialect: dialect ?? recorded.dialect,
    });
  }

  #add(user: string, device: string, online: boolean, platform = platformOf(device)): RecordedDevice {
    const known = this.#byKey.get(key(user, device));
    if (known) return known;
    this.#users.add(user);
    this.names.user(user);
    const taken = new Set(this.devicesOf(user).map((each) => each.name));
    const name = unused(deviceName(device, platform), taken);
    const recorded: RecordedDevice = {
      ...scriptDevice(name, platform, online),
      user,
      now: online ? 'online' : 'out',
    };
    this.#devices.push(recorded);
    this.#byKey.set(key(user, device), recorded);
    return recorded;
  }
}

function scriptDevice(name: string, platform: string, online: boolean): ScriptDevice {
  const dialect = dialectOfPlatform(platform);
  return { name, platform, dialect, online, clockOffset: 0, heard: false };
}

/** Real apps are known by a number of their own; people say phone or web. */
function deviceName(device: string, platform: string): string {
  const numbered = /[0-9a-f]{8}$/.test(device);
  if (!numbered && /^[A-Za-z][A-Za-z0-9_-]{0,15}$/.test(device)) return device;
  const fitting = ['phone', 'web', 'iphone', 'pad', 'pc', 'mac'].find(
    (name) => platformOf(name) === platform,
  );
  return fitting ?? (platform.toLowerCase().replace(/[^a-z0-9_-]+/g, '') || 'app');
}

function key(user: string, device: string): string {
  return `${user} ${device}`;
}

function countInvitations(events: readonly TraceEvent[]): number {
  const found = new Set<string>();
  for (const event of events) {
    if (event.kind === 'call' && /^invite(InGroup)?$/.test(event.method) && event.inviteID !== undefined)
      found.add(event.inviteID);
    else if (event.kind === 'message') {
      const signal = trackedSignal(event.message);
      if (signal?.actionType === 1) found.add(signal.inviteID);
    }
  }
  return found.size;
}
