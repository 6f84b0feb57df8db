import { expect, test } from 'vitest';
import {
  ACK_WAIT_MS,
  MAX_BYTES_IN_ALL,
  MAX_DELIVERIES,
  RedeliveryQueue,
} from '../../../src/gateway/websocket/redelivery-queue.js';
import { RedeliveryQueues } from '../../../src/gateway/websocket/redelivery-queues.js';

const frame = (text: string) => Buffer.from(text);
const texts = (frames: Buffer[]) => frames.map(String);

test('what was acknowledged is not sent again; the rest is once it has waited', () => {
  const queue = new RedeliveryQueue();
  queue.add('1', frame('one'), 0);
  queue.add('2', frame('two'), 1000);
  queue.add('3', frame('three'), 2000);
  queue.acknowledge('2');
  queue.acknowledge('no such');
  expect(texts(queue.due(ACK_WAIT_MS, false))).toEqual(['one']);
  expect(texts(queue.due(ACK_WAIT_MS + 2000, false))).toEqual(['three']);
  expect(queue.size).toBe(2);
});

test('a new connection gets all of it at once, in order', () => {
  const queue = new RedeliveryQueue();
  queue.add('1', frame('one'), 0);
  queue.add('2', frame('two'), 0);
  expect(texts(queue.due(1, true))).toEqual(['one', 'two']);
});

test('what is never acknowledged is given up', () => {
  const queue = new RedeliveryQueue();
  queue.add('1', frame('one'), 0);
  let times = 1;
  for (let now = ACK_WAIT_MS; queue.size > 0; now += ACK_WAIT_MS) times += queue.due(now, false).length;
  expect(times).toBe(MAX_DELIVERIES);
});

test('a reader that never acknowledges costs bounded memory: the oldest makes room', () => {
  const queue = new RedeliveryQueue();
  for (let index = 0; index < 1000; index++) queue.add(String(index), frame('small'), 0);
  expect(queue.size).toBe(200);
  for (let index = 0; index < 100; index++) queue.add(`big ${index}`, Buffer.alloc(12 * 1024), 0);
  expect(queue.size).toBeLessThanOrEqual(21);
  expect(queue.due(0, true).at(-1)).toHaveLength(12 * 1024);
});

test('thousands of readers that never acknowledge cost bounded memory together', () => {
  const queues = new RedeliveryQueues();
  const connections = Array.from({ length: 400 }, () => ({}));
  const big = Buffer.alloc(100 * 1024);
  for (const [index, connection] of connections.entries()) {
    const queue = queues.open(`a2 ${index}`, connection);
    for (let push = 0; push < 10; push++) queue.add(`${push}`, big, 0);
    expect(queues.bytes).toBeLessThanOrEqual(MAX_BYTES_IN_ALL);
  }
  expect(queues.bytes).toBeGreaterThan(MAX_BYTES_IN_ALL / 2);

  // What is over, or was not come back for, makes room for the others.
  for (const [index, connection] of connections.entries()) {
    if (index % 2 === 0) queues.close(`a2 ${index}`, connection);
    else queues.leave(`a2 ${index}`, connection, 0);
  }
  queues.sweep(61_000);
  expect(queues.bytes).toBe(0);
});

test('a dead connection that closes late takes nothing from the one that replaced it', () => {
  const queues = new RedeliveryQueues();
  const [dead, live] = [{}, {}];
  queues.open('a2', dead).add('1', frame('one'), 0);
  queues.open('a2', live);
  queues.leave('a2', dead, 1000);
  queues.sweep(100_000);
  expect(texts(queues.open('a2', live).due(100_000, true))).toEqual(['one']);

  // Nor does the end of the log-in on it, nor its close once the queue is empty.
  queues.close('a2', dead);
  const queue = queues.open('a2', live);
  expect(queue.size).toBe(1);
  queue.acknowledge('1');
  queues.leave('a2', dead, 100_000);
  queue.add('2', frame('two'), 100_000);
  expect(texts(queues.open('a2', {}).due(100_001, true))).toEqual(['two']);
});
