import { createRequire } from 'node:module';
import { V2TIMManager } from '../../../src/device/v2tim-manager.js';
import { RestEndpoint } from '../../../src/gateway/rest/endpoint.js';
import type { Hub } from '../../../src/hub/hub.js';
import type { V2TIMMessage } from '../../../src/im/v2tim-message.js';
import type { ResponseBody } from '../../../src/im/wire.js';
import { type OpenHub, type OpenHubOptions, openHub } from '../open-hub.js';

/** The vendor's package has no types. */
const { Api } = createRequire(import.meta.url)('tls-sig-api-v2') as {
  Api: new (sdkAppID: number, secret: string) => { genUserSig(userID: string, expire: number): string };
};

export const KEY = { sdkAppID: 1400000001, secret: 'a secret for tests' };

/** A UserSig as a backend makes it, with the vendor's own package. */
export function userSig(userID: string, secret = KEY.secret, seconds = 600): string {
  return new Api(KEY.sdkAppID, secret).genUserSig(userID, seconds);
}

/** Calls the REST endpoint as a backend's client does. A text is sent as it is. */
export async function post(
  port: number,
  path: string,
  body: unknown,
  query: Record<string, string> = {},
): Promise<ResponseBody> {
  const search = new URLSearchParams({
    sdkappid: String(KEY.sdkAppID),
    identifier: 'administrator',
    usersig: 'any',
    random: '1',
    contenttype: 'json',
    ...query,
  });
  const response = await fetch(`http://127.0.0.1:${port}/v4/${path}?${search}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  if (response.status !== 200) throw new Error(`HTTP ${response.status}: ${await response.text()}`);
  return (await response.json()) as ResponseBody;
}

/** A hub with a REST endpoint, and a backend at it. */
export interface Backend extends OpenHub {
  /** The answer, whatever it is. */
  call(path: string, body: unknown): Promise<ResponseBody>;
  /** The answer's own fields; throws when the code is not 0. */
  ok(path: string, body: unknown): Promise<Record<string, unknown>>;
  code(path: string, body: unknown): Promise<number>;
  /** A virtual user, logged in. */
  login(userID: string): Promise<V2TIMManager>;
}

/** A virtual device that nobody is logged in on. */
export function device(hub: Hub): V2TIMManager {
  const sdk = new V2TIMManager();
  sdk.initSDK(KEY.sdkAppID, { hub });
  return sdk;
}

export async function openBackend(options: OpenHubOptions = {}): Promise<Backend> {
  const open = await openHub({ ...options, endpoints: (hub) => [new RestEndpoint(hub)] });
  const call = (path: string, body: unknown) => post(open.port, path, body);
  return {
    ...open,
    call,
    code: async (path, body) => (await call(path, body)).ErrorCode,
    async ok(path, body) {
      const { ActionStatus, ErrorCode, ErrorInfo, ...fields } = await call(path, body);
      if (ErrorCode !== 0) throw new Error(`${path} answered ${ErrorCode} ${ActionStatus}: ${ErrorInfo}`);
      return fields;
    },
    async login(userID) {
      const user = device(open.hub);
      await user.login(userID);
      return user;
    },
  };
}

/** The messages that a user is told of from now on. */
export function inbox(user: V2TIMManager): V2TIMMessage[] {
  const got: V2TIMMessage[] = [];
  user.addAdvancedMsgListener({ onRecvNewMessage: (each) => got.push(each) });
  return got;
}

/** The MsgBody of a text message. */
export function text(words: string): object[] {
  return [{ MsgType: 'TIMTextElem', MsgContent: { Text: words } }];
}

/** The MsgBody of an invitation, as a backend would write it by hand. */
export function invitation(inviteID: string, inviter: string, inviteeList: string[], groupID = ''): object[] {
  const signal = { businessID: 1, inviteID, inviter, inviteeList, groupID, actionType: 1, timeout: 30 };
  const Data = JSON.stringify({ ...signal, data: 'ring' });
  return [{ MsgType: 'TIMCustomElem', MsgContent: { Data } }];
}
