import { expect, test } from 'vitest';
import { VirtualClock } from '../../src/runtime/virtual-clock.js';
import type { TraceEvent } from '../../src/trace/event.js';
import { Trace } from '../../src/trace/trace.js';

const frame = { kind: 'frame', direction: 'up', command: 'x.y', body: {}, fate: 'delivered' } as const;

test('events are numbered, and told to whoever listens at the time', () => {
  const trace = new Trace(new VirtualClock(5000));
  const heard: TraceEvent[] = [];
  trace.emit('alice', 'phone', { kind: 'note', text: 'nobody listens' });
  const leave = trace.subscribe((event) => heard.push(event));
  trace.emit('alice', 'phone', { kind: 'note', text: 'a' });
  trace.emit('', '', { kind: 'note', text: 'b' });
  leave();
  trace.emit('', '', { kind: 'note', text: 'c' });
  expect(heard).toEqual([
    { v: 1, seq: 1, at: 5000, user: 'alice', device: 'phone', kind: 'note', text: 'a' },
    { v: 1, seq: 2, at: 5000, user: '', device: '', kind: 'note', text: 'b' },
  ]);
  expect(trace.heard).toBe(false);
});

test('frames are told only to those who asked for them', () => {
  const trace = new Trace(new VirtualClock());
  const plain: string[] = [];
  const all: string[] = [];
  trace.subscribe((event) => plain.push(event.kind));
  expect([trace.heard, trace.framesHeard]).toEqual([true, false]);
  const leave = trace.subscribe((event) => all.push(event.kind), { frames: true });
  expect(trace.framesHeard).toBe(true);
  trace.emit('alice', 'phone', frame);
  trace.emit('alice', 'phone', { kind: 'note', text: 'n' });
  leave();
  expect(trace.framesHeard).toBe(false);
  expect([plain, all]).toEqual([['note'], ['frame', 'note']]);
});
