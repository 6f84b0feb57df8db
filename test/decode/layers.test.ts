import { deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../long-run.js';
import { decoded, decodedBytes, sendmsg, signalText } from './decoded.js';

const MESSAGE = sendmsg({}, signalText({ data: '{"call":"vidéo 😀"}' }));
const PRETTY = JSON.stringify(JSON.parse(MESSAGE), null, 2);
const escaped = (text: string) => JSON.stringify(text).slice(1, -1);
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

/** The same message, wrapped in the ways it travels. */
const WRAPPED: [name: string, bytes: string | Buffer, path: string][] = [
  ['as it is', MESSAGE, '$'],
  ['over several lines', PRETTY, '$'],
  ['with a byte order mark', `\ufeff${MESSAGE}`, '$'],
  ['UTF-16 LE with a mark', Buffer.from(`\ufeff${MESSAGE}`, 'utf16le'), '$'],
  ['UTF-16 LE without', Buffer.from(MESSAGE, 'utf16le'), '$'],
  ['UTF-16 BE with a mark', utf16be(`\ufeff${MESSAGE}`), '$'],
  ['gzip', gzipSync(MESSAGE), 'gzip|$'],
  ['zlib', deflateSync(MESSAGE), 'zlib|$'],
  ['gzip of UTF-16', gzipSync(Buffer.from(`\ufeff${PRETTY}`, 'utf16le')), 'gzip|$'],
  ['gzip twice', gzipSync(gzipSync(MESSAGE)), 'gzip|gzip|$'],
  ['as a JSON text', JSON.stringify(MESSAGE), 'escaped|$'],
  ['escaped once', escaped(MESSAGE), 'escaped|$'],
  ['escaped twice', escaped(escaped(MESSAGE)), 'escaped|escaped|$'],
  ['escaped three times', escaped(escaped(escaped(MESSAGE))), 'escaped|escaped|escaped|$'],
  ['base64', Buffer.from(MESSAGE).toString('base64'), 'base64|$'],
  ['base64 for URLs', Buffer.from(MESSAGE).toString('base64url'), 'base64|$'],
  ['base64 of gzip', gzipSync(MESSAGE).toString('base64'), 'base64|gzip|$'],
  ['base64 of zlib', deflateSync(MESSAGE).toString('base64'), 'base64|zlib|$'],
  [
    'base64 in lines',
    Buffer.from(PRETTY)
      .toString('base64')
      .replace(/(.{76})/g, '$1\n'),
    'base64|$',
  ],
  ['URL-encoded', encodeURIComponent(MESSAGE), 'url|$'],
  ['URL-encoded twice', encodeURIComponent(encodeURIComponent(MESSAGE)), 'url|$'],
  ['a field of a form', `a=1&body=${encodeURIComponent(MESSAGE).replaceAll('%20', '+')}&b=2`, 'url|$'],
  ['HTML', MESSAGE.replaceAll('"', '&quot;'), 'html|$'],
  ['in a line of a log', `2026-11-24 10:00:00.123 [INFO] (42) send ${MESSAGE} cost 3ms`, '$'],
  ['escaped in a line of a log', `I/flutter (123): body="${escaped(MESSAGE)}" ok`, 'escaped|$'],
  ['base64 in a line of a log', `payload=${Buffer.from(MESSAGE).toString('base64')} done`, 'base64|$'],
  ['in a command', `curl -X POST 'https://host/v4/openim/sendmsg?x=1' -d '${MESSAGE}'`, '$'],
  [
    'base64 in a field of JSON',
    JSON.stringify({ msg: Buffer.from(MESSAGE).toString('base64') }),
    '$.msg|base64|$',
  ],
  ['in a sentence in JSON', JSON.stringify({ level: 30, msg: `got ${MESSAGE} from bob` }), '$.msg|$'],
];

describe('a message is found whatever it is wrapped in', () => {
  it.each(WRAPPED)('%s', async (_, wrapped, path) => {
    const lines = await decodedBytes(Buffer.from(wrapped));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      form: 'rest-sendmsg',
      at: { path },
      info: { data: '{"call":"vidéo 😀"}' },
    });
  });

  it.each(WRAPPED)('%s, byte by byte', async (_, wrapped, path) => {
    const lines = await decodedBytes(Buffer.from(wrapped), 1);
    expect(lines.map((line) => line.at.path)).toEqual([path]);
  });
});

