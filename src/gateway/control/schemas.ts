import { z } from 'zod';
import { GROUP_RULES, type GroupType } from '../../im/group-types.js';
import type { V2TIMMessage } from '../../im/v2tim-message.js';
import { dialectNames } from '../../signaling/dialects/index.js';
import type { InvitationState, InviteeState } from '../../signaling/invitation.js';
import type { SignalingInfo } from '../../signaling/signaling-info.js';

/** What the methods of the control API answer with. */

export const dialectName = z.enum(dialectNames);
export const groupType = z.enum(Object.keys(GROUP_RULES) as [GroupType, ...GroupType[]]);

const unixMs = z.number().describe('Unix time in milliseconds.');

const inviteeState = z.enum([
  'pending',
  'accepted',
  'rejected',
  'cancelled',
  'timedOut',
]) satisfies z.ZodType<InviteeState>;

const invitationState = z.enum([
  ...inviteeState.options,
  'partly accepted',
  'partly rejected',
  'partly cancelled',
  'partly timedOut',
]) satisfies z.ZodType<InvitationState>;

/** An error, in an answer line and in the body of a refused request. */
export const controlError = z.object({
  code: z.int().describe("The vendor's code; -4 for wrong use of sig."),
  name: z.string().describe('The name of the code, as ERR_INVALID_PARAMETERS.'),
  message: z.string().describe('What went wrong.'),
  hint: z.string().optional().describe('What to do about it.'),
});
export type ControlError = z.output<typeof controlError>;

export const signalingInfo = z.object({
  inviteID: z.string(),
  groupID: z.string().describe("'' for C2C."),
  inviter: z.string(),
  inviteeList: z.array(z.string()),
  data: z.string(),
  actionType: z.int().describe('1 invite, 2 cancel, 3 accept, 4 reject, 5 time-out; 0 for anything else.'),
  timeout: z.number().describe('Seconds; 0 for none.'),
}) satisfies z.ZodType<SignalingInfo>;

/** An invitation as `list` shows it. */
export const invitationRow = z.object({
  inviteID: z.string(),
  inviter: z.string(),
  inviteeList: z.array(z.string()),
  invitees: z.record(z.string(), inviteeState).describe("Each invitee's state."),
  groupID: z.string().describe("'' for C2C."),
  data: z.string(),
  timeout: z.number().describe('Seconds; 0 for none.'),
  onlineUserOnly: z.boolean(),
  state: invitationState,
  hangUp: z.boolean().describe('By it a call kit ends a call: nobody answers it.'),
  sentAt: unixMs,
  deadline: unixMs.nullable().describe('When its timers run out, unix ms; null for none.'),
  endedAt: unixMs.nullable().describe('Unix ms; null while somebody is pending.'),
});
export type InvitationRow = z.output<typeof invitationRow>;

/** A signal of an invitation, as `show` lists it. */
export const signalRow = z.object({
  at: unixMs,
  from: z.string(),
  info: signalingInfo,
  stored: z.boolean().describe('Whether it is in history.'),
  modifies: z.boolean().describe("The invite's message with new data, not a message of its own."),
});
export type SignalRow = z.output<typeof signalRow>;

export const networkConditions = z.object({
  latency: z.number().min(0).optional().describe('Milliseconds that a frame takes.'),
  jitter: z.number().min(0).optional().describe('By how many milliseconds that varies.'),
  loss: z.number().min(0).max(1).optional().describe('The chance that a frame is lost.'),
  duplicate: z.number().min(0).max(1).optional().describe('The chance that a frame arrives twice.'),
  down: z.boolean().optional().describe('Nothing gets through.'),
});

/** A frame that waits. */
export const heldRow = z.object({
  id: z.string(),
  user: z.string(),
  device: z.string(),
  direction: z.enum(['up', 'down']),
  command: z.string(),
  what: z.string().describe('invite, cancel, accept, reject, timeout, modification, message or other.'),
  inviteID: z.string().describe("'' where it carries no signal."),
  sentAt: unixMs,
});
export type HeldRow = z.output<typeof heldRow>;

export const deviceRow = z.object({
  device: z.string(),
  platform: z.string(),
  online: z.boolean(),
  virtual: z.boolean().describe("False for a real app's."),
  dialect: dialectName.optional(),
  clockOffset: z.number().optional().describe('Milliseconds.'),
  network: networkConditions.optional().describe('How bad its network is; perfect when left out.'),
});
export type DeviceRow = z.output<typeof deviceRow>;

export const userRow = z.object({
  user: z.string(),
  nick: z.string(),
  online: z.boolean(),
  devices: z.array(deviceRow),
});
export type UserRow = z.output<typeof userRow>;

export const groupRow = z.object({
  groupID: z.string(),
  type: groupType,
  name: z.string(),
  owner: z.string(),
  members: z.array(z.string()),
});
export type GroupRow = z.output<typeof groupRow>;

export const historyRow = z.object({
  time: z.number().describe('Unix seconds.'),
  from: z.string(),
  to: z.string().describe("'' in groups."),
  groupID: z.string().describe("'' for C2C."),
  seq: z.number(),
  text: z.string().nullable().describe('Its text, where it has one.'),
  custom: z.string().nullable().describe('Its custom data, where it is no signal.'),
  signal: signalingInfo.nullable(),
  version: z.number(),
  recalled: z.boolean(),
});
export type HistoryRow = z.output<typeof historyRow>;

export const pushRow = z.object({
  at: unixMs,
  to: z.string(),
  from: z.string(),
  groupID: z.string().describe("'' for C2C."),
  title: z.string(),
  desc: z.string(),
  ext: z.string(),
  signal: signalingInfo.nullable(),
});
export type PushRow = z.output<typeof pushRow>;

/** A message as its sender's SDK hands it to the app. */
export const sentMessage = z.object({
  msgID: z.string(),
  timestamp: z.number().describe('Unix seconds, by the hub.'),
  sender: z.string(),
  userID: z.string().describe("The other side of a C2C message; '' in groups."),
  groupID: z.string().describe("'' for C2C."),
  seq: z.number(),
  random: z.number(),
  isSelf: z.boolean(),
  isOnlineOnly: z.boolean().describe('Sent to online users only: in no history.'),
  elements: z.array(z.object({ MsgType: z.string(), MsgContent: z.record(z.string(), z.unknown()) })),
  cloudCustomData: z.string(),
  version: z.number(),
}) satisfies z.ZodType<V2TIMMessage>;

export const hubStatus = z.object({
  version: z.string(),
  pid: z.int(),
  address: z
    .object({ host: z.string(), port: z.int() })
    .nullable()
    .describe('What real apps put into `proxyServer`, and backends before /v4/.'),
  native: z
    .object({
      host: z.string(),
      port: z.int(),
      publicKey: z.string().describe('04, x and y of a point of secp192k1, in hex.'),
    })
    .nullable()
    .describe('What native SDKs are given by setCustomServerInfo.'),
  startedAt: unixMs,
  store: z.string().describe("'memory', or the database's file."),
  endpoints: z.array(z.string()),
  users: z.int(),
  online: z.int().describe('Users with at least one device logged in.'),
  groups: z.int(),
  live: z.int().describe('Invitations with a pending invitee.'),
  verifiesUserSig: z.boolean(),
  strictAccounts: z.boolean(),
});
export type HubStatus = z.output<typeof hubStatus>;
