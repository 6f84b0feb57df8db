import type { EventFilter } from '../../gateway/control/events.js';
import type {
  InvitationRow,
  MethodName,
  MethodParams,
  MethodResult,
} from '../../gateway/control/protocol.js';
import type { TraceEvent } from '../../trace/event.js';

/** What comes along with an answer. */
export interface AnswerListener {
  event?(event: TraceEvent): void;
  note?(text: string): void;
}

export interface StreamListener {
  event(event: TraceEvent): void;
  invitation?(invitation: InvitationRow, over: boolean): void;
}

/** A stream of events. */
export interface EventStream {
  /** Resolves once nothing that happens is missed any more, or there is no stream after all. */
  readonly opened: Promise<void>;
  /** Resolves when it has ended: the invitation is over, or {@link stop} was called. @throws SigError 9508 when the hub is gone */
  readonly done: Promise<void>;
  stop(): void;
}

/** A way to a hub's control endpoint, or to a hub in this process. */
export interface HubClient {
  /** @throws SigError with the hub's code; 9508 when the hub can't be reached */
  call<Name extends MethodName>(
    method: Name,
    params: MethodParams<Name>,
    listener?: AnswerListener,
  ): Promise<MethodResult<Name>>;
  events(filter: EventFilter, listener: StreamListener): EventStream;
  /** Lets the process end. */
  close(): Promise<void>;
}