/** As xxd, hexdump -C and tcpdump -X write bytes. */
const DUMPS: Record<string, (bytes: Buffer, at: number) => string> = {
  xxd: (bytes, at) =>
    `${at.toString(16).padStart(8, '0')}: ${bytes.toString('hex').replace(/(.{4})/g, '$1 ')}  ${shownBytes(bytes)}`,
  'hexdump -C': (bytes, at) =>
    `${at.toString(16).padStart(8, '0')}  ${bytes.toString('hex').replace(/(..)/g, '$1 ').trim()}  |${shownBytes(bytes)}|`,
  'tcpdump -X': (bytes, at) =>
    `\t0x${at.toString(16).padStart(4, '0')}:  ${bytes.toString('hex').replace(/(.{4})/g, '$1 ')}  ${shownBytes(bytes)}`,
};

function shownBytes(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/[^ -~]/g, '.');
}

describe('a hex dump', () => {
  it.each(Object.entries(DUMPS))('of %s is read, behind the head of the frame it is in', async (_, dump) => {
    const frame = Buffer.concat([Buffer.from([0x81, 0x7e, 0x01, 0xd0]), Buffer.from(MESSAGE)]);
    const lines = [];
    for (let at = 0; at < frame.length; at += 16) lines.push(dump(frame.subarray(at, at + 16), at));
    const text = `12:00:00.000 frame\n${lines.join('\n')}\n\n${sendmsg()}\n`;
    const found = await decodedBytes(Buffer.from(text));
    expect(found.map(({ at, info }) => [at.path, info?.data])).toEqual([
      ['hex|$', '{"call":"vidéo 😀"}'],
      ['$', 'ring'],
    ]);
  });

  it('of something else is none', () => {
    expect(decoded('00000000: 4865 6c6c 6f20 776f 726c 64              Hello world')).toEqual([]);
  });
});

describe('how many layers are followed', () => {
  const LIMIT = 6;
  const repeated = <T>(times: number, wrap: (inner: T) => T, inner: T): T =>
    times === 0 ? inner : repeated(times - 1, wrap, wrap(inner));

  it('six of text in text, and no seventh', () => {
    expect(decoded(repeated(LIMIT, escaped, signalText())).map((line) => line.at.path)).toEqual([
      `${'escaped|'.repeat(LIMIT)}$`,
    ]);
    expect(decoded(repeated(LIMIT + 1, escaped, signalText()))).toEqual([]);
  });

  it('six of a packed file, and no seventh', async () => {
    const packed = (times: number) =>
      repeated<Buffer>(times, (inner) => gzipSync(inner), Buffer.from(MESSAGE));
    expect((await decodedBytes(packed(LIMIT))).map((line) => line.at.path)).toEqual([
      `${'gzip|'.repeat(LIMIT)}$`,
    ]);
    expect(await decodedBytes(packed(LIMIT + 1))).toEqual([]);
  });
});

/** One way of wrapping, over another. */
const COATS: Record<string, (inner: Buffer) => Buffer> = {
  'UTF-16 LE': (inner) => Buffer.from(`\ufeff${inner}`, 'utf16le'),
  'UTF-16 BE': (inner) => utf16be(`\ufeff${inner}`),
  'UTF-8 with a mark': (inner) => Buffer.concat([Buffer.from('\ufeff'), inner]),
  gzip: (inner) => gzipSync(inner),
  zlib: (inner) => deflateSync(inner),
  base64: (inner) => Buffer.from(inner.toString('base64')),
  'URL-encoded': (inner) => Buffer.from(encodeURIComponent(inner.toString())),
  'a JSON text': (inner) => Buffer.from(JSON.stringify(inner.toString())),
};
/** Bytes that are no UTF-8 text can only be packed, or written as base64. */
const TEXT_ONLY = ['UTF-16 LE', 'UTF-16 BE', 'UTF-8 with a mark', 'URL-encoded', 'a JSON text'];
const BYTES = ['UTF-16 LE', 'UTF-16 BE', 'gzip', 'zlib'];

