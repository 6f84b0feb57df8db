import type { z } from 'zod';
import type { TraceEvent } from '../../trace/event.js';
import type { controlMethods } from './methods/index.js';
import type { ControlError, InvitationRow } from './schemas.js';

export type {
  ControlError,
  DeviceRow,
  GroupRow,
  HistoryRow,
  HubStatus,
  InvitationRow,
  PushRow,
  SignalRow,
  UserRow,
} from './schemas.js';

/** Types only: what the control endpoint and its clients say to each other. */

type ControlMethods = typeof controlMethods;

export type MethodName = keyof ControlMethods;
/** What a client passes to a method. */
export type MethodParams<Name extends MethodName> = z.input<ControlMethods[Name]['params']>;
/** What the method answers. */
export type MethodResult<Name extends MethodName> = z.output<ControlMethods[Name]['result']>;

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
