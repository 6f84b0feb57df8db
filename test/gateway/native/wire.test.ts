import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MalformedFrame } from '../../../src/gateway/native/byte-reader.js';
import { readEnvelope, writeEnvelope } from '../../../src/gateway/native/envelope.js';
import { isHello, readRequestFrame } from '../../../src/gateway/native/frame.js';
import { FrameSplitter } from '../../../src/gateway/native/frame-splitter.js';
import { KeyAgreement } from '../../../src/gateway/native/key-agreement.js';
import { readLoginPacket, writeLoginPacket } from '../../../src/gateway/native/login-packet.js';
import { LoginRequest } from '../../../src/gateway/native/proto/generated/login.js';
import { readable, readableFields } from '../../../src/gateway/native/readable.js';
import { teaDecrypt, teaEncrypt, ZERO_KEY } from '../../../src/gateway/native/tea.js';
import { seededEntropy } from '../../../src/runtime/entropy.js';
import { HELLO_8, LOGIN_6, LOGIN_8 } from './recorded.js';

const entropy = seededEntropy(1);
const keys = new KeyAgreement();

describe.each([
  ['8.0.5903', 7000, LOGIN_8],
  ['6.1.2155', 6000, LOGIN_6],
])('the log-in that SDK %s sent', (sdkVersion, version, recorded) => {
  test('is read layer by layer', () => {
    const frame = readRequestFrame(recorded);
    expect(frame).toMatchObject({ version, encryption: 2, d2: '', sdkVersion });
    const envelope = readEnvelope(teaDecrypt(ZERO_KEY, frame.envelope)!);
    expect(envelope).toMatchObject({ command: 'wtlogin64.trans_emp_reg_online', a2: '' });
    const packet = readLoginPacket(envelope.body, keys);
    expect(LoginRequest.decode(packet.body)).toMatchObject({
      account: { sdkAppId: 1400000001, userId: 'alice', userSig: 'any' },
      device: { online: 1, platform: 11, deviceId: envelope.deviceID, sdkVersion },
    });
  });

  test('ends nowhere else than where it ends', () => {
    for (let length = 0; length < recorded.length; length++) {
      expect(() => {
        const frame = readRequestFrame(recorded.subarray(0, length));
        const plain = teaDecrypt(ZERO_KEY, frame.envelope);
        if (!plain) throw new MalformedFrame('not decrypted');
        readLoginPacket(readEnvelope(plain).body, keys);
      }, `${length} bytes`).toThrow(MalformedFrame);
    }
  });
});

test('the hello of SDK 8.0 is known, and nothing else is one', () => {
  expect(isHello(HELLO_8)).toBe(true);
  expect(isHello(LOGIN_8)).toBe(false);
  expect(isHello(Buffer.alloc(5))).toBe(false);
});

test('the development key is the one that apps have built in', () => {
  expect(keys.publicKey).toBe(
    '040f0080a72fc727e016b2baa75a6c6f081e9d518576dcac76b203425984cb7387f7f53c26cc6d93261d61bf452a29a3d5',
  );
});

test.each(['', 'ff'.repeat(24), '00'.repeat(24), 'zz'.repeat(24)])('%j is no private key', (text) => {
  expect(() => new KeyAgreement(text)).toThrow('no private key');
});

test('a point that is not on the curve gives no common key', () => {
  expect(keys.commonKey(Buffer.alloc(25, 9))).toBeUndefined();
  expect(keys.commonKey(Buffer.alloc(0))).toBeUndefined();
});

describe('TEA', () => {
  const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array));
  const key = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((array) => Buffer.from(array));

  test('what was encrypted is decrypted with its key', () => {
    fc.assert(
      fc.property(key, bytes, (key, data) => {
        expect(teaDecrypt(key, teaEncrypt(key, data, entropy))).toEqual(data);
      }),
    );
  });

  test('what is no cipher text is refused or decrypted to no more than it is long', () => {
    fc.assert(
      fc.property(key, bytes, (key, cipher) => {
        expect(teaDecrypt(key, cipher)?.length ?? 0).toBeLessThanOrEqual(cipher.length);
      }),
    );
    expect(teaDecrypt(ZERO_KEY, Buffer.alloc(0))).toBeUndefined();
    expect(teaDecrypt(ZERO_KEY, Buffer.alloc(24))).toBeUndefined();
  });
});

test('an answer to a log-in repeats bytes 3 to 19 and is encrypted with the common key', () => {
  const envelope = readEnvelope(teaDecrypt(ZERO_KEY, readRequestFrame(LOGIN_8).envelope)!);
  const request = readLoginPacket(envelope.body, keys);
  const packet = writeLoginPacket(request, Buffer.from('ticket'), entropy);
  expect(packet.subarray(3, 20)).toEqual(envelope.body.subarray(3, 20));
  expect(packet.readUInt16BE(1)).toBe(packet.length);
  const plain = teaDecrypt(request.commonKey, packet.subarray(20, -1))!;
  expect(plain.readUInt16BE(2)).toBe(plain.length - 5);
  expect(plain.includes('ticket')).toBe(true);
});

test('an answer says its length where the SDK looks for it', () => {
  const envelope = writeEnvelope({ sequence: 7, command: 'a.b', body: Buffer.from('body') });
  const headLength = envelope.readUInt32BE();
  expect(envelope.readUInt32BE(headLength)).toBe(8);
  expect(envelope.subarray(headLength + 4).toString()).toBe('body');
});

test('a stream is cut into its frames, however it comes in', () => {
  const stream = Buffer.concat([HELLO_8, LOGIN_8, HELLO_8, LOGIN_6]);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1 }), (sizes) => {
      const splitter = new FrameSplitter(4096);
      const frames: Buffer[] = [];
      for (let at = 0, turn = 0; at < stream.length; turn++) {
        const size = sizes[turn % sizes.length]!;
        frames.push(...splitter.add(stream.subarray(at, at + size)));
        at += size;
      }
      expect(frames).toEqual([HELLO_8, LOGIN_8, HELLO_8, LOGIN_6]);
    }),
  );
});

test.each([0, 9, 4097, 0xffffffff])('a frame that says it has %d bytes ends its stream', (length) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  expect(() => new FrameSplitter(4096).add(bytes)).toThrow(MalformedFrame);
});

test('a message of unknown form is shown by its field numbers', () => {
  const body = LoginRequest.encode({
    account: { sdkAppId: 5, userId: 'alice' },
    device: { online: 1, deviceId: 'x' },
  }).finish();
  expect(readableFields(body)).toEqual({ 1: { 1: '5', 3: 'alice' }, 2: { 1: '1', 7: 'x' } });
  expect(readableFields(Buffer.from('ffffff', 'hex'))).toBeUndefined();
});

test('bytes are shown as text where they are text, and control characters never', () => {
  expect(readable({ a: Buffer.from('plain'), b: Buffer.from('\u001b[31m'), c: 0, d: [] })).toEqual({
    a: 'plain',
    b: '1b5b33316d',
  });
});
