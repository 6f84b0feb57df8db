import type { Socket } from 'node:net';
import type { Session } from '../../hub/core/session.js';
import type { Hub } from '../../hub/hub.js';
import { SigError } from '../../im/sig-error.js';
import type { ResponseBody } from '../../im/wire.js';
import type { RequestEnvelope } from './envelope.js';
import type { NativeRequestFrame } from './frame.js';
import type { KeyAgreement } from './key-agreement.js';
import { readLoginPacket, writeLoginPacket } from './login-packet.js';
import {
  LoginAnswer,
  LoginRequest,
  LoginTicket,
  OnlineAnswer,
  PlainAnswer,
  StatusRequest,
} from './proto/generated/login.js';
import { OK } from './result.js';

export interface LoginStep {
  hub: Hub;
  keys: KeyAgreement;
  session: Session;
  frame: NativeRequestFrame;
  envelope: RequestEnvelope;
  socket: Socket;
}

export interface LoginStepAnswer {
  body: Uint8Array;
  /** Request and answer in clear, for the trace. */
  request: unknown;
  shown: unknown;
}

/** Seconds between heart beats; shorter ones the SDK does not take. */
const HEARTBEAT_S = 60;

/** What the app has bought, a bit each: user status, read receipts of groups ... Here nothing is for sale. */
const ALL_ABILITIES = String(2n ** 63n - 1n);

/** Platforms by Device.platform; 11 was measured, the others are TIMPlatform of the C API. */
const PLATFORMS: Readonly<Record<number, string>> = {
  1: 'Windows',
  2: 'Android',
  3: 'iOS',
  4: 'Mac',
  11: 'Linux',
};

/** How an SDK comes back after its connection broke, and how it logs out. */
export const REGISTER = 'im_open_status.stat_reg';

/** The commands that change who is logged in on a connection. */
export const LOGIN_COMMANDS: Readonly<Record<string, (step: LoginStep) => Promise<LoginStepAnswer>>> = {
  'wtlogin64.trans_emp_reg_online': logIn,
  [REGISTER]: register,
};

async function logIn(step: LoginStep): Promise<LoginStepAnswer> {
  const { hub, keys, session, envelope } = step;
  const packet = readLoginPacket(envelope.body, keys);
  const request = LoginRequest.decode(packet.body);
  const { account = {}, device = {} } = request;
  session.credentials = {
    sdkAppID: account.sdkAppId ?? 0,
    platform: platformName(device.platform ?? 0),
    device: deviceName(device.deviceId ?? envelope.deviceID),
    identifier: account.userId ?? '',
    userSig: account.userSig ?? '',
  };
  const answer = await submitLogin(hub, session);
  const a2 = Buffer.from(session.a2);
  const ticket = { tinyId: session.tinyID, a2, d2: a2, d2Key: keys.loginKey(session.a2) };
  const online = onlineAnswer(step, answer);
  const body = LoginAnswer.encode({
    ticketPacket: writeLoginPacket(packet, LoginTicket.encode(ticket).finish(), hub.entropy),
    online,
  }).finish();
  const { userSig, ...shownAccount } = account;
  return { body, request: { account: shownAccount, device }, shown: { tinyId: ticket.tinyId, online } };
}

/** Goes on with an earlier log-in on a new connection, or logs out. */
async function register(step: LoginStep): Promise<LoginStepAnswer> {
  const { hub, session, envelope } = step;
  const request = StatusRequest.decode(envelope.body);
  if (request.online !== 1) {
    await hub.request(session, 'im_open_status.wslogout', {});
    return { body: PlainAnswer.encode({ result: OK }).finish(), request, shown: { result: OK } };
  }
  session.credentials = {
    ...session.credentials,
    platform: platformName(request.platform ?? 0),
    device: deviceName(request.deviceId ?? envelope.deviceID),
  };
  const online = onlineAnswer(step, await resume(hub, session, envelope.a2));
  return { body: OnlineAnswer.encode(online).finish(), request, shown: online };
}

/** Logs in by the A2Key of an earlier log-in. @throws SigError when the hub has none of that key, or has ended it */
export function resume(hub: Hub, session: Session, a2: string): Promise<ResponseBody> {
  // Without identifier and UserSig: a log-in that is over must not come back by itself.
  const { sdkAppID, platform, device } = session.credentials;
  session.credentials = { sdkAppID, platform, device, a2 };
  return submitLogin(hub, session);
}

async function submitLogin(hub: Hub, session: Session): Promise<ResponseBody> {
  const answer = await hub.request(session, 'im_open_status.wslogin', {});
  if (answer.ErrorCode !== 0) throw new SigError(answer.ErrorCode, answer.ErrorInfo);
  return answer;
}

function onlineAnswer({ socket }: LoginStep, answer: ResponseBody): OnlineAnswer {
  return {
    result: OK,
    serverTime: answer.TimeStamp as number,
    clientIp: socket.remoteAddress ?? '',
    clientPort: socket.remotePort ?? 0,
    heartbeatInterval: HEARTBEAT_S,
    customStatus: Buffer.from(String(answer.CustomStatus), 'base64').toString(),
    commercialAbilityBits: ALL_ABILITIES,
  };
}

function platformName(platform: number): string {
  return PLATFORMS[platform] ?? 'Native';
}

/** Of an SDK's long device id 8 digits tell a user's devices apart. */
function deviceName(deviceID: string): string {
  const digits = deviceID
    .replace(/[^0-9A-Za-z]/g, '')
    .slice(-8)
    .toLowerCase();
  return digits === '' ? '' : `native-${digits}`;
}
