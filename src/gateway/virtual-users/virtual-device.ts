import { CallApp, type CurrentCall } from '../../device/call-app.js';
import type { InvitationStore } from '../../device/invitation-store.js';
import { V2TIMManager } from '../../device/v2tim-manager.js';
import { signUserSig } from '../../hub/accounts/usersig.js';
import type { Connector } from '../../hub/core/connection.js';
import type { Hub } from '../../hub/hub.js';
import type { DialectName } from '../../signaling/dialects/index.js';
import { type AutoAnswer, answerByItself } from './auto-answer.js';
import { callTrace } from './call-trace.js';

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
  /** How it answers by itself, if it does. */
  answers?: AutoAnswer | undefined;
  /** The call it is in, so that it can be hung up after a restart. */
  call?: CurrentCall | undefined;
}

const SDK_APP_ID = 1400000001;
const USERSIG_LIFETIME_S = 180 * 24 * 3600;

/** One device that the hub's process plays. */
export class VirtualDevice {
  readonly record: VirtualDeviceRecord;
  readonly manager = new V2TIMManager();
  readonly calls: CallApp;
  #hub: Hub;

  /** @param on.ended hears that its log-in was ended; on.changed that its record is to be kept anew */
  constructor(
    hub: Hub,
    connector: Connector,
    record: VirtualDeviceRecord,
    store: InvitationStore,
    on: { ended(): void; changed(): void },
  ) {
    this.#hub = hub;
    this.record = record;
    const { device, platform, dialect, clockOffset } = record;
    this.manager.initSDK(hub.settings.key?.sdkAppID ?? SDK_APP_ID, {
      ...{ hub: connector, device, platform, dialect, clockOffset, store },
      ...{ clock: hub.clock, entropy: hub.entropy, trace: hub.trace },
    });
    this.manager.addSDKListener({ onKickedOffline: on.ended, onUserSigExpired: on.ended });
    const { clock, entropy, trace } = hub;
    this.calls = new CallApp({
      ...{ manager: this.manager, clock, entropy },
      listener: callTrace(hub, record.user, device),
      onChange: (call) => {
        record.call = call;
        on.changed();
      },
    });
    if (record.call) this.calls.resume(record.call);
    answerByItself(
      this.manager,
      this.calls,
      clock,
      () => this.record.answers,
      (text) => trace.emit(record.user, device, { kind: 'note', text }),
    );
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
