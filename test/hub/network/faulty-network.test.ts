import { expect, test } from 'vitest';
import { FaultyNetwork } from '../../../src/hub/network/faulty-network.js';
import type { Frame } from '../../../src/hub/network/network.js';
import { customElement } from '../../../src/im/elements.js';
import { seededEntropy } from '../../../src/runtime/entropy.js';
import { VirtualClock } from '../../../src/runtime/virtual-clock.js';
import { encodeSignal } from '../../../src/signaling/signal.js';
import type { TraceEvent } from '../../../src/trace/event.js';
import { Trace } from '../../../src/trace/trace.js';

function setUp(seed = 1) {
  const clock = new VirtualClock(0);
  const trace = new Trace(clock);
  const events: TraceEvent[] = [];
  trace.subscribe((event) => events.push(event), { frames: true });
  const network = new FaultyNetwork(clock, seededEntropy(seed), trace);
  const arrived: string[] = [];
  const send = (name: string, frame: Partial<Frame> = {}, alive = () => true) =>
    network.carry(
      { user: 'bob', device: 'phone', direction: 'down', command: 'x', body: {}, ...frame },
      () => arrived.push(`${name}@${clock.now()}`),
      alive,
    );
  return { clock, network, arrived, send, events };
}

function signal(actionType: number): Partial<Frame> {
  const info = {
    inviteID: 'i1',
    groupID: '',
    inviter: 'alice',
    inviteeList: ['bob'],
    data: '',
    actionType,
    timeout: 0,
  };
  return {
    direction: 'up',
    command: 'openim.sendmsg',
    body: { MsgBody: [customElement(encodeSignal(info))] },
  };
}

test('without rules everything arrives at once', () => {
  const { send, arrived, events } = setUp();
  send('a');
  expect(arrived).toEqual(['a@0']);
  expect(events).toEqual([]);
});

test('latency delays frames and keeps their order, even when its bounds would not', async () => {
  const { clock, network, send, arrived, events } = setUp();
  network.add({ filter: {}, faults: { latency: [10, 400] }, remaining: Infinity });
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) send(name);
  expect(arrived).toEqual([]);
  await clock.advance(400);
  expect(arrived.map((each) => each[0]).join('')).toBe('abcdef');
  expect(events.map((event) => event.kind === 'frame' && event.fate)).toEqual(Array(6).fill('delayed'));
});

test('a frame without delay waits behind those still under way', async () => {
  const { clock, network, send, arrived } = setUp();
  network.add({ filter: {}, faults: { latency: [100, 100] }, remaining: 1 });
  send('slow');
  send('quick');
  await clock.advance(100);
  expect(arrived).toEqual(['slow@100', 'quick@100']);
});

test('loss loses about as many as it says, the same ones for the same seed', () => {
  const lost = (seed: number) => {
    const { network, send, arrived } = setUp(seed);
    network.add({ filter: {}, faults: { loss: 0.3 }, remaining: Infinity });
    for (let i = 0; i < 1000; i++) send(String(i));
    return arrived;
  };
  expect(lost(7)).toEqual(lost(7));
  expect(lost(7)).not.toEqual(lost(8));
  expect(lost(7).length).toBeGreaterThan(640);
  expect(lost(7).length).toBeLessThan(760);
});

test('duplication delivers twice, and says so', () => {
  const { network, send, arrived, events } = setUp();
  network.add({ filter: {}, faults: { duplication: 1 }, remaining: 1 });
  send('a');
  send('b');
  expect(arrived).toEqual(['a@0', 'a@0', 'b@0']);
  expect(events).toMatchObject([{ kind: 'frame', fate: 'duplicated', user: 'bob', device: 'phone' }]);
});

test('reordering lets later frames overtake', async () => {
  const { clock, network, send, arrived } = setUp();
  network.add({ filter: {}, faults: { reordering: 1 }, remaining: 1 });
  send('a');
  send('b');
  await clock.advance(1000);
  expect(arrived.map((each) => each[0])).toEqual(['b', 'a']);
});

test('a partition stops one device and no other', () => {
  const { network, send, arrived } = setUp();
  network.add({ filter: { user: 'bob', device: 'pad' }, faults: { partition: true }, remaining: Infinity });
  send('phone');
  send('pad', { device: 'pad' });
  expect(arrived).toEqual(['phone@0']);
  network.clear({ user: 'bob' });
  send('again', { device: 'pad' });
  expect(arrived).toEqual(['phone@0', 'again@0']);
});

test('a rule can pick out one signal', () => {
  const { network, send, arrived } = setUp();
  network.add({ filter: { subject: 'cancel' }, faults: { loss: 1 }, remaining: 1 });
  send('accept', signal(3));
  send('cancel', signal(2));
  send('second cancel', signal(2));
  expect(arrived.map((each) => each.split('@')[0])).toEqual(['accept', 'second cancel']);
});

test('a pushed signal and the answer to a request are known too', () => {
  const { network, send, arrived } = setUp();
  const request = signal(3) as Frame;
  network.add({ filter: { subject: 'accept', answer: true }, faults: { loss: 1 }, remaining: Infinity });
  network.add({ filter: { subject: 'cancel', direction: 'down' }, faults: { loss: 1 }, remaining: Infinity });
  send('request', request);
  send('answer', { command: 'openim.sendmsg', request });
  const { body } = signal(2) as { body: { MsgBody: unknown } };
  const EventArray = [{ Event: 1, C2cMsgArray: [body] }];
  send('push', { command: 'im_open_push.msg_push', body: { EventArray } });
  expect(arrived).toEqual(['request@0']);
});

test('held frames wait, each for its word', () => {
  const { network, send, arrived } = setUp();
  network.hold();
  send('a');
  send('b');
  send('c');
  const [a, b] = network.held;
  expect(a!.id).toBe('bob/phone down 1');
  network.release(b!);
  network.release(a!, 0);
  expect(arrived).toEqual(['b@0']);
  network.unhold();
  send('d');
  expect(arrived).toEqual(['b@0', 'c@0', 'd@0']);
});

test('what was on a line that has broken is not held any more', () => {
  const { network, send } = setUp();
  let open = true;
  network.hold();
  send('a', {}, () => open);
  send('b', { user: 'alice' });
  open = false;
  expect(network.held.map(({ frame }) => frame.user)).toEqual(['alice']);
});

test('what the rules lose or double is lost or double while frames are held too', () => {
  const { network, send, arrived } = setUp();
  network.hold();
  network.add({ filter: {}, faults: { loss: 1 }, remaining: 1 });
  send('a');
  network.add({ filter: {}, faults: { duplication: 1, latency: [50, 50] }, remaining: 1 });
  send('b');
  send('c');
  expect(network.held.map(({ id }) => id)).toEqual([
    'bob/phone down 2',
    'bob/phone down 2 again',
    'bob/phone down 3',
  ]);
  network.unhold();
  expect(arrived).toEqual(['b@0', 'b@0', 'c@0']);
});
