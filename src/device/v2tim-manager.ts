import type { Connector } from '../hub/core/connection.js';
import { Hub } from '../hub/hub.js';
import { memoryConnector } from '../hub/network/memory-connection.js';
import { customElement, type MsgElement, textElement } from '../im/elements.js';
import { CODE } from '../im/error-codes.js';
import type { GroupType } from '../im/group-types.js';
import type { OfflinePushInfo } from '../im/offline-push.js';
import { SigError } from '../im/sig-error.js';
import type { V2TIMMessage } from '../im/v2tim-message.js';
import { realEntropy } from '../runtime/entropy.js';
import { realClock } from '../runtime/real-clock.js';
import { DEFAULT_DIALECT, dialects } from '../signaling/dialects/index.js';
import type { Invitation } from '../signaling/invitation.js';
import type { SignalingInfo } from '../signaling/signaling-info.js';
import { platformOf, type SDKConfig } from './config.js';
import { Device, type LoginStatus } from './device.js';
import { DeviceClock } from './device-clock.js';
import { groups, type V2TIMGroupInfo, type V2TIMGroupMember } from './groups.js';
import { history } from './history.js';
import { MemoryInvitationStore } from './invitation-store.js';
import type { V2TIMAdvancedMsgListener, V2TIMSDKListener, V2TIMSignalingListener } from './listener-types.js';
import { inviteProblem, refuseText } from './parameters.js';
import { relations, type V2TIMUserFullInfo } from './relations.js';
import { sendElement } from './send-element.js';
import type { Invite, InviteCall, Signaling } from './signaling.js';
import { refTo, revoke, rewrite } from './stored-messages.js';
import { websocketConnector } from './websocket-connector.js';

/**
 * One virtual device with the vendor's API: what an app calls on a phone, here against a hub of `sig`.
 *
 * Calls give promises in place of succ/fail callbacks and reject with a {@link SigError} that holds the vendor's code:
 * 6013 before {@link V2TIMManager.initSDK}, 6014 when not logged in, 6017 for a bad parameter, 9508 and 9520 when the line
 * is down or no answer came within 15 s, and what each call names. Names and rules: V2TIMManager and its Signaling
 * extension, SDK 8.0.
 *
 * @example
 * const alice = new V2TIMManager();
 * alice.initSDK(1400000001, { hub: 'ws://127.0.0.1:7447' });
 * await alice.login('alice');
 * alice.addSignalingListener({ onInviteeAccepted: (inviteID, invitee) => console.log(invitee, 'accepted') });
 * const { inviteID, sent } = alice.invite('bob', '{"call":"video"}', false, undefined, 30);
 * await sent;
 */
export class V2TIMManager {
  #device: Device | undefined;

  /** Readies the SDK. Calling it again is an error only while a user is logged in (90101). */
  initSDK(sdkAppID: number, config: SDKConfig): void {
    if (this.#device && this.#device.status !== 'loggedOut') throw new SigError(CODE.ERR_SDK_HAD_INITIALIZED);
    const hub = config.hub instanceof Hub ? config.hub : undefined;
    const name = config.device ?? 'phone';
    const clock = config.clock ?? hub?.clock ?? realClock;
    this.#device = new Device(
      {
        sdkAppID,
        connector: connectorOf(config.hub),
        clock: new DeviceClock(clock, config.clockOffset ?? 0),
        entropy: config.entropy ?? hub?.entropy ?? realEntropy,
        dialect: dialects[config.dialect ?? DEFAULT_DIALECT],
        name,
        platform: config.platform ?? platformOf(name),
        store: config.store ?? new MemoryInvitationStore(),
      },
      config.trace ?? hub?.trace,
    );
  }

  /** Logs out without a word to the hub, as when the app is killed. */
  unInitSDK(): void {
    this.#device?.stop();
    this.#device = undefined;
  }

