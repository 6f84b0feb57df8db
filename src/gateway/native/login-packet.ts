import type { Entropy } from '../../runtime/entropy.js';
import { ByteReader, MalformedFrame, uint16, uint32 } from './byte-reader.js';
import type { KeyAgreement } from './key-agreement.js';
import { teaDecrypt, teaEncrypt } from './tea.js';

/** The packet that carries log-in and its answer: the one place where the two sides agree on a key. */

const START = 0x02;
const END = 0x03;
const INNER_START = 0x28;
const INNER_END = 0x29;
/** Constants and 16 random bytes before the public key's length. */
const KEY_LENGTH_AT = 52;
/** Time and constants before the inner packet. */
const PLAIN_HEAD = 18;
/** `{2: 2571, 3: 2}`: the head of the inner packet, as the SDK sends and takes it. */
const INNER_HEAD = Buffer.from('108b141802', 'hex');

export interface LoginPacket {
  /** A LoginRequest. */
  body: Buffer;
  /** What the answer is encrypted with. */
  commonKey: Buffer;
  /** What the answer repeats of the request. */
  repeated: Buffer;
}

/**
 * Reads `02 | u16 length | ... | 0101 | 16 random bytes | 0102 | u16 25 | compressed public key | TEA | 03`, and in the
 * encrypted part `18 bytes | 28 | u32 head length | u32 body length | head | body | 29`.
 * @throws MalformedFrame
 */
export function readLoginPacket(packet: Buffer, keys: KeyAgreement): LoginPacket {
  if (packet[0] !== START || packet.at(-1) !== END) throw new MalformedFrame('no log-in packet');
  const reader = new ByteReader(packet.subarray(0, -1));
  reader.take(KEY_LENGTH_AT);
  const commonKey = keys.commonKey(reader.take(reader.uint16()));
  if (!commonKey) throw new MalformedFrame('the public key is no point of the curve');
  const plain = teaDecrypt(commonKey, reader.rest());
  if (!plain) throw new MalformedFrame("the log-in is encrypted for another key than this hub's");
  const body = readInner(plain.subarray(PLAIN_HEAD));
  return { body, commonKey, repeated: packet.subarray(3, 20) };
}

function readInner(packet: Buffer): Buffer {
  const reader = new ByteReader(packet);
  if (reader.uint8() !== INNER_START) throw new MalformedFrame('no packet in the log-in');
  const headLength = reader.uint32();
  const bodyLength = reader.uint32();
  reader.take(headLength);
  return reader.take(bodyLength);
}

/** Writes `02 | u16 length | 17 repeated bytes | TEA | 03`; encrypted is `u16 0 | u16 data length | 0 | inner packet`. */
export function writeLoginPacket(request: LoginPacket, body: Uint8Array, entropy: Entropy): Buffer {
  const inner = Buffer.concat([
    Buffer.from([INNER_START]),
    uint32(INNER_HEAD.length),
    uint32(body.length),
    INNER_HEAD,
    body,
    Buffer.from([INNER_END]),
  ]);
  const plain = Buffer.concat([uint16(0), uint16(inner.length), Buffer.from([0]), inner]);
  const cipher = teaEncrypt(request.commonKey, plain, entropy);
  const length = uint16(1 + 2 + request.repeated.length + cipher.length + 1);
  return Buffer.concat([Buffer.from([START]), length, request.repeated, cipher, Buffer.from([END])]);
}
