import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { deflateSync, gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { describe, expect, it } from 'vitest';
import { decode as decodeAnywhere } from '../../src/decode/browser.js';
import { type DecodedLine, type DecodeStream, decode } from '../../src/decode/index.js';
import { decoded, sendmsg, signalText } from './decoded.js';

const LINES = Array.from({ length: 50 }, (_, n) => sendmsg({ MsgSeq: n, Topic: 'é😀' })).join('\n');

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function seqs(lines: AsyncIterable<DecodedLine>): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const { message } of lines) found.push(message?.seq);
  return found;
}

describe.each([
  ['siglab/decode in Node', decode],
  ['siglab/decode anywhere', decodeAnywhere],
])('%s', (_, decode) => {
  it('decodes a string as the command line does', () => {
    const { messages, counts } = decode(LINES);
    expect(messages).toEqual(decoded(LINES));
    expect(counts).toMatchObject({ messages: 50, exceeded: false });
    expect(decode('hello').counts.unread).toMatchObject([{ line: 1, text: 'hello' }]);
  });

  it.each<[string, () => DecodeStream]>([
    ['texts', () => ReadableStream.from([LINES.slice(0, 70), LINES.slice(70)])],
    ['bytes', () => pieces(Buffer.from(LINES), 37)],
    ['bytes of UTF-16', () => pieces(Buffer.from(`\ufeff${LINES}`, 'utf16le'), 41)],
    ['gzip', () => pieces(gzipSync(LINES), 100)],
    ['zlib of gzip', () => pieces(deflateSync(gzipSync(LINES)), 100)],
    ['a ReadableStream of bytes', () => new Blob([LINES]).stream()],
  ])('decodes a stream of %s', async (_, stream) => {
    expect(await seqs(decode(stream()))).toEqual(Array.from({ length: 50 }, (_, n) => n));
  });

  it('takes schemas of its own', () => {
    const gift = { name: 'gift', title: 'a gift', match: [{ kind: 'rose' }], fields: {}, summary: [] };
    expect(decode('{"kind":"rose"}', { schemas: [gift] }).messages).toMatchObject([
      { form: 'payload', business: { name: 'gift' } },
    ]);
  });

  it('reads base64 in a text', () => {
    expect(decode(`x=${Buffer.from(sendmsg()).toString('base64')}`).messages).toHaveLength(1);
  });
});

describe('siglab/decode in a page', () => {
  it('needs nothing that a browser has not', async () => {
    const bundle = await rolldown({
      input: fileURLToPath(new URL('../../dist/decode/browser.js', import.meta.url)),
      platform: 'browser',
    });
    const { output } = await bundle.generate({ format: 'iife', name: 'siglab' });
    await bundle.close();
    const page = createContext({ TextDecoder, atob, ReadableStream, DecompressionStream });
    const found = runInContext(
      `${output[0].code}; JSON.stringify(siglab.decode(text).messages)`,
      Object.assign(page, { text: LINES }),
    );
    expect(JSON.parse(found)).toEqual(JSON.parse(JSON.stringify(decoded(LINES))));
    const many = [
      signalText(),
      Buffer.from(signalText()).toString('base64'),
      `{inviteID=1, inviter=a, actionType=1}`,
    ];
    Object.assign(page, { text: many.join('\n') });
    expect(runInContext('siglab.decode(text).messages.length', page)).toBe(3);
  });
});
