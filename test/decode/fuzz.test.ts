import { readFileSync } from 'node:fs';
import { deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decoder } from '../../src/decode/decoder.js';
import type { MessageHit } from '../../src/decode/json-walker.js';
import type { DecodedLine } from '../../src/decode/line.js';
import { lineText } from '../../src/decode/line-text.js';
import { seededEntropy } from '../../src/runtime/entropy.js';
import { LONG, runs, SEED } from '../long-run.js';
import { decoded, SIGNAL, sendmsg, signalText } from './decoded.js';
import { nativeMessageOracle, nativeOracle } from './native-oracle.js';

const RUNS = runs(3000, 300_000);
const TIMEOUT = 60_000 + RUNS * 20;
/** No input of these sizes may take more processor time, ms. Far above what any takes, far below a hang. */
const SLOWEST = 3000;

const fixture = (name: string) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8');

/** Payloads in real forms, to be damaged. */
const SEEDS: Buffer[] = [
  ...fixture('web-sdk-frames.ndjson')
    .split('\n')
    .filter((line) => line.includes('inviteID'))
    .slice(0, 20),
  ...JSON.parse(fixture('web-sdk-messages.json')).map((message: unknown) => JSON.stringify(message)),
  ...JSON.parse(fixture('decode-cases.json')).map(({ message }: { message: unknown }) =>
    typeof message === 'string' ? message : JSON.stringify(message),
  ),
  sendmsg(),
  JSON.stringify(JSON.parse(sendmsg()), null, 2),
  JSON.stringify(sendmsg()),
  encodeURIComponent(sendmsg()),
  Buffer.from(sendmsg()).toString('base64'),
  `2026-11-24 10:00:00 recv ${sendmsg()} ok\n${signalText()}`,
  gzipSync(sendmsg()),
  deflateSync(sendmsg()),
  Buffer.from(`\ufeff${sendmsg()}`, 'utf16le'),
].map((each) => Buffer.from(each as string));

const TOKENS = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ',',
  ':',
  '\\',
  '\\"',
  '\\ud83d',
  '\n',
  ' ',
  '1.',
  '+1',
  'NaN',
  'True',
  '/*',
  "'",
  '\u0000',
  '😀',
].map((token) => Buffer.from(token));

/** Flips, cuts, doubles and splices bytes. */
function damaged(random: () => number): Buffer {
  const pick = <T>(list: readonly T[]): T => list[random() % list.length]!;
  let bytes = Buffer.from(pick(SEEDS));
  for (let rounds = 1 + (random() % 4); rounds > 0 && bytes.length > 0; rounds--) {
    const at = random() % bytes.length;
    const length = random() % Math.min(64, bytes.length);
    switch (random() % 7) {
      case 0:
        bytes[at]! ^= 1 << (random() % 8);
        break;
      case 1:
        bytes[at] = random() % 256;
        break;
      case 2:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
        break;
      case 3:
        bytes = Buffer.concat([bytes.subarray(0, at), pick(TOKENS), bytes.subarray(at)]);
        break;
      case 4:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at)]);
        break;
      case 5:
        bytes = bytes.subarray(0, at);
        break;
      default: {
        const other = pick(SEEDS);
        bytes = Buffer.concat([bytes.subarray(0, at), other.subarray(random() % other.length)]);
      }
    }
  }
  return bytes;
}

interface Told {
  line: DecodedLine;
  /** Whether the native SDK would take what it is given: the message in its own form, or a custom element's data. */
  native: boolean;
}

async function messagesIn(bytes: Buffer): Promise<Told[]> {
  const lines: Told[] = [];
  const decoder = new Decoder((line, { walked }) => lines.push({ line, native: takenByOracle(walked) }));
  await decoder.stream([bytes] as unknown as AsyncIterable<Buffer>);
  return lines;
}

function takenByOracle({ found, text }: MessageHit): boolean {
  if (found.form.name === 'c-api' && text !== undefined) return nativeMessageOracle(text);
  const data = found.elements.find((each) => each.custom)?.data;
  return typeof data === 'string' && nativeOracle(data);
}

/** What must hold of whatever the native verdict calls a signal, said again in other words than the reader's. */
function isSound({ verdicts: { native } }: DecodedLine): boolean {
  if (native.signal !== true) return native.info === null && native.why !== '';
  const { inviteID, inviter, inviteeList, actionType, timeout, data, groupID } = native.info;
  return (
    [inviteID, inviter, data, groupID].every((each) => typeof each === 'string') &&
    inviteID !== '' &&
    inviter !== '' &&
    inviteeList.length > 0 &&
    inviteeList.every((each) => typeof each === 'string') &&
    [0, 1, 2, 3, 4, 5].includes(actionType) &&
    Number.isInteger(timeout) &&
    timeout >= 0 &&
    timeout < 2 ** 32
  );
}

function checkLine({ line, native }: Told): void {
  if (!isSound(line)) throw new Error(`not sound: ${JSON.stringify(line)}`);
  if (line.verdicts.native.signal === true && !native) {
    throw new Error(`no signal, but called one: ${JSON.stringify(line)}`);
  }
  const text = lineText(line);
  if (text !== JSON.stringify(line)) throw new Error(`written differently: ${text}`);
}

