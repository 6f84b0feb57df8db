import { platformOf } from '../../device/config.js';
import type { DeviceRow } from '../../gateway/control/protocol.js';
import { KICKED } from '../../hub/core/session.js';
import { isGroupMessage } from '../../im/wire.js';
import { dialectOfInviteID, dialectOfPlatform, dialects } from '../../signaling/dialects/index.js';
import type { TraceEvent } from '../../trace/event.js';
import { trackedSignal } from '../../trace/tracker.js';
import { DEFAULT_DEVICE } from '../testbed/test-device.js';
import { RecordedNames, unused } from './names.js';
import type { CastDevice, CastGroup, CastMember } from './script.js';

/** A device as a hub knows it; of a virtual one the trace has all that it does and hears. */
export interface KnownDevice extends DeviceRow {
  user: string;
}

/** What a hub knew before and after what is recorded; nothing where there is but a trace. */
export interface RecordedSetting {
  before?: { devices: readonly KnownDevice[]; groups: readonly CastGroup[] };
  after?: { devices: readonly KnownDevice[]; groups: readonly CastGroup[] };
}

/** A device of the cast with what is going on with it while events are read. */
export interface Actor extends CastDevice {
  user: string;
  /** As far as the events have been read. */
  now: 'online' | 'out' | 'cut off' | 'crashed';
}

/** Everybody in a trace, and the names they are called by. */
export class Cast {
  readonly names: RecordedNames;
  #actors: Actor[] = [];
  #byKey = new Map<string, Actor>();
  #users = new Set<string>();
  #lastCome: Actor | undefined;

  constructor(events: readonly TraceEvent[], { before, after }: RecordedSetting) {
    this.names = new RecordedNames(countInvitations(events) > 1);
    for (const device of before?.devices ?? []) this.#know(device, device.online);
    const later = new Map((after?.devices ?? []).map((each) => [key(each.user, each.device), each]));
    for (const event of events) this.#meet(event, later);
    for (const device of later.values()) {
      const actor = this.#byKey.get(key(device.user, device.device));
      if (actor && device.clockOffset !== undefined) actor.clockOffset = device.clockOffset;
    }
    for (const actor of this.#actors) actor.now = actor.online ? 'online' : 'out';
  }

  /** The device of an event; where it came from no device (a backend), the user's first. */
  actor(user: string, device: string): Actor {
    return this.#byKey.get(key(user, device)) ?? this.of(user)[0] ?? this.#add(user, DEFAULT_DEVICE, true);
  }

  find(user: string, device: string): Actor | undefined {
    return this.#byKey.get(key(user, device));
  }

  of(user: string): Actor[] {
    return this.#actors.filter((actor) => actor.user === user);
  }

  who({ user, name }: Actor): string {
    const said = this.names.user(user);
    return this.of(user).length > 1 ? `${said}'s ${name}` : said;
  }

  /** @param taking who is to be in it: everybody whom a line or a group names */
  members(taking: ReadonlySet<string>): CastMember[] {
    const users = [...this.#users, ...taking].filter((user, index, all) => all.indexOf(user) === index);
    return users
      .filter((user) => taking.has(user))
      .map((user) => ({ name: this.names.user(user), devices: this.#devicesOf(user) }));
  }

  #devicesOf(user: string): CastDevice[] {
    const own = this.of(user);
    return own.length > 0 ? own : [castDevice(DEFAULT_DEVICE, platformOf(DEFAULT_DEVICE), false)];
  }

  #meet(event: TraceEvent, later: ReadonlyMap<string, KnownDevice>): void {
    const { kind, user, device } = event;
    if (kind === 'login' || kind === 'logout') {
      const known = later.get(key(user, device));
      const platform = kind === 'login' ? event.platform : platformOf(device);
      const virtual = known?.virtual ?? false;
      const { dialect, clockOffset } = known ?? {};
      const actor = this.#know(
        {
          ...{ user, device, platform, virtual, online: kind === 'logout' },
          ...(dialect === undefined ? {} : { dialect }),
          ...(clockOffset === undefined ? {} : { clockOffset }),
        },
        kind === 'logout',
      );
      actor.now = kind === 'login' ? 'online' : 'out';
      if (kind === 'login') this.#lastCome = actor;
      // Only log-ins of one platform contend, so that this tells the platform of a device that was there before.
      else if (event.reason === KICKED && this.#lastCome?.user === user)
        actor.platform = this.#lastCome.platform;
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
  #know({ user, device, platform, virtual, dialect, clockOffset = 0 }: KnownDevice, online: boolean): Actor {
    const known = this.#byKey.get(key(user, device));
    if (known) {
      if (known.platform === platformOf(known.name)) known.platform = platform;
      known.heard ||= virtual;
      return known;
    }
    // An app's page that was loaded anew has another ID, and is the same device to its user.
    const before = virtual
      ? undefined
      : this.of(user).find((each) => !each.heard && each.platform === platform && each.now !== 'online');
    if (before) {
      this.#byKey.set(key(user, device), before);
      return before;
    }
    const actor = this.#add(user, device, online, platform);
    return Object.assign(actor, {
      heard: virtual,
      clockOffset,
      dialect: dialect ?? actor.dialect,
    });
  }

  #add(user: string, device: string, online: boolean, platform = platformOf(device)): Actor {
    const known = this.#byKey.get(key(user, device));
    if (known) return known;
    this.#users.add(user);
    this.names.user(user);
    const taken = new Set(this.of(user).map((each) => each.name));
    const name = unused(deviceName(device, platform), taken);
    const actor: Actor = { ...castDevice(name, platform, online), user, now: online ? 'online' : 'out' };
    this.#actors.push(actor);
    this.#byKey.set(key(user, device), actor);
    return actor;
  }
}

function castDevice(name: string, platform: string, online: boolean): CastDevice {
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
