import { expect, test } from 'vitest';
import { VirtualClock } from '../../src/runtime/virtual-clock.js';
import type { TraceEvent } from '../../src/trace/event.js';
import { Trace } from '../../src/trace/trace.js';
import { message, World } from '../hub/world.js';

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

test('a listener that throws keeps nothing from the others, nor from the emitter; one note says it', () => {
  const trace = new Trace(new VirtualClock());
  const heard: TraceEvent[] = [];
  trace.subscribe(() => {
    throw new Error('a bug in a reporter');
  });
  trace.subscribe((event) => heard.push(event));
  trace.emit('alice', 'phone', { kind: 'note', text: 'a' });
  trace.emit('alice', 'phone', { kind: 'note', text: 'b' });
  expect(heard.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  const texts = heard.map((event) => event.kind === 'note' && event.text);
  expect(texts).toEqual([
    'a',
    'a listener of the trace failed, and is not reported again: Error: a bug in a reporter',
    'b',
  ]);
});

test('a hub goes on under a listener that throws: the message is stored, acknowledged and pushed', async () => {
  const world = new World();
  world.trace.subscribe(() => {
    throw new Error('a bug in a reporter');
  });
  const alice = await world.login('alice');
  const bob = await world.login('bob');
  expect(await alice.code('openim.sendmsg', message('bob', 'hi'))).toBe(0);
  expect(bob.pushed).toHaveLength(1);
  expect(world.events.map(({ kind }) => kind)).toContain('message');
});