describe('damaged payloads', () => {
  it(`never crash, hang or make a signal of what is none: ${RUNS} of them`, {
    timeout: TIMEOUT,
  }, async () => {
    const entropy = seededEntropy(SEED);
    const random = () => entropy.uint32();
    let messages = 0;
    let signals = 0;
    let slowest = 0;
    let early = 0;
    for (let run = 0; run < RUNS; run++) {
      const bytes = damaged(random);
      const start = process.cpuUsage();
      const lines = await messagesIn(bytes);
      slowest = Math.max(slowest, process.cpuUsage(start).user / 1000);
      messages += lines.length;
      for (const told of lines) {
        checkLine(told);
        if (told.line.verdicts.native.signal === true) signals++;
      }
      if (run === Math.floor(RUNS / 4)) early = process.memoryUsage().rss;
    }
    const grown = (process.memoryUsage().rss - early) / 1e6;
    if (LONG) {
      console.log(
        `${RUNS} damaged payloads: ${messages} messages, ${signals} native signals, slowest ${slowest.toFixed(0)} ms, ` +
          `${grown.toFixed(0)} MB grown in the last three quarters`,
      );
    }
    expect(slowest).toBeLessThan(SLOWEST);
    expect(grown).toBeLessThan(400);
    expect(signals).toBeGreaterThan(RUNS / 20);
  });
});

describe('any text', () => {
  it('is read to its end', { timeout: TIMEOUT }, async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        '"',
        ',',
        ':',
        '\\',
        '{"',
        '{\\"',
        '\n',
        ' ',
        '%7B',
        '&quot;',
        'eyJ',
        'H4sI',
        'inviteID',
        'actionType',
      ),
      fc.string({ maxLength: 8 }),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (pieces) => {
        for (const told of await messagesIn(Buffer.from(pieces.join('')))) checkLine(told);
      }),
      { numRuns: Math.ceil(RUNS / 4) },
    );
  });

  it.each([
    ['brackets', '['.repeat(300_000)],
    ['braces', '{'.repeat(300_000)],
    ['braces and quotes', '{"'.repeat(150_000)],
    ['nested objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['nested arrays of a signal', `${'['.repeat(50_000)}${signalText()}${']'.repeat(50_000)}`],
    ['nested data', signalText({ data: `${'['.repeat(5000)}${']'.repeat(5000)}` })],
    ['broken objects in one line', '{"inviteID":1 '.repeat(30_000)],
    ['broken objects in many lines', '{"inviteID":1 \n'.repeat(30_000)],
    ['open quotes', `{"inviteID":"${'x'.repeat(200_000)}`],
    ['backslashes', `{"inviteID":"${'\\'.repeat(200_000)}`],
    ['escaped quotes', '{\\"'.repeat(60_000)],
    [
      'escapes of escapes',
      JSON.stringify(JSON.stringify(JSON.stringify(JSON.stringify(JSON.stringify(sendmsg()))))),
    ],
    ['percent signs', '%7B'.repeat(60_000)],
    ['percent signs encoded often', `%${'25'.repeat(60_000)}7B`],
    ['base64 with a percent sign', `${'A'.repeat(300_000)} % ${'eyJ-'.repeat(60_000)}`],
    ['percent signs in base64', 'eyJhIjoxfQ%3D%2B'.repeat(20_000)],
    ['entities', '{&quot;'.repeat(60_000)],
    ['base64 beginnings', 'eyJ'.repeat(60_000)],
    ['base64 words', 'eyJhIjoxfQ== '.repeat(20_000)],
    ['empty objects', '{}'.repeat(60_000)],
    ['a number without end', `{"inviteID":"i","actionType":${'9'.repeat(200_000)}}`],
    ['many keys', `{${Array.from({ length: 30_000 }, (_, n) => `"inviteID${n}":1`).join(',')}}`],
    ['many messages in one object', JSON.stringify(Array(2000).fill(SIGNAL))],
    ['comments', `{${'/* c */'.repeat(30_000)}"inviteID":1}`],
  ])('of %s ends soon', async (_, text) => {
    const start = process.cpuUsage();
    for (const { line } of await messagesIn(Buffer.from(text))) expect(isSound(line)).toBe(true);
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(10_000);
  });
});

describe('a signal with anything in its fields', () => {
  /** The rule of the native SDK, said over values instead of texts. */
  function nativeTakes(fields: Record<string, unknown>): boolean {
    const { inviteID, inviter, inviteeList, actionType } = fields;
    const isText = (value: unknown) => typeof value === 'string' && value !== '';
    return (
      isText(inviteID) &&
      isText(inviter) &&
      Array.isArray(inviteeList) &&
      inviteeList.some((each) => each !== null) &&
      typeof actionType === 'number' &&
      Number.isInteger(actionType) &&
      !Object.is(actionType, -0) &&
      Math.abs(actionType) < 2 ** 31 &&
      actionType !== 0
    );
  }

  const value = fc.oneof(
    fc.constantFrom<unknown>(null, true, false, 0, 1, 5, -1, '', '1', 'alice', [], ['bob'], [null], [1], {}),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.string(),
    fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>,
  );
  const fields = fc.record(
    {
      inviteID: value,
      inviter: value,
      inviteeList: value,
      actionType: value,
      timeout: value,
      data: value,
      groupID: value,
    },
    { requiredKeys: [] },
  );

  it('is taken by the native verdict exactly by the rule', { timeout: TIMEOUT }, () => {
    fc.assert(
      fc.property(fields, fc.boolean(), (given, whole) => {
        const signal = whole ? { ...SIGNAL, ...given } : given;
        const text = JSON.stringify(signal);
        // Lexemes with an exponent or of more than 64 bits, and surrogates, have rules of their own.
        if (/\d[eE.]|\d{10}|\\ud[89ab]/i.test(text)) return;
        const lines = decoded(sendmsg({}, text));
        expect(lines).toHaveLength(1);
        expect(lines[0]!.verdicts.native.signal).toBe(nativeTakes(JSON.parse(text)));
        checkLine({ line: lines[0]!, native: nativeOracle(text) });
      }),
      { numRuns: Math.ceil(RUNS / 2) },
    );
  });
});
