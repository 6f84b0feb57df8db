import { platformOf } from '../../device/config.js';
import type { Connector } from '../../hub/core/connection.js';
import type { Hub } from '../../hub/hub.js';
import { memoryConnector } from '../../hub/network/memory-connection.js';
import type { Network } from '../../hub/network/network.js';
import { VIRTUAL_DEVICES } from '../../hub/store/collections.js';
import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { isUserID, userIDError } from '../../im/user-id.js';
import { DEFAULT_DIALECT, type DialectName } from '../../signaling/dialects/index.js';
import type { AutoAnswer } from './auto-answer.js';
import { InvitationStores } from './invitation-stores.js';
import { VirtualDevice, type VirtualDeviceRecord } from './virtual-device.js';

/** What a command may say about the device that acts. */
export interface VirtualDeviceOptions {
  device?: string | undefined;
  platform?: string | undefined;
  dialect?: DialectName | undefined;
  /** Milliseconds. */
  clockOffset?: number | undefined;
}

/** Tells a person what was done beside what was asked. */
type Note = (text: string) => void;

const FIRST_DEVICE = 'phone';
/** The device beside a real app's; its platform contends with none. */
const FURTHER_DEVICE = 'sig';

/**
 * The users that the hub's process plays, by user and device name. They are made when first needed, and are back after a
 * restart: online as they were, with every invitation they knew.
 */
export class VirtualUsers {
  #hub: Hub;
  #connector: Connector;
  #stores: InvitationStores;
  #devices = new Map<string, VirtualDevice>();
  /** Log-ins that are running: commands that come at once share one. */
  #loggingIn = new Map<string, Promise<VirtualDevice>>();

  /** @param network what lies between the hub and the devices */
  constructor(hub: Hub, network: Network) {
    this.#hub = hub;
    this.#connector = memoryConnector(hub, network);
    this.#stores = new InvitationStores(hub);
  }

  /** Brings back what an earlier process kept; devices that were online log in again. */
  async restore(note: Note): Promise<void> {
    for (const { value } of this.#hub.store.documents(VIRTUAL_DEVICES)) {
      const record: VirtualDeviceRecord = { ...value };
      const device = this.#make(record);
      if (!record.online) continue;
      await device
        .login()
        .catch((thrown) => note(`${record.user} could not log in again: ${SigError.from(thrown).message}`));
    }
  }

