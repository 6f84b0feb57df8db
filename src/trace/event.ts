import type { WireMessage } from '../im/wire.js';
import type { Cause } from '../runtime/cause.js';

/** Version of the trace format; it grows when a field changes its meaning. */
export const TRACE_VERSION = 1;

/** An error as the trace holds it. */
export interface TraceError {
  code: number;
  name: string;
  message: string;
}

/** What every event carries. */
interface Base {
  v: typeof TRACE_VERSION;
  /** 1, 2, 3 ... within one trace. */
  seq: number;
  /** Unix ms, by the hub's clock. */
  at: number;
  /** Whom it happened to; '' for the hub itself. */
  user: string;
  /** Which of the user's devices; '' where it is no device's. */
  device: string;
  /** Number of the control call that caused it, where one did: 1, 2, 3 ... within one hub process. */
  cause?: Cause;
}

/** What can happen. */
export type TracePayload =
  /** A device's app called a method. */
  | { kind: 'call'; method: string; args: Record<string, unknown>; inviteID?: string }
  /** The call's promise settled. */
  | { kind: 'result'; method: string; ok: boolean; inviteID?: string; error?: TraceError; value?: unknown }
  /** A listener was told; `name` is the listener's method. */
  | { kind: 'event'; name: string; args: Record<string, unknown>; inviteID?: string }
  /** The hub took a message (`stored` false: for online users only). */
  | { kind: 'message'; message: WireMessage; stored: boolean }
  /** A stored message was modified or recalled. */
  | { kind: 'modified'; message: WireMessage; recalled: boolean }
  /** A frame went between a device and the hub. */
  | {
      kind: 'frame';
      direction: 'up' | 'down';
      command: string;
      body: unknown;
      fate: 'delivered' | 'lost' | 'delayed' | 'duplicated';
    }
  /** What an offline user's phone would have shown. */
  | {
      kind: 'push';
      title: string;
      desc: string;
      ext: string;
      from: string;
      groupID: string;
      inviteID?: string;
    }
  | { kind: 'login'; platform: string; dialect?: string }
  | { kind: 'logout'; reason: string }
  /** A webhook was posted. */
  | { kind: 'webhook'; command: string; body: unknown; status: number; answer: unknown }
  /** A fault was switched on or off by a scenario. */
  | { kind: 'fault'; name: string; args: Record<string, unknown> }
  /** A scenario's expectation was judged. */
  | { kind: 'assertion'; ok: boolean; text: string; line?: number }
  /** Something worth a line in the log. */
  | { kind: 'note'; text: string };

export type TraceEvent = Base & TracePayload;
