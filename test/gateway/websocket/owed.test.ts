import { expect, test } from 'vitest';
import { Ledger } from '../../../src/gateway/websocket/ledger.js';
import { ACK_WAIT_MS, MAX_BYTES_IN_ALL, MAX_DELIVERIES, Owed } from '../../../src/gateway/websocket/owed.js';

const frame = (text: string) => Buffer.from(text);
const texts = (frames: Buffer[]) => frames.map(String);

test('what was acknowledged is owed no more; the rest comes again once it has waited', () => {
  const owed = new Owed();
  owed.add('1', frame('one'), 0);
  owed.add('2', frame('two'), 1000);
  owed.add('3', frame('three'), 2000);
  owed.acknowledge('2');
  owed.acknowledge('no such');
  expect(texts(owed.again(ACK_WAIT_MS, false))).toEqual(['one']);
  expect(texts(owed.again(ACK_WAIT_MS + 2000, false))).toEqual(['three']);
  expect(owed.size).toBe(2);
});

test('a new line gets all of it at once, in order', () => {
  const owed = new Owed();
  owed.add('1', frame('one'), 0);
  owed.add('2', frame('two'), 0);
  expect(texts(owed.again(1, true))).toEqual(['one', 'two']);
});

test('what is never acknowledged is given up', () => {
  const owed = new Owed();
  owed.add('1', frame('one'), 0);
  let times = 1;
  for (let now = ACK_WAIT_MS; owed.size > 0; now += ACK_WAIT_MS) times += owed.again(now, false).length;
  expect(times).toBe(MAX_DELIVERIES);
});

test('a reader that never acknowledges costs bounded memory: the oldest makes room', () => {
  const owed = new Owed();
  for (let index = 0; index < 1000; index++) owed.add(String(index), frame('small'), 0);
  expect(owed.size).toBe(200);
  for (let index = 0; index < 100; index++) owed.add(`big ${index}`, Buffer.alloc(12 * 1024), 0);
  expect(owed.size).toBeLessThanOrEqual(21);
  expect(owed.again(0, true).at(-1)).toHaveLength(12 * 1024);
});

test('thousands of readers that never acknowledge cost bounded memory together', () => {
  const ledger = new Ledger();
  const lines = Array.from({ length: 400 }, () => ({}));
  const big = Buffer.alloc(100 * 1024);
  for (const [index, line] of lines.entries()) {
    const owed = ledger.open(`a2 ${index}`, line);
    for (let push = 0; push < 10; push++) owed.add(`${push}`, big, 0);
    expect(ledger.bytes).toBeLessThanOrEqual(MAX_BYTES_IN_ALL);
  }
  expect(ledger.bytes).toBeGreaterThan(MAX_BYTES_IN_ALL / 2);

  // What is over, or was not come back for, makes room for the others.
  for (const [index, line] of lines.entries()) {
    if (index % 2 === 0) ledger.close(`a2 ${index}`, line);
    else ledger.leave(`a2 ${index}`, line, 0);
  }
  ledger.sweep(61_000);
  expect(ledger.bytes).toBe(0);
});
