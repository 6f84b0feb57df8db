import type ChatModule from '@tencentcloud/chat';
import type { ChatSDK } from '@tencentcloud/chat';
import { installBrowserGlobals, losses, type PageWebSocket, sockets, unplugged } from './browser-globals.js';
import { Ear, type Heard, type Party } from './party.js';

type ChatStatics = (typeof ChatModule)['default'];

installBrowserGlobals();

/** The unmodified package; it must see the globals of a browser when it loads. */
export const Chat = ((await import('@tencentcloud/chat')) as unknown as { default: ChatStatics }).default;

interface SDKSignal {
  inviteID: string;
  inviter: string;
  invitee: string;
  inviteeList: string[];
  groupID: string;
  data: string;
}

/** The real SDK's signaling events as calls of our listener. */
const SIGNALS: Record<string, [name: string, args: (data: SDKSignal) => unknown[]]> = {
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

/** A little more than the second that the SDK counts in its own way. */
const LINE_OF_AGE_MS = 1100;

let lastSDKAppID = 1400000000;

/** Two instances in one process need two SDKAppIDs: create() gives one instance per SDKAppID. */
export function newSDKAppID(): number {
  return ++lastSDKAppID;
}

/** A user on the real Web SDK. */
export class RealUser implements Party {
  readonly userID: string;
  readonly chat: ChatSDK;
  readonly sdkAppID: number;
  /** Every event that is no signaling event, by the SDK's names. */
  readonly events: { name: string; data: unknown }[] = [];
  #ear = new Ear();
  #waiting: (() => void)[] = [];
  #handlers = new Map<string, (event: { data: SDKSignal }) => void>();

  /** An SDK that has not logged in. */
  constructor(url: string, userID: string, sdkAppID = newSDKAppID()) {
    this.userID = userID;
    this.sdkAppID = sdkAppID;
    this.chat = Chat.create({ SDKAppID: sdkAppID, proxyServer: url });
    this.chat.setLogLevel(4);
    for (const name of Object.values(Chat.EVENT) as string[]) {
      this.chat.on(name, (event: { name: string; data: unknown }) => {
        this.events.push({ name, data: event.data });
        for (const look of [...this.#waiting]) look();
      });
    }
    for (const [event, [name, args]] of Object.entries(SIGNALS)) {
      this.#handlers.set(event, ({ data }) => this.#ear.add(name, args(data)));
    }
  }

  async login(userSig = 'any'): Promise<void> {
    // The SDK is deaf to signals after a log-out until a listener is added again.
    for (const [event, handler] of this.#handlers) {
      this.chat.removeSignalingListener(event, handler);
      this.chat.addSignalingListener(event, handler);
    }
    const ready = this.event(Chat.EVENT.SDK_READY);
    await this.chat.login({ userID: this.userID, userSig });
    await ready;
  }

  async logout(): Promise<void> {
    await this.chat.logout();
  }

  /** Cuts its line without a close frame, as a lost network does. */
  async cut(): Promise<void> {
    await this.lineOfAge();
    for (const socket of this.#sockets()) socket.terminate();
  }

  /** A line that broke in its first second is not opened again by itself, only when there is something to send. */
  async lineOfAge(): Promise<void> {
    for (;;) {
      const youngest = Math.max(...this.#sockets().map(({ openedAt }) => openedAt));
      const left = youngest + LINE_OF_AGE_MS - performance.now();
      if (!(left > 0)) return;
      await new Promise((resolve) => setTimeout(resolve, Math.min(left, LINE_OF_AGE_MS)));
    }
  }

  /** Nothing comes in any more, and the other side does not know. */
  stall(): void {
    for (const socket of this.#sockets()) socket.pause();
  }

  /** Cuts its line, and lets no new one come up until {@link plug}. */
  async unplug(): Promise<void> {
    await this.lineOfAge();
    unplugged.add(this.sdkAppID);
    await this.cut();
  }

  /** The SDK has given up by now, and tries again when it has something to send. */
  plug(): void {
    unplugged.delete(this.sdkAppID);
    this.chat.getUserProfile({ userIDList: ['somebody'] }).catch(() => {});
  }

  /** The next frame of this command gets lost on its way to the hub. */
  lose(command: string): void {
    losses.set(this.sdkAppID, command);
  }

  #sockets(): PageWebSocket[] {
    return [...sockets].filter((socket) => socket.url.includes(`sdkappid=${this.sdkAppID}&`));
  }

  /** The SDK refuses to be destroyed when it is not logged in. */
  async destroy(): Promise<void> {
    if (this.chat.getLoginUser() !== '') await this.chat.destroy();
  }

  get heard(): Heard[] {
    return this.#ear.heard;
  }

  hear(name: string, inviteID?: string): Promise<Heard> {
    return this.#ear.hear(name, inviteID);
  }

  async knowsGroup(groupID: string): Promise<void> {
    const has = (list: unknown) => (list as { groupID: string }[]).some((group) => group.groupID === groupID);
    if (has((await this.chat.getGroupList()).data.groupList)) return;
    await this.event(Chat.EVENT.GROUP_LIST_UPDATED, has);
  }

  /** The next event of this name whose data the test likes. */
  event(name: string, likes: (data: unknown) => boolean = () => true): Promise<unknown> {
    const from = this.events.length;
    return new Promise((resolve) => {
      const look = () => {
        const found = this.events.slice(from).find((event) => event.name === name && likes(event.data));
        if (!found) return;
        this.#waiting = this.#waiting.filter((each) => each !== look);
        resolve(found.data);
      };
      this.#waiting.push(look);
    });
  }

  async invite(userID: string, data: string, timeout: number, onlineUserOnly = false): Promise<string> {
    const { inviteID } = await this.chat.invite({ userID, data, timeout, onlineUserOnly });
    return inviteID;
  }

  async inviteInGroup(
    groupID: string,
    inviteeList: string[],
    data: string,
    timeout: number,
  ): Promise<string> {
    const { inviteID } = await this.chat.inviteInGroup({ groupID, inviteeList, data, timeout });
    return inviteID;
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
      type: Chat.TYPES.GRP_PUBLIC,
      groupID,
      name: groupID,
      memberList: members.map((userID) => ({ userID })),
    });
  }
}
