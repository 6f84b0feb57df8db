import { createRequire } from 'node:module';
import { installBrowserGlobals } from './browser-globals.js';
import { Ear, type Heard, type Party } from './party.js';
import { newSDKAppID } from './real-user.js';

interface TIM {
  create(options: { SDKAppID: number; proxyServer: string }): TIMInstance;
  TYPES: { GRP_PUBLIC: string };
}

interface TIMInstance {
  setLogLevel(level: number): void;
  createGroup(options: object): Promise<unknown>;
  destroy(): Promise<unknown>;
}

interface Data {
  inviteID: string;
  inviter: string;
  invitee: string;
  inviteeList: string[];
  groupID: string;
  data: string;
}

interface TSignalingInstance {
  setLogLevel(level: number): void;
  on(event: string, handler: (event: { data: Data }) => void): void;
  login(options: { userID: string; userSig: string }): Promise<unknown>;
  logout(): Promise<unknown>;
  invite(options: object): Promise<{ inviteID: string }>;
  inviteInGroup(options: object): Promise<{ inviteID: string }>;
  cancel(options: object): Promise<unknown>;
  accept(options: object): Promise<unknown>;
  reject(options: object): Promise<unknown>;
}

interface TSignalingClass {
  new (options: { SDKAppID: number; tim: TIMInstance }): TSignalingInstance;
  EVENT: Record<string, string>;
}

installBrowserGlobals();
const load = createRequire(import.meta.url);
const TIM = load('tim-js-sdk') as TIM;
const TSignaling = load('tsignaling') as TSignalingClass;

const SIGNALS: [event: string, name: string, args: (data: Data) => unknown[]][] = [
  [
    'NEW_INVITATION_RECEIVED',
    'onReceiveNewInvitation',
    ({ inviteID, inviter, groupID, inviteeList, data }) => [
      inviteID,
      inviter,
      groupID,
      [...inviteeList],
      data,
    ],
  ],
  ['INVITEE_ACCEPTED', 'onInviteeAccepted', ({ inviteID, invitee, data }) => [inviteID, invitee, data]],
  ['INVITEE_REJECTED', 'onInviteeRejected', ({ inviteID, invitee, data }) => [inviteID, invitee, data]],
  [
    'INVITATION_CANCELLED',
    'onInvitationCancelled',
    ({ inviteID, inviter, data }) => [inviteID, inviter, data],
  ],
  ['INVITATION_TIMEOUT', 'onInvitationTimeout', ({ inviteID, inviteeList }) => [inviteID, [...inviteeList]]],
];

/** A user on the older Web packages: `tsignaling` 1.0 on top of `tim-js-sdk` 2.27, both unmodified. */
export class TSignalingUser implements Party {
  readonly userID: string;
  #tim: TIMInstance;
  #signaling: TSignalingInstance;
  #ear = new Ear();
  #ready: Promise<void>;

  constructor(url: string, userID: string) {
    this.userID = userID;
    const SDKAppID = newSDKAppID();
    this.#tim = TIM.create({ SDKAppID, proxyServer: url });
    this.#tim.setLogLevel(4);
    this.#signaling = new TSignaling({ SDKAppID, tim: this.#tim });
    this.#signaling.setLogLevel(4);
    this.#ready = new Promise((resolve) => this.#signaling.on(TSignaling.EVENT.SDK_READY!, () => resolve()));
    for (const [event, name, args] of SIGNALS) {
      this.#signaling.on(TSignaling.EVENT[event]!, ({ data }) => this.#ear.add(name, args(data)));
    }
  }

  async login(userSig = 'any'): Promise<void> {
    await this.#signaling.login({ userID: this.userID, userSig });
    await this.#ready;
  }

  async logout(): Promise<void> {
    await this.#signaling.logout();
  }

  async destroy(): Promise<void> {
    await this.#tim.destroy();
  }

  get heard(): Heard[] {
    return this.#ear.heard;
  }

  hear(name: string, inviteID?: string): Promise<Heard> {
    return this.#ear.hear(name, inviteID);
  }

  async invite(userID: string, data: string, timeout: number, onlineUserOnly = false): Promise<string> {
    return (await this.#signaling.invite({ userID, data, timeout, onlineUserOnly })).inviteID;
  }

  async inviteInGroup(
    groupID: string,
    inviteeList: string[],
    data: string,
    timeout: number,
  ): Promise<string> {
    return (await this.#signaling.inviteInGroup({ groupID, inviteeList, data, timeout })).inviteID;
  }

  async cancel(inviteID: string, data: string): Promise<void> {
    await this.#signaling.cancel({ inviteID, data });
  }

  async accept(inviteID: string, data: string): Promise<void> {
    await this.#signaling.accept({ inviteID, data });
  }

  async reject(inviteID: string, data: string): Promise<void> {
    await this.#signaling.reject({ inviteID, data });
  }

  async modify(): Promise<void> {
    throw new Error('tsignaling 1.0 has no modification');
  }

  async createGroup(groupID: string, members: string[]): Promise<void> {
    await this.#tim.createGroup({
      type: TIM.TYPES.GRP_PUBLIC,
      groupID,
      name: groupID,
      memberList: members.map((userID) => ({ userID })),
    });
  }

  async knowsGroup(): Promise<void> {}
}
