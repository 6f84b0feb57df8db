import { createRequire } from 'node:module';
import { detours, installBrowserGlobals } from './browser-globals.js';
import { Ear, type Heard, type Party } from './party.js';
import { newSDKAppID } from './real-user.js';

interface LiteChat {
  create(options: { SDKAppID: number }): LiteChatInstance;
  EVENT: { SDK_READY: string };
  TYPES: { GRP_PUBLIC: string };
}

interface Data {
  inviteID: string;
  inviter: string;
  invitee: string;
  inviteeList: string[];
  groupID: string;
  data: string;
}

interface LiteChatInstance {
  use(plugin: unknown): void;
  setLogLevel(level: number): void;
  on(event: string, handler: () => void): void;
  addSignalingListener(event: string, handler: (event: { data: Data }) => void): void;
  login(options: { userID: string; userSig: string }): Promise<unknown>;
  logout(): Promise<unknown>;
  destroy(): Promise<unknown>;
  getLoginUser(): string;
  createGroup(options: object): Promise<unknown>;
  quitGroup(groupID: string): Promise<unknown>;
  dismissGroup(groupID: string): Promise<unknown>;
  updateMyProfile(options: object): Promise<unknown>;
  initGroupAttributes(options: object): Promise<unknown>;
  deleteGroupAttributes(options: object): Promise<unknown>;
  getGroupAttributes(options: object): Promise<{ data: { groupAttributes: Record<string, string> } }>;
  invite(options: object): Promise<{ inviteID: string }>;
  cancel(options: object): Promise<unknown>;
  accept(options: object): Promise<unknown>;
  reject(options: object): Promise<unknown>;
  modifyInvitation(options: object): Promise<unknown>;
}

const load = createRequire(import.meta.url);

/** The package keeps one user per process in its modules: each user gets a copy of its own. */
function loadAfresh(): { Chat: LiteChat; plugins: unknown[] } {
  for (const file of Object.keys(load.cache)) if (file.includes('lite-chat')) delete load.cache[file];
  const Chat = load('@tencentcloud/lite-chat/professional') as LiteChat;
  return { Chat, plugins: [load('@tencentcloud/lite-chat/plugins/signaling')] };
}

const SIGNALS: Record<string, [name: string, args: (data: Data) => unknown[]]> = {
  newInvitationReceived: [
    'onReceiveNewInvitation',
    ({ inviteID, inviter, groupID, inviteeList, data }) => [
      inviteID,
      inviter,
      groupID,
      [...inviteeList],
      data,
    ],
  ],
  ts_invitee_accepted: ['onInviteeAccepted', ({ inviteID, invitee, data }) => [inviteID, invitee, data]],
  ts_invitee_rejected: ['onInviteeRejected', ({ inviteID, invitee, data }) => [inviteID, invitee, data]],
  ts_invitation_cancelled: [
    'onInvitationCancelled',
    ({ inviteID, inviter, data }) => [inviteID, inviter, data],
  ],
  ts_invitation_timeout: ['onInvitationTimeout', ({ inviteID, inviteeList }) => [inviteID, [...inviteeList]]],
  ts_invitation_modified: ['onInvitationModified', ({ inviteID, data }) => [inviteID, data]],
};

/**
 * A user on `@tencentcloud/lite-chat` with its signaling plug-in, unmodified. It knows no proxyServer: the page's
 * WebSocket leads it to the hub.
 */
export class LiteChatUser implements Party {
  readonly userID: string;
  readonly chat: LiteChatInstance;
  #groupType: string;
  #ear = new Ear();
  #ready: Promise<void>;

  constructor(url: string, userID: string) {
    installBrowserGlobals();
    this.userID = userID;
    const { Chat, plugins } = loadAfresh();
    const SDKAppID = newSDKAppID();
    detours.set(SDKAppID, url);
    this.chat = Chat.create({ SDKAppID });
    this.chat.setLogLevel(4);
    for (const plugin of plugins) this.chat.use(plugin);
    this.#groupType = Chat.TYPES.GRP_PUBLIC;
    this.#ready = new Promise((resolve) => this.chat.on(Chat.EVENT.SDK_READY, () => resolve()));
    for (const [event, [name, args]] of Object.entries(SIGNALS)) {
      this.chat.addSignalingListener(event, ({ data }) => this.#ear.add(name, args(data)));
    }
  }

  async login(userSig = 'any'): Promise<void> {
    await this.chat.login({ userID: this.userID, userSig });
    await this.#ready;
  }

  async logout(): Promise<void> {
    await this.chat.logout();
  }

  async destroy(): Promise<void> {
    await this.chat.destroy();
  }

  get heard(): Heard[] {
    return this.#ear.heard;
  }

  hear(name: string, inviteID?: string): Promise<Heard> {
    return this.#ear.hear(name, inviteID);
  }

  async invite(userID: string, data: string, timeout: number, onlineUserOnly = false): Promise<string> {
    return (await this.chat.invite({ userID, data, timeout, onlineUserOnly })).inviteID;
  }

  async inviteInGroup(
    groupID: string,
    inviteeList: string[],
    data: string,
    timeout: number,
  ): Promise<string> {
    // There is no inviteInGroup: invite takes the group beside a userID that it asks for and does not use.
    const userID = inviteeList[0];
    return (await this.chat.invite({ userID, groupID, inviteeList, data, timeout })).inviteID;
  }

  async cancel(inviteID: string, data: string): Promise<void> {
    await this.chat.cancel({ inviteID, data });
  }

  async accept(inviteID: string, data: string): Promise<void> {
    await this.chat.accept({ inviteID, data });
  }

  async reject(inviteID: string, data: string): Promise<void> {
    await this.chat.reject({ inviteID, data });
  }

  async modify(inviteID: string, data: string): Promise<void> {
    await this.chat.modifyInvitation({ inviteID, data });
  }

  async createGroup(groupID: string, members: string[]): Promise<void> {
    await this.chat.createGroup({
      type: this.#groupType,
      groupID,
      name: groupID,
      memberList: members.map((userID) => ({ userID })),
    });
  }

  async knowsGroup(): Promise<void> {}
}