  /** Stops every device where it stands, as a crash would; what is kept stays. */
  stopAll(): void {
    for (const device of this.#devices.values()) device.manager.unInitSDK();
    this.#devices.clear();
  }

  /** Forgets every device and reads anew what the store holds; call {@link restore} next. */
  reload(): void {
    this.stopAll();
    this.#stores = new InvitationStores(this.#hub);
  }

  /** Live invitations that virtual devices know, the online-only ones among them. */
  liveInvitations() {
    return this.#stores.live().map((kept) => kept.invitation);
  }

  of(user: string): VirtualDevice[] {
    return [...this.#devices.values()].filter((each) => each.record.user === user);
  }

  all(): VirtualDevice[] {
    return [...this.#devices.values()];
  }

  /** Log-ins of a user that are not played here: an app's. */
  realDevices(user: string): string[] {
    return this.#hub.sessions
      .of(user)
      .map((session) => session.credentials.device)
      .filter((device) => !this.#devices.get(key(user, device))?.online);
  }

  /**
   * The device with which `user` acts; it is logged in when this resolves.
   * @param inviteID preferred is a device that knows this invitation
   * @returns the device, and whether it has just come online
   * @throws SigError as V2TIMManager.login; 7003 for a user ID that can't be
   */
  async actor(
    user: string,
    options: VirtualDeviceOptions,
    note: Note,
    inviteID?: string,
  ): Promise<{ device: VirtualDevice; fresh: boolean }> {
    const online = this.of(user).filter((each) => each.online);
    const named = options.device === undefined ? undefined : this.#devices.get(key(user, options.device));
    const knowing = online.find(({ manager }) =>
      manager.invitations.some((invitation) => invitation.inviteID === inviteID),
    );
    const choice = options.device === undefined ? (knowing ?? online[0]) : named;
    if (choice?.online) return { device: await this.#adjust(choice, options), fresh: false };
    return { device: await this.login(user, options, note), fresh: true };
  }

  /** Makes sure that somebody hears for `user`, unless they were logged out on purpose. */
  async ensureReachable(user: string, note: Note): Promise<void> {
    if (this.#hub.sessions.isOnline(user)) return;
    const mine = this.of(user);
    const coming = mine.some(({ record }) => this.#loggingIn.has(key(user, record.device)));
    if (mine.length > 0 && !coming) return;
    await this.login(user, {}, note);
  }

  /** Logs in a device of `user`, a new one if need be. @throws as {@link actor} */
  async login(user: string, options: VirtualDeviceOptions, note: Note): Promise<VirtualDevice> {
    if (!isUserID(user)) throw userIDError(user);
    const real = this.realDevices(user);
    const mine = this.of(user);
    const name =
      options.device ?? (real.length > 0 ? FURTHER_DEVICE : (mine[0]?.record.device ?? FIRST_DEVICE));
    if (!isUserID(name))
      throw new SigError(CODE.ERR_INVALID_PARAMETERS, `${JSON.stringify(name)} can't be a device's name`);
    if (real.includes(name)) {
      throw new SigError(
        CODE.ERR_INVALID_PARAMETERS,
        `device ${name} of ${user} is a real app's`,
        'name another with --device',
      );
    }
    const running = this.#loggingIn.get(key(user, name));
    if (running) return running;
    const known = this.#devices.get(key(user, name));
    if (real.length > 0 && !known?.online) {
      note(`${user} is played by a real app; ${name} comes online as a further device of ${user}`);
    } else if (known && !known.online) {
      note(`${user} was logged out; ${name} logs in again`);
    }
    const login = this.#login(user, name, options);
    this.#loggingIn.set(key(user, name), login);
    return login.finally(() => this.#loggingIn.delete(key(user, name)));
  }

  async #login(user: string, name: string, options: VirtualDeviceOptions): Promise<VirtualDevice> {
    const known = this.#devices.get(key(user, name));
    const { dialect = DEFAULT_DIALECT } = options;
    const device = known
      ? await this.#adjust(known, options)
      : this.#make({
          ...{ user, device: name, online: false },
          platform: options.platform ?? platformOf(name, dialect),
          dialect,
          clockOffset: options.clockOffset ?? 0,
        });
    try {
      await device.login();
    } catch (thrown) {
      if (!known) this.#forget(device);
      throw thrown;
    }
    this.#save(device, { online: true });
    return device;
  }

  /**
   * Logs out one device of `user`, or all that are played here.
   * @throws SigError 6014 when none is logged in
   */
  async logout(user: string, device?: string): Promise<VirtualDevice[]> {
    const leaving = this.of(user).filter(
      (each) => each.online && (device === undefined || each.record.device === device),
    );
    if (leaving.length === 0) {
      const real = this.realDevices(user);
      throw new SigError(
        CODE.ERR_SDK_NOT_LOGGED_IN,
        `${user} has no virtual device logged in${device === undefined ? '' : ` as ${device}`}`,
        real.length > 0 ? 'a real app is: log out there' : undefined,
      );
    }
    for (const each of leaving) {
      await each.manager.logout();
      this.#save(each, { online: false });
    }
    return leaving;
  }

  /** From now on the user's devices answer by themselves, or no longer. */
  answerBy(user: string, answers: AutoAnswer | undefined): void {
    for (const device of this.of(user)) this.#save(device, { answers });
  }

  /** Logs out and forgets all devices of `user`. */
  async remove(user: string): Promise<void> {
    for (const device of this.of(user)) {
      if (device.online) await device.manager.logout();
      this.#forget(device);
    }
  }

  #make(record: VirtualDeviceRecord): VirtualDevice {
    const { user, device: name } = record;
    const device = new VirtualDevice(this.#hub, this.#connector, record, this.#stores.of(user, name), {
      ended: () => {
        if (this.#hub.store.account(user)) this.#save(device, { online: false });
        // Its user was deleted.
        else this.#forget(device);
      },
      changed: () => this.#save(device, {}),
    });
    this.#devices.set(key(user, name), device);
    return device;
  }

  /** Gives a device what a command wants of it; another dialect is another SDK, so it starts anew. */
  async #adjust(device: VirtualDevice, options: VirtualDeviceOptions): Promise<VirtualDevice> {
    const { record, online } = device;
    const {
      dialect = record.dialect,
      platform = record.platform,
      clockOffset = record.clockOffset,
    } = options;
    if (dialect !== record.dialect || platform !== record.platform) {
      if (online) await device.manager.logout();
      device.manager.unInitSDK();
      const other = this.#make({ ...record, dialect, platform, clockOffset });
      if (online) await other.login();
      this.#save(other, {});
      return other;
    }
    if (clockOffset !== record.clockOffset) {
      device.manager.clockOffset = clockOffset;
      this.#save(device, { clockOffset });
    }
    return device;
  }

  #save(device: VirtualDevice, change: Partial<VirtualDeviceRecord>): void {
    Object.assign(device.record, change);
    const { user, device: name } = device.record;
    this.#hub.store.putDocument(VIRTUAL_DEVICES, [user, name], { ...device.record });
    this.#hub.afterCommit(() => {});
  }

  #forget(device: VirtualDevice): void {
    const { user, device: name } = device.record;
    device.manager.unInitSDK();
    this.#devices.delete(key(user, name));
    this.#stores.remove(user, name);
    this.#hub.store.deleteDocument(VIRTUAL_DEVICES, user, name);
    this.#hub.afterCommit(() => {});
  }
}

/** Neither a user ID nor a device's name has a space. */
function key(user: string, device: string): string {
  return `${user} ${device}`;
}
