import type { InvitationStore } from '../../device/invitation-store.js';
import { V2TIMManager } from '../../device/v2tim-manager.js';
import { signUserSig } from '../../hub/accounts/usersig.js';
import type { Hub } from '../../hub/hub.js';
import type { DialectName } from '../../signaling/dialects/index.js';

/** A virtual device as it is kept: what is needed to bring it back after a restart. */
export interface VirtualDeviceRecord {
  user: string;
  device: string;
  platform: string;
  dialect: DialectName;
  /** How far its clock is ahead of the hub's, ms. */
  clockOffset: number;
  /** Whether it is to be logged in. */
  online: boolean;
}

const SDK_APP_ID = 1400000001;
const USERSIG_LIFETIME_S = 180 * 24 * 3600;

/** One device that the hub's process plays. */
export class VirtualDevice {
  readonly record: VirtualDeviceRecord;
  readonly manager = new V2TIMManager();
  #hub: Hub;

  constructor(hub: Hub, record: VirtualDeviceRecord, store: InvitationStore, onEnded: () => void) {
    this.#hub = hub;
    this.record = record;
    const { device, platform, dialect, clockOffset } = record;
    this.manager.initSDK(hub.settings.key?.sdkAppID ?? SDK_APP_ID, {
      ...{ hub, device, platform, dialect, clockOffset, store },
    });
    this.manager.addSDKListener({ onKickedOffline: onEnded, onUserSigExpired: onEnded });
  }

  get online(): boolean {
    return this.manager.getLoginStatus() === 'loggedIn';
  }

  /** @throws SigError as V2TIMManager.login */
  login(): Promise<void> {
    const { key } = this.#hub.settings;
    const { user } = this.record;
    const userSig = key ? signUserSig(key, user, USERSIG_LIFETIME_S, this.#hub.seconds()) : '';
    return this.manager.login(user, userSig);
  }
}