describe('a message in any two wrappings', () => {
  const names = Object.keys(COATS);
  const pairs = names
    .flatMap((inner) => names.map((outer) => [inner, outer] as const))
    .filter(([inner, outer]) => !(BYTES.includes(inner) && TEXT_ONLY.includes(outer)))
    .filter(([inner, outer]) => !(inner === 'UTF-8 with a mark' && outer.startsWith('UTF')));

  it.each(pairs)('%s within %s is found', async (inner, outer) => {
    const lines = await decodedBytes(COATS[outer]!(COATS[inner]!(Buffer.from(MESSAGE))));
    expect(lines.map((line) => line.info?.data)).toEqual(['{"call":"vidéo 😀"}']);
  });
});

describe('a URL in a signal that was URL-encoded', () => {
  it('is left as it was written', () => {
    const data = 'https://a.test/?next=%2Fcall%3Fid%3D1&x=%7B%22a%22%3A1%7D';
    const [line] = decoded(encodeURIComponent(sendmsg({}, signalText({ data }))));
    expect(line!.info!.data).toBe(data);
  });
});

describe('many messages', () => {
  const many = (join: string) =>
    [sendmsg({ MsgSeq: 1 }), sendmsg({ MsgSeq: 2 }), sendmsg({ MsgSeq: 3 })].join(join);
  const seqs = (text: string) => decoded(text).map((line) => line.message!.seq);

  it.each([
    ['JSON lines', many('\n')],
    ['JSON lines with CR LF and empty lines', many('\r\n\r\n')],
    ['objects one after another', many('')],
    ['objects parted by spaces', many('   ')],
    ['an array in one line', `[${many(',')}]`],
    ['an array over lines', `[\n${many(',\n')}\n]`],
    ['lines with commas', many(',\n')],
    [
      'indented objects one after another',
      many('\n')
        .split('\n')
        .map((line) => JSON.stringify(JSON.parse(line), null, 4))
        .join('\n'),
    ],
    ['a log', many('\nsome {words} in [between] here\n')],
  ])('are found in %s', (_, text) => {
    expect(seqs(text)).toEqual([1, 2, 3]);
  });

  it('keep their line and byte', async () => {
    const text = `\n# é\n${sendmsg({ MsgSeq: 1 })}\n  ${sendmsg({ MsgSeq: 2 })}\n`;
    const lines = await decodedBytes(Buffer.from(text));
    expect(lines.map(({ at }) => [at.line, at.byte])).toEqual([
      [3, Buffer.byteLength('\n# é\n')],
      [4, Buffer.byteLength(text.slice(0, text.lastIndexOf('{"From_Account')))],
    ]);
  });

  it('keep their line and byte within a text over several lines', async () => {
    const text = `${JSON.stringify({ MsgList: [{ a: 'é' }, JSON.parse(sendmsg({ MsgSeq: 1 }))], More: JSON.parse(sendmsg({ MsgSeq: 2 })) }, null, 2)}\n`;
    for (const { at, message } of await decodedBytes(Buffer.from(text))) {
      const before = Buffer.from(text).subarray(0, at.byte).toString();
      expect(before.split('\n')).toHaveLength(at.line);
      expect(text.slice(before.length)).toMatch(/^\{\s*"From_Account"/);
      expect(at.path).toBe(message!.seq === 1 ? '$.MsgList[1]' : '$.More');
    }
  });

  it('are found beside a line that was cut off', () => {
    const cut = sendmsg({ MsgSeq: 9 }).slice(0, 60);
    expect(
      seqs(`${sendmsg({ MsgSeq: 1 })}\n${cut}\n${sendmsg({ MsgSeq: 2 })}\n${sendmsg({ MsgSeq: 3 })}`),
    ).toEqual(expect.arrayContaining([1, 2, 3]));
  });

  it('are found beside a log line with a brace that never closes', () => {
    const lines = [sendmsg({ MsgSeq: 1 }), 'call f() {', 'x = [1, 2', sendmsg({ MsgSeq: 2 }), '}'];
    expect(seqs(lines.join('\n'))).toEqual([1, 2]);
  });

  it('are found the same however the bytes are cut', async () => {
    const text = `${many('\n')}\nlog 中文 ${sendmsg({ MsgSeq: 4 })} end\n[\n ${many(',\n ')}\n]\n`;
    const whole = await decodedBytes(Buffer.from(text));
    expect(whole).toHaveLength(7);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 700 }), async (piece) => {
        expect(await decodedBytes(Buffer.from(text), piece)).toEqual(whole);
      }),
      { numRuns: runs(40) },
    );
  });
});

