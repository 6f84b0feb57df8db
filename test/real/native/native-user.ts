import { expect } from 'vitest';
import { Ear, type Heard, type Party } from '../../real-sdk/party.js';
import { type NativeEvent, type NativeResult, NativeSdk, type SdkVersion } from './native-sdk.js';

/** TIMGroupType of the C API. */
export const GROUP_TYPE = { Public: 0, Work: 1, Meeting: 2 } as const;

export const CONVERSATION = { c2c: 1, group: 2 } as const;

/** A message as the C API gives it. */
export interface NativeMessage {
  message_elem_array: Record<string, unknown>[];
  message_sender: string;
  message_conv_id: string;
  message_seq: number;
  message_cloud_custom_str: string;
  message_is_online_msg: boolean;
  message_version: number;
  [key: string]: unknown;
}

/** A user on the vendor's native library. */
export class NativeUser implements Party {
  readonly userID: string;
  readonly sdk: NativeSdk;
  #ear = new Ear();
  #looking = new Set<() => void>();

  private constructor(userID: string, sdk: NativeSdk) {
    this.userID = userID;
    this.sdk = sdk;
    sdk.onEvent = ({ event, args }) => {
      if (event.startsWith('on')) this.#ear.add(event, args);
      for (const look of [...this.#looking]) look();
    };
  }

  /** Logged out. */
  static async start(
    hubPort: () => number,
    publicKey: string,
    userID: string,
    options: { version?: SdkVersion; sdkAppID?: number } = {},
  ): Promise<NativeUser> {
    return new NativeUser(userID, await NativeSdk.start(hubPort, publicKey, options));
  }

  get heard(): Heard[] {
    return this.#ear.heard;
  }

  hear(name: string, inviteID?: string): Promise<Heard> {
    return this.#ear.hear(name, inviteID);
  }

  /** The first callback of this name that has come or will come and is liked. */
  event(name: string, likes: (args: unknown[]) => boolean = () => true): Promise<NativeEvent> {
    return new Promise((resolve) => {
      const look = () => {
        const found = this.sdk.events.find(({ event, args }) => event === name && likes(args));
        if (!found) return;
        this.#looking.delete(look);
        resolve(found);
      };
      this.#looking.add(look);
      look();
    });
  }

  /** The first message that has come or will come and is liked. */
  async message(likes: (message: NativeMessage) => boolean): Promise<NativeMessage> {
    const { args } = await this.event('newMessages', (list) => (list as NativeMessage[]).some(likes));
    return (args as NativeMessage[]).find(likes)!;
  }

  async login(userSig = 'any'): Promise<void> {
    await this.ok('TIMLogin', ['str', 'str'], this.userID, userSig);
    // The conversations are there, and what was missed.
    await this.event('conversations', ([kind]) => kind === SYNC_FINISHED);
  }

  async logout(): Promise<void> {
    await this.ok('TIMLogout', []);
    const { events } = this.sdk;
    events.splice(0, events.length, ...events.filter(({ event }) => event !== 'conversations'));
  }

  async destroy(): Promise<void> {
    await this.sdk.end();
  }

  async invite(userID: string, data: string, timeout: number, onlineUserOnly = false): Promise<string> {
    const types = ['str', 'str', 'bool', 'str', 'int', 'out'];
    const { out } = await this.ok(
      'TIMSignalingInvite',
      types,
      userID,
      data,
      onlineUserOnly,
      null,
      timeout,
      null,
    );
    return out;
  }

  async inviteInGroup(
    groupID: string,
    inviteeList: string[],
    data: string,
    timeout: number,
    onlineUserOnly = false,
  ): Promise<string> {
    const invitees = JSON.stringify(inviteeList);
    const types = ['str', 'str', 'str', 'bool', 'int', 'out'];
    const args = [groupID, invitees, data, onlineUserOnly, timeout, null];
    return (await this.ok('TIMSignalingInviteInGroup', types, ...args)).out;
  }

  async cancel(inviteID: string, data: string): Promise<void> {
    await this.ok('TIMSignalingCancel', ['str', 'str'], inviteID, data);
  }

  async accept(inviteID: string, data: string): Promise<void> {
    await this.ok('TIMSignalingAccept', ['str', 'str'], inviteID, data);
  }

  async reject(inviteID: string, data: string): Promise<void> {
    await this.ok('TIMSignalingReject', ['str', 'str'], inviteID, data);
  }

  async modify(inviteID: string, data: string): Promise<void> {
    await this.ok('TIMSignalingModifyInvitation', ['str', 'str'], inviteID, data);
  }

  async createGroup(groupID: string, members: string[], type: number = GROUP_TYPE.Work): Promise<void> {
    await this.json('TIMGroupCreate', {
      create_group_param_group_name: groupID,
      create_group_param_group_id: groupID,
      create_group_param_group_type: type,
      create_group_param_add_option: 2,
      create_group_param_group_member_array: members.map((userID) => ({
        group_member_info_identifier: userID,
        group_member_info_member_role: 200,
      })),
    });
  }

  async knowsGroup(groupID: string): Promise<void> {
    await expect
      .poll(async () => {
        const { json } = await this.ok('TIMGroupGetJoinedGroupList', []);
        return (json as Record<string, unknown>[]).map((group) => group.group_base_info_group_id);
      })
      .toContain(groupID);
  }

  /** @param to a user or a group. @returns the message as it was sent */
  async send(
    to: string,
    elements: Record<string, unknown>[],
    options: { group?: boolean; [key: string]: unknown } = {},
  ): Promise<NativeMessage> {
    const { group, ...more } = options;
    const message = { message_elem_array: elements, message_sender: this.userID, ...more };
    const types = ['str', 'int', 'str', 'out'];
    const kind = group ? CONVERSATION.group : CONVERSATION.c2c;
    const { json } = await this.ok('TIMMsgSendMessage', types, to, kind, JSON.stringify(message), null);
    return json as NativeMessage;
  }

  say(
    to: string,
    text: string,
    options: { group?: boolean; [key: string]: unknown } = {},
  ): Promise<NativeMessage> {
    return this.send(to, [{ elem_type: 0, text_elem_content: text }], options);
  }

  /** The newest messages of a conversation, newest first. */
  async history(id: string, group = false): Promise<NativeMessage[]> {
    const query = {
      msg_getmsglist_param_count: 20,
      msg_getmsglist_param_is_ramble: true,
      msg_getmsglist_param_is_forward: false,
    };
    const kind = group ? CONVERSATION.group : CONVERSATION.c2c;
    const { json } = await this.ok(
      'TIMMsgGetMsgList',
      ['str', 'int', 'str'],
      id,
      kind,
      JSON.stringify(query),
    );
    return json as NativeMessage[];
  }

  async conversation(id: string): Promise<Record<string, unknown> | undefined> {
    const { json } = await this.ok('TIMConvGetConvList', []);
    return (json as Record<string, unknown>[]).find(({ conv_id }) => conv_id === id);
  }

  /** Calls a function whose one argument is a JSON text. */
  json(name: string, argument: unknown): Promise<NativeResult> {
    return this.ok(name, ['str'], JSON.stringify(argument));
  }

  /** @throws Error with the code that the SDK gave, if it is not 0 */
  async ok(name: string, types: string[], ...args: unknown[]): Promise<NativeResult> {
    const result = await this.sdk.call(name, types, args);
    if (result.code === 0) return result;
    throw Object.assign(new Error(`${name}: ${result.code} ${result.desc}`), { code: result.code });
  }
}

/** TIMConvEvent of the C API: the sync after a log-in has ended. */
const SYNC_FINISHED = 4;

export function texts(messages: readonly NativeMessage[]): unknown[] {
  return messages.map(({ message_elem_array: [element] }) => element?.text_elem_content);
}

export const says =
  (text: string) =>
  ({ message_elem_array: [element] }: NativeMessage) =>
    element?.text_elem_content === text;
