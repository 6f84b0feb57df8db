import { expect, test } from 'vitest';
import type { ControlLine } from '../../../src/gateway/control/protocol.js';
import { readControlLines } from '../../../src/gateway/control/read-lines.js';

async function* chunks(...texts: string[]): AsyncGenerator<string> {
  yield* texts;
}

async function read(...texts: string[]): Promise<ControlLine[]> {
  const lines: ControlLine[] = [];
  await readControlLines(chunks(...texts), (line) => lines.push(line));
  return lines;
}

test('lines are put together from chunks, wherever these end', async () => {
  const a = { type: 'note', text: 'a' };
  const b = { type: 'result', value: [1, 2] };
  const text = `${JSON.stringify(a)}\n\n${JSON.stringify(b)}\n`;
  expect(await read(text)).toEqual([a, b]);
  expect(await read(...text)).toEqual([a, b]);
  expect(await read(`${text}{"cut":`)).toEqual([a, b]);
});

test('each chunk of a long line is looked at once', async () => {
  let looks = 0;
  class Chunk extends String {
    override split = ((separator: string) => {
      looks++;
      return String(this).split(separator);
    }) as string['split'];
  }
  const pieces = ['{"type":"result","value":"', ...Array(5000).fill('x'.repeat(100)), '"}\n'];
  const lines = await read(...(pieces.map((piece) => new Chunk(piece)) as unknown as string[]));
  expect(lines).toHaveLength(1);
  expect(looks).toBe(pieces.length);
});