describe('a text too large to be held', () => {
  /** One message per entry, about 500 bytes each. */
  function* answer(count: number, tail: string): Generator<Buffer> {
    yield Buffer.from('{"ActionStatus":"OK","Info":{"a":[1,2]},"GroupId":"g1","RspMsgList":[');
    for (let from = 0; from < count; from += 500) {
      const entries = [];
      for (let n = from; n < Math.min(count, from + 500); n++) {
        entries.push(
          JSON.stringify({
            From_Account: 'alice',
            MsgSeq: n,
            MsgTimeStamp: 5,
            MsgBody: JSON.parse(sendmsg()).MsgBody,
          }),
        );
      }
      yield Buffer.from(`${from === 0 ? '' : ',\n'}${entries.join(',\n')}`);
    }
    yield Buffer.from(`]${tail}`);
  }

  it('is taken entry by entry, each in its place, with the objects around it', async () => {
    const { Decoder } = await import('../../src/decode/decoder.js');
    const count = 40_000;
    let next = 0;
    let wrong = 0;
    const decoder = new Decoder(({ at, form, message }) => {
      const path = `$.RspMsgList[${next}]`;
      if (next < count && (at.path !== path || at.line !== next + 1)) wrong++;
      if (next < count && (form !== 'rest-history' || message!.group !== 'g1' || message!.seq !== next))
        wrong++;
      next++;
    });
    const extra = JSON.stringify({ From_Account: 'zoe', To_Account: 'bob', MsgTime: 5, MsgBody: [] });
    await decoder.stream(
      (async function* () {
        yield* answer(count, `,"Tail":{"last":${extra}}}\n${sendmsg()}\n`);
      })(),
    );
    expect([next, wrong]).toEqual([count + 2, 0]);
  });

  it('is taken entry by entry in one array without lines', async () => {
    const { Decoder } = await import('../../src/decode/decoder.js');
    const entry = sendmsg();
    const paths: string[] = [];
    let bytes: number[] = [];
    const decoder = new Decoder(({ at }) => {
      paths.push(at.path);
      bytes.push(at.byte);
    });
    await decoder.stream(
      (async function* () {
        yield Buffer.from('[');
        for (let n = 0; n < 60; n++) yield Buffer.from(`${n ? ',' : ''}${Array(500).fill(entry).join(',')}`);
        yield Buffer.from(']');
      })(),
    );
    expect(paths).toHaveLength(30_000);
    expect(paths.every((path, at) => path === `$[${at}]`)).toBe(true);
    bytes = bytes.map((byte, at) => byte - at * (entry.length + 1));
    expect(new Set(bytes)).toEqual(new Set([1]));
  });
});

describe('damage', () => {
  it('in a compressed file leaves what came before it', async () => {
    const lines = Array.from({ length: 2000 }, (_, n) => sendmsg({ MsgSeq: n })).join('\n');
    const packed = gzipSync(lines);
    const found = await decodedBytes(packed.subarray(0, packed.length - 200), 1000);
    expect(found.length).toBeGreaterThan(500);
    expect(found[7]!.message!.seq).toBe(7);
  });

  it('in bytes of text leaves the rest', async () => {
    const bytes = Buffer.concat([
      Buffer.from([0xff, 0x80, 0x0a]),
      Buffer.from(sendmsg()),
      Buffer.from([0x0a, 0xc3]),
    ]);
    expect(await decodedBytes(bytes)).toHaveLength(1);
  });

  it('of a bomb is none: what unpacks to very much is left alone', async () => {
    const bomb = gzipSync(Buffer.alloc(80 * 1024 * 1024, 0x20)).toString('base64');
    const lines = decoded(`${JSON.stringify({ msg: bomb })}\n${sendmsg()}`);
    expect(lines).toHaveLength(1);
  });
});
