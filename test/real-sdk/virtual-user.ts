import type { SDKConfig } from '../../src/device/config.js';
import { V2TIMManager } from '../../src/device/v2tim-manager.js';
import { Ear, type Heard, type Party } from './party.js';

const NAMES = [
  'onReceiveNewInvitation',
  'onInviteeAccepted',
  'onInviteeRejected',
  'onInvitationCancelled',
  'onInvitationTimeout',
  'onInvitationModified',
] as const;

/** A user on our own device. */
export class VirtualUser implements Party {
  readonly userID: string;
  readonly manager = new V2TIMManager();
  #ear = new Ear();

  constructor(config: SDKConfig, userID: string) {
    this.userID = userID;
    this.manager.initSDK(1400000001, config);
    const listener: Record<string, (...args: unknown[]) => void> = {};
    for (const name of NAMES) listener[name] = (...args) => this.#ear.add(name, args);
    this.manager.addSignalingListener(listener);
  }

  login(userSig = ''): Promise<void> {
    return this.manager.login(this.userID, userSig);
  }

  async destroy(): Promise<void> {
    this.manager.unInitSDK();
  }

  get heard(): Heard[] {
    return this.#ear.heard;
  }

  hear(name: string, inviteID?: string): Promise<Heard> {
    return this.#ear.hear(name, inviteID);
  }

  async invite(userID: string, data: string, timeout: number, onlineUserOnly = false): Promise<string> {
    return sent(this.manager.invite(userID, data, onlineUserOnly, undefined, timeout));
  }

  async inviteInGroup(
    groupID: string,
    inviteeList: string[],
    data: string,
    timeout: number,
  ): Promise<string> {
    return sent(this.manager.inviteInGroup(groupID, inviteeList, data, false, timeout));
  }

  cancel(inviteID: string, data: string): Promise<void> {
    return this.manager.cancel(inviteID, data);
  }

  accept(inviteID: string, data: string): Promise<void> {
    return this.manager.accept(inviteID, data);
  }

  reject(inviteID: string, data: string): Promise<void> {
    return this.manager.reject(inviteID, data);
  }

  modify(inviteID: string, data: string): Promise<void> {
    return this.manager.modifyInvitation(inviteID, data);
  }

  async createGroup(groupID: string, members: string[]): Promise<void> {
    await this.manager.createGroup('Public', groupID, groupID, members);
  }

  async knowsGroup(): Promise<void> {}

  logout(): Promise<void> {
    return this.manager.logout();
  }
}

async function sent(call: { inviteID: string | null; sent: Promise<void> }): Promise<string> {
  await call.sent;
  return call.inviteID!;
}
