/**
 * A sequence diagram before it is drawn: who takes part, and what happened in order of time. The renderers beside this
 * file (text, Mermaid, SVG) draw it; whoever has something to show (a trace, a log of messages) makes one.
 */
export interface Sequence {
  title?: string;
  /** From left to right. */
  participants: SequenceParticipant[];
  steps: SequenceStep[];
}

export interface SequenceParticipant {
  id: string;
  /** What is written above its line; its id if left out. */
  label?: string;
}

/** What colours a step; the renderers have one look for each. */
export type Tone = 'invite' | 'cancel' | 'accept' | 'reject' | 'timeout' | 'modify' | 'plain' | 'bad';

export type SequenceStep = MessageStep | NoteStep;

interface StepBase {
  /** Milliseconds since the diagram's beginning; left out where no time is known. */
  at?: number;
  label: string;
  /** Shown where there is room for it: a tooltip, an expandable part. */
  detail?: string;
  tone?: Tone;
}

/** Something sent from one participant to another; both the same: something it did to itself. */
export interface MessageStep extends StepBase {
  kind: 'message';
  from: string;
  to: string;
  /** Lost on the way: drawn with a cross in place of the arrow's head. */
  lost?: boolean;
}

/** A remark on one participant, or across several. */
export interface NoteStep extends StepBase {
  kind: 'note';
  over: string[];
}

/** The position of each participant by id. A step that names none of them is drawn nowhere. */
export function positions(sequence: Sequence): Map<string, number> {
  return new Map(sequence.participants.map(({ id }, index) => [id, index]));
}

/** `0 ms`, `1.2 s`, `3:05`, `2:03:04`: the time of a step as a person reads it. */
export function timeLabel(ms: number): string {
  const sign = ms < 0 ? '-' : '';
  const size = Math.abs(ms);
  if (size < 1000) return `${sign}${Math.round(size)} ms`;
  if (size < 60_000) return `${sign}${(Math.floor(size / 10) / 100).toString()} s`;
  const seconds = Math.floor(size / 1000);
  const pad = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0
    ? `${sign}${hours}:${pad(minutes)}:${pad(seconds % 60)}`
    : `${sign}${minutes}:${pad(seconds % 60)}`;
}
