import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Decoder } from '../../src/decode/decoder.js';
import { sendmsg, signalText } from './decoded.js';

const MB = 1024 * 1024;

async function read(bytes: Buffer): Promise<{ decoder: Decoder; messages: number }> {
  let messages = 0;
  const decoder = new Decoder(() => messages++);
  await decoder.stream([bytes] as unknown as AsyncIterable<Buffer>);
  return { decoder, messages };
}

/** Packs a text of one character in so many layers, each of which is tiny. */
function bomb(layers: number, size = 200 * MB): Buffer {
  let packed: Buffer = Buffer.alloc(size, 0x20);
  for (let layer = 0; layer < layers; layer++) packed = gzipSync(packed);
  return packed;
}

describe('the work of reading a text', () => {
  it.each([
    ['braces', '{'],
    ['brackets', '['],
    ['both in turn', '{['],
    ['with spaces', '{ [ '],
    ['with quotes', '{"'],
    ['objects in objects', '{"a":'],
    ['escaped quotes', '{\\"'],
    ['open objects in a line', '{"inviteID":1 '],
    ['empty objects', '{}'],
  ])('grows with its length, not with its square: %s', (_, piece) => {
    const work = (length: number) => {
      const decoder = new Decoder(() => {});
      decoder.text(piece.repeat(length / piece.length));
      return decoder.work.looked + decoder.work.spent;
    };
    const [short, long] = [work(50_000), work(200_000)];
    expect(long).toBeLessThan(short * 4 * 1.1 + 1000);
    expect(long).toBeLessThan(200_000 * 40);
  });

  it('finds a signal behind more brackets than anything is nested', () => {
    let messages = 0;
    new Decoder(() => messages++).text(
      `${'{['.repeat(20_000)}\n${signalText()}\n${'['.repeat(5000)} ${sendmsg()}`,
    );
    expect(messages).toBe(2);
  });
});

describe('what unpacks to more', () => {
  it('is read to its end where one layer of a log does', async () => {
    const log = Buffer.from(`${sendmsg()}\n`.repeat(20_000));
    const { decoder, messages } = await read(gzipSync(log));
    expect([messages, decoder.counts.exceeded]).toEqual([20_000, false]);
  });

  it('is left where layer after layer does, and that is said', async () => {
    const packed = bomb(3);
    expect(packed.length).toBeLessThan(3000);
    const { decoder } = await read(packed);
    expect(decoder.counts.exceeded).toBe(true);
  });

  it('counts for all blobs of a text together', async () => {
    const blob = gzipSync(Buffer.alloc(60 * MB, 0x20)).toString('base64');
    const lines = Array.from({ length: 40 }, () => JSON.stringify({ msg: blob }));
    const { decoder, messages } = await read(Buffer.from(`${lines.join('\n')}\n${sendmsg()}`));
    expect(messages).toBe(1);
    expect(decoder.counts.exceeded).toBe(true);
    expect(decoder.work.spent).toBeLessThan(64 * MB + 16 * 40 * (blob.length + 20) + MB);
  });

  it('is no reason to leave what stands beside it', async () => {
    const bytes = deflateSync(`${sendmsg()}\n${'{'.repeat(4 * MB)}\n${sendmsg()}`);
    const { messages, decoder } = await read(bytes);
    expect(messages).toBe(2);
    expect(decoder.work.looked).toBeLessThan(12 * MB);
  });
});