  /**
   * Logs in; resolves once what came while the device was away has been told to the listeners.
   *
   * @param userSig needed when the hub verifies it; see `genUserSig`
   * @throws SigError 7003 malformed user ID, 7501 a log-in is running, 70001 UserSig expired, 70003 and 70009 wrong,
   *   70013 somebody else's, 70107 no such account (strict hubs)
   */
  login(userID: string, userSig = ''): Promise<void> {
    return this.#call('login', { userID }, (device) => {
      refuseText('userID', userID);
      return device.logIn(userID, userSig);
    });
  }

  /** Leaves the hub: calls of this device that are under way fail, and its live invitations are forgotten. */
  logout(): Promise<void> {
    return this.#call('logout', {}, (device) => device.logOut());
  }

  /** '' when nobody is logged in. */
  getLoginUser(): string {
    return this.#device?.userID ?? '';
  }

  getLoginStatus(): LoginStatus {
    return this.#device?.status ?? 'loggedOut';
  }

  /** How far the device's own clock is ahead of the hub's, in milliseconds; may be set at any time. */
  get clockOffset(): number {
    return this.#device?.parts.clock.offsetMs ?? 0;
  }

  set clockOffset(ms: number) {
    this.#ready().parts.clock.offsetMs = ms;
  }

  /** Tells of the connection: connecting, connected, lost, kicked out by another log-in, UserSig expired. */
  addSDKListener(listener: V2TIMSDKListener): void {
    this.#ready().listeners.sdk.add(listener);
  }

  removeSDKListener(listener: V2TIMSDKListener): void {
    this.#ready().listeners.sdk.remove(listener);
  }

  /** Tells of invitations. A listener may be added before log-in, and hears then what came while the device was away. */
  addSignalingListener(listener: V2TIMSignalingListener): void {
    this.#ready().listeners.signaling.add(listener);
  }

  removeSignalingListener(listener: V2TIMSignalingListener): void {
    this.#ready().listeners.signaling.remove(listener);
  }

  /** Tells of each message that comes in, signals among them, of modifications and of recalls. */
  addAdvancedMsgListener(listener: V2TIMAdvancedMsgListener): void {
    this.#ready().listeners.message.add(listener);
  }

  removeAdvancedMsgListener(listener: V2TIMAdvancedMsgListener): void {
    this.#ready().listeners.message.remove(listener);
  }

  /** The invitations this device holds as live. */
  get invitations(): Invitation[] {
    return this.#device?.signalingIfAny?.invitations() ?? [];
  }

  /**
   * Invites one user.
   *
   * @param onlineUserOnly reaches only who is online now, and leaves nothing in any history
   * @param timeout seconds; 0 for no time-out
   * @returns the inviteID at once (null when a parameter is refused or the SDK is not initialised), and a promise of the
   *   sending that rejects with 6017, 6014, 8001 (over 12 KB), 20003 (no such user), 20007 (blocked by the invitee) ...
   */
  invite(
    invitee: string,
    data: string,
    onlineUserOnly: boolean,
    offlinePushInfo: OfflinePushInfo | undefined,
    timeout: number,
  ): InviteCall {
    const args = { invitee, data, onlineUserOnly, offlinePushInfo, timeout };
    const problem = inviteProblem('invitee', invitee, data, timeout);
    const invite = { groupID: '', inviteeList: [invitee], data, onlineUserOnly, offlinePushInfo, timeout };
    return this.#invite('invite', args, problem, invite);
  }

  /**
   * Invites members of a group, who answer one by one.
   *
   * @param inviteeList user IDs; null entries are dropped
   * @returns as {@link V2TIMManager.invite}; the sending rejects with 10007 (not a member), 10010 (no such group) ...
   */
  inviteInGroup(
    groupID: string,
    inviteeList: string[],
    data: string,
    onlineUserOnly: boolean,
    timeout: number,
  ): InviteCall {
    const args = { groupID, inviteeList, data, onlineUserOnly, timeout };
    const problem = inviteProblem('groupID', groupID, data, timeout, inviteeList);
    return this.#invite('inviteInGroup', args, problem, {
      ...{ groupID, data, onlineUserOnly, timeout },
      inviteeList: Array.isArray(inviteeList) ? inviteeList.filter((invitee) => invitee !== null) : [],
    });
  }

  /**
   * Takes an invitation back while somebody has not answered.
   * @throws SigError 8010 unknown or over (8020 in the web dialect), 8011 sent by somebody else
   */
  cancel(inviteID: string, data = ''): Promise<void> {
    return this.#act('cancel', inviteID, data, (signaling) => signaling.cancel(inviteID, data));
  }

  /** @throws SigError 8010 unknown or over, 8011 not an invitee */
  accept(inviteID: string, data = ''): Promise<void> {
    return this.#act('accept', inviteID, data, (signaling) => signaling.accept(inviteID, data));
  }

  /** @throws SigError 8010 unknown or over, 8011 not an invitee */
  reject(inviteID: string, data = ''): Promise<void> {
    return this.#act('reject', inviteID, data, (signaling) => signaling.reject(inviteID, data));
  }

  /** What a message says as a signal; null when it is none. Works without log-in. */
  getSignallingInfo(message: Pick<V2TIMMessage, 'elements' | 'cloudCustomData'>): SignalingInfo | null {
    return this.#ready().getSignallingInfo(message);
  }

  /**
   * Makes an invitation known that came by an offline push, so that it can be answered. It is not announced to listeners.
   * @throws SigError 6017 when it lacks inviteID, inviter or invitees
   */
  addInvitedSignaling(signalingInfo: SignalingInfo): Promise<void> {
    const { inviteID } = signalingInfo;
    return this.#act('addInvitedSignaling', inviteID, signalingInfo.data, async (signaling) => {
      const { inviter, data, timeout, inviteeList } = signalingInfo;
      refuseText('inviter', inviter);
      const problem = inviteProblem('inviteID', inviteID, data, timeout, inviteeList);
      if (problem) throw problem;
      signaling.add(signalingInfo);
    });
  }

  /**
   * Changes the `data` of a live invitation; either side may.
   * @throws SigError 6017 empty data, 8010 unknown or over, 7014 for online users only, 8006 (web: 2480) somebody was faster
   */
  modifyInvitation(inviteID: string, data: string): Promise<void> {
    return this.#act('modifyInvitation', inviteID, data, async (signaling) => {
      refuseText('data', data);
      await signaling.modify(inviteID, data);
    });
  }

  /** As {@link V2TIMManager.sendMessage}. */
  sendC2CTextMessage(text: string, userID: string): Promise<V2TIMMessage> {
    return this.sendMessage(textElement(text), userID, '');
  }

  /** As {@link V2TIMManager.sendMessage}. */
  sendC2CCustomMessage(data: string, userID: string): Promise<V2TIMMessage> {
    return this.sendMessage(customElement(data), userID, '');
  }

  /** As {@link V2TIMManager.sendMessage}. */
  sendGroupTextMessage(text: string, groupID: string): Promise<V2TIMMessage> {
    return this.sendMessage(textElement(text), '', groupID);
  }

  /** As {@link V2TIMManager.sendMessage}. */
  sendGroupCustomMessage(data: string, groupID: string): Promise<V2TIMMessage> {
    return this.sendMessage(customElement(data), '', groupID);
  }

  /**
   * Sends one element to a user or to a group (the other of the two is '').
   * @throws SigError 20003 no such user, 20007 blocked, 10007 not a member, 10010 no such group, 8001 over 12 KB
   */
  sendMessage(
    element: MsgElement,
    receiver: string,
    groupID: string,
    options: { onlineUserOnly?: boolean; offlinePushInfo?: OfflinePushInfo } = {},
  ): Promise<V2TIMMessage> {
    return this.#call('sendMessage', { element, receiver, groupID, ...options }, (device) => {
      if (groupID === '') refuseText('receiver', receiver);
      return sendElement(device.login, element, receiver, groupID, options);
    });
  }

  /**
   * Takes a message of one's own back; who has it hears onRecvMessageRevoked. In groups owner and admins may take back any.
   * @throws SigError 20016 more than two minutes old (10031 in groups), 90009 (10007) somebody else's, 20022 (10030) unknown,
   *   20023 taken back before
   */
  revokeMessage(message: V2TIMMessage): Promise<void> {
    return this.#call('revokeMessage', { msgID: message.msgID }, (device) => revoke(device.login, message));
  }

  /**
   * Stores `elements` and `cloudCustomData` of the message given in place of those it had; either side may.
   * @returns the message as it is stored now
   * @throws SigError 8006 (web: 2480) somebody was faster, 20022 (10030 in groups) unknown
   */
  modifyMessage(message: V2TIMMessage): Promise<V2TIMMessage> {
    const { msgID, elements, cloudCustomData } = message;
    return this.#call('modifyMessage', { msgID, elements, cloudCustomData }, async (device) => {
      const answer = await rewrite(device.login, refTo(device.userID, message), elements);
      return { ...message, version: Number(answer.MsgVersion ?? message.version + 1) };
    });
  }

  /** The newest `count` messages, or those before `lastMsg`; new to old. */
  getC2CHistoryMessageList(userID: string, count: number, lastMsg?: V2TIMMessage): Promise<V2TIMMessage[]> {
    const args = { userID, count, lastMsg: lastMsg?.msgID };
    return this.#call('getC2CHistoryMessageList', args, (device) =>
      history.c2c(device.login, userID, count, lastMsg),
    );
  }

  /** The newest `count` messages, or those before `lastMsg`; new to old. */
  getGroupHistoryMessageList(
    groupID: string,
    count: number,
    lastMsg?: V2TIMMessage,
  ): Promise<V2TIMMessage[]> {
    const args = { groupID, count, lastMsg: lastMsg?.msgID };
    return this.#call('getGroupHistoryMessageList', args, (device) =>
      history.group(device.login, groupID, count, lastMsg),
    );
  }

  /** Sets all messages with a user as read. */
  markC2CMessageAsRead(userID: string): Promise<void> {
    return this.#call('markC2CMessageAsRead', { userID }, (device) =>
      history.markC2CRead(device.login, userID),
    );
  }

  /** Sets all messages of a group as read. */
  markGroupMessageAsRead(groupID: string): Promise<void> {
    return this.#call('markGroupMessageAsRead', { groupID }, (device) =>
      history.markGroupRead(device.login, groupID),
    );
  }

  /**
   * @param groupID '' for one that the hub makes up
   * @returns the group's ID
   */
  createGroup(
    groupType: GroupType,
    groupID: string,
    groupName: string,
    members: string[] = [],
  ): Promise<string> {
    const args = { groupType, groupID, groupName, members };
    return this.#call('createGroup', args, (device) =>
      groups.create(device.login, groupType, groupID, groupName, members),
    );
  }

  /**
   * Applies for membership: at once in Meeting and AVChatRoom groups, by approval in Public ones.
   * @throws SigError 10010 no such group, 10007 a Work group (one is invited), 10013 a member already, 10014 the group is full
   */
  joinGroup(groupID: string, message = ''): Promise<void> {
    return this.#call('joinGroup', { groupID, message }, (device) =>
      groups.join(device.login, groupID, message),
    );
  }

  /**
   * @throws SigError 10007 not a member, 10009 the owner, who has to dismiss the group instead (Work groups excepted)
   * @see V2TIMManager.dismissGroup
   */
  quitGroup(groupID: string): Promise<void> {
    return this.#call('quitGroup', { groupID }, (device) => groups.quit(device.login, groupID));
  }

  /**
   * The owner ends the group (never a Work group: its owner can quit).
   * @throws SigError 10007 not allowed, 10010 no such group
   */
  dismissGroup(groupID: string): Promise<void> {
    return this.#call('dismissGroup', { groupID }, (device) => groups.dismiss(device.login, groupID));
  }

  /**
   * Any member of a Work group adds others.
   * @throws SigError 10007 another type of group, or not a member
   */
  inviteUserToGroup(groupID: string, userList: string[]): Promise<void> {
    return this.#call('inviteUserToGroup', { groupID, userList }, (device) =>
      groups.invite(device.login, groupID, userList),
    );
  }

  /**
   * Owner and admins remove members.
   * @throws SigError 10007 not allowed
   */
  kickGroupMember(groupID: string, memberList: string[], reason = ''): Promise<void> {
    const args = { groupID, memberList, reason };
    return this.#call('kickGroupMember', args, (device) =>
      groups.kick(device.login, groupID, memberList, reason),
    );
  }

  /**
   * Every member, the owner first.
   * @throws SigError 10007 not a member, 10010 no such group
   */
  getGroupMemberList(groupID: string): Promise<V2TIMGroupMember[]> {
    return this.#call('getGroupMemberList', { groupID }, (device) => groups.members(device.login, groupID));
  }

  /** The groups this user is a member of; AVChatRooms are not among them. */
  getJoinedGroupList(): Promise<V2TIMGroupInfo[]> {
    return this.#call('getJoinedGroupList', {}, (device) => groups.joined(device.login));
  }

  /** Sets what others see of this user; what is left out stays. */
  setSelfInfo(info: Partial<Omit<V2TIMUserFullInfo, 'userID'>>): Promise<void> {
    return this.#call('setSelfInfo', { ...info }, (device) => relations.setSelfInfo(device.login, info));
  }

  /** The profiles of any users; those whom nobody knows are left out. */
  getUsersInfo(userIDList: string[]): Promise<V2TIMUserFullInfo[]> {
    return this.#call('getUsersInfo', { userIDList }, (device) =>
      relations.usersInfo(device.login, userIDList),
    );
  }

  /** From now on these users' C2C messages are refused with 20007. */
  addToBlackList(userIDList: string[]): Promise<void> {
    return this.#call('addToBlackList', { userIDList }, (device) =>
      relations.block(device.login, userIDList),
    );
  }

  /** Takes them off the block list. */
  deleteFromBlackList(userIDList: string[]): Promise<void> {
    return this.#call('deleteFromBlackList', { userIDList }, (device) =>
      relations.unblock(device.login, userIDList),
    );
  }

  /** The user IDs on the block list. */
  getBlackList(): Promise<string[]> {
    return this.#call('getBlackList', {}, (device) => relations.blocked(device.login));
  }

  #ready(): Device {
    if (!this.#device) throw new SigError(CODE.ERR_SDK_NOT_INITIALIZED, undefined, 'call initSDK first');
    return this.#device;
  }

  #invite(
    method: string,
    args: Record<string, unknown>,
    problem: SigError | undefined,
    invite: Invite,
  ): InviteCall {
    const device = this.#device;
    if (problem || !device) {
      const refuse = (): never => {
        throw problem;
      };
      return { inviteID: null, sent: this.#call(method, args, async () => refuse()) };
    }
    const inviteID = device.newInviteID();
    // The call comes before what it causes.
    device.emit({ kind: 'call', method, args, inviteID });
    const sent = (async () => device.signaling.invite(inviteID, invite))();
    return { inviteID, sent: device.settle(method, sent, inviteID) };
  }

  #act(
    method: string,
    inviteID: string,
    data: string,
    run: (signaling: Signaling) => Promise<void>,
  ): Promise<void> {
    return this.#call(method, { inviteID, data }, async (device) => {
      refuseText('inviteID', inviteID);
      await run(device.signaling);
    });
  }

  async #call<T>(
    method: string,
    args: Record<string, unknown>,
    run: (device: Device) => Promise<T>,
  ): Promise<T> {
    const device = this.#ready();
    const inviteID = typeof args.inviteID === 'string' ? args.inviteID : undefined;
    device.emit({ kind: 'call', method, args, ...(inviteID === undefined ? {} : { inviteID }) });
    return device.settle(method, (async () => run(device))(), inviteID);
  }
}

function connectorOf(hub: SDKConfig['hub']): Connector {
  if (typeof hub === 'string') return websocketConnector(hub);
  return hub instanceof Hub ? memoryConnector(hub) : hub;
}
