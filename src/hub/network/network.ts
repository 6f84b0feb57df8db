import type { TraceEvent } from '../../trace/event.js';
import type { Trace } from '../../trace/trace.js';

type FrameFate = Extract<TraceEvent, { kind: 'frame' }>['fate'];

/** A frame on its way between a device and the hub. */
export interface Frame {
  user: string;
  device: string;
  direction: 'up' | 'down';
  command: string;
  body: unknown;
  /** The request that this one answers. */
  request?: Frame;
}

/** What lies between a device and the hub: decides when, whether and how often a frame arrives. */
export interface Network {
  /** @param alive whether the line still stands that the frame goes over; without it a frame can't arrive any more */
  carry(frame: Frame, deliver: () => void, alive: () => boolean): void;
}

/** Everything arrives at once. */
export function perfectNetwork(trace: Trace): Network {
  return {
    carry(frame, deliver) {
      noteFrame(trace, frame, 'delivered');
      deliver();
    },
  };
}

/** Tells the trace what became of a frame. */
export function noteFrame(trace: Trace, frame: Frame, fate: FrameFate): void {
  if (!trace.framesHeard) return;
  const { user, device, direction, command, body } = frame;
  trace.emit(user, device, { kind: 'frame', direction, command, body, fate });
}
