import type { GroupType } from '../../im/group-types.js';
import type { DialectName } from '../../signaling/dialect.js';
import type { InvitationState, InviteeState } from '../../signaling/invitation.js';
import type { SignalingInfo } from '../../signaling/signaling-info.js';
import type { TraceEvent } from '../../trace/event.js';

/** Types only: what the control door and its clients say to each other. */

/** An error on the wire. */
export interface ControlError {
  code: number;
  name: string;
  message: string;
  hint?: string;
}

/** One line of an answer (NDJSON). A call ends with a result or an error; a stream of events ends when either side closes. */
export type ControlLine =
  /** Something that the call caused, or that a stream was asked for. */
  | { type: 'event'; event: TraceEvent }
  /** What a person should know beside the answer. */
  | { type: 'note'; text: string }
  /** The followed invitation has changed. */
  | { type: 'invitation'; invitation: InvitationRow; over: boolean }
  | { type: 'result'; value: unknown }
  | { type: 'error'; error: ControlError };

/** An invitation as `list` shows it. */
export interface InvitationRow {
  inviteID: string;
  inviter: string;
  inviteeList: string[];
  invitees: Record<string, InviteeState>;
  /** '' for C2C. */
  groupID: string;
  data: string;
  /** Seconds; 0 for none. */
  timeout: number;
  onlineUserOnly: boolean;
  state: InvitationState;
  /** Unix ms. */
  sentAt: number;
  /** When its timers run out, unix ms; null for none. */
  deadline: number | null;
  /** Unix ms; null while somebody is pending. */
  endedAt: number | null;
}

/** A signal of an invitation, as `show` lists it. */
export interface SignalRow {
  /** Unix ms. */
  at: number;
  from: string;
  info: SignalingInfo;
  /** Whether it is in history. */
  stored: boolean;
  /** The invite's message with new data, not a message of its own. */
  modifies: boolean;
}

export interface UserRow {
  user: string;
  nick: string;
  online: boolean;
  devices: DeviceRow[];
}

export interface DeviceRow {
  device: string;
  platform: string;
  online: boolean;
  /** False for a real app's. */
  virtual: boolean;
  dialect?: DialectName;
  /** Milliseconds. */
  clockOffset?: number;
}

export interface GroupRow {
  groupID: string;
  type: GroupType;
  name: string;
  owner: string;
  members: string[];
}

export interface HistoryRow {
  /** Unix seconds. */
  time: number;
  from: string;
  /** '' in groups. */
  to: string;
  groupID: string;
  seq: number;
  /** Its text, where it has one. */
  text: string | null;
  /** Its custom data, where it is no signal. */
  custom: string | null;
  signal: SignalingInfo | null;
  version: number;
  recalled: boolean;
}

export interface PushRow {
  /** Unix ms. */
  at: number;
  to: string;
  from: string;
  groupID: string;
  title: string;
  desc: string;
  ext: string;
  signal: SignalingInfo | null;
}

export interface HubStatus {
  version: string;
  pid: number;
  /** What real apps put into `proxyServer`, and backends before /v4/. */
  address: { host: string; port: number } | null;
  /** Unix ms. */
  startedAt: number;
  /** 'memory', or the database's file. */
  store: string;
  doors: string[];
  users: number;
  online: number;
  groups: number;
  live: number;
  verifiesUserSig: boolean;
  strictAccounts: boolean;
}
