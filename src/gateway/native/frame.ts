import { ByteReader, counted, MalformedFrame } from './byte-reader.js';

/** How a frame's inner part is encrypted. */
export const ENCRYPTION = { none: 0, d2Key: 1, zeroKey: 2 } as const;

/** SDK 7 and 8 say 7000; SDK 6 says 6000, and has two fields less. */
const VERSION_7 = 7000;
const VERSION_6 = 6000;

export interface NativeRequestFrame {
  version: number;
  encryption: number;
  /** In clear: tells whose key the envelope is encrypted with. */
  d2: string;
  sdkVersion: string;
  /** Encrypted; see envelope.ts. */
  envelope: Buffer;
}

/**
 * Reads `u32 length | u32 version | u8 encryption | lv D2 | u8 | lv TinyId | lv | u32 | lv SDK version | 16 bytes |
 * (7000: lv | u8) | envelope`. Numbers are big-endian; lv is a byte string with its length, see ByteReader.counted.
 * @throws MalformedFrame
 */
export function readRequestFrame(frame: Buffer): NativeRequestFrame {
  const reader = new ByteReader(frame);
  reader.uint32();
  const version = reader.uint32();
  if (version !== VERSION_7 && version !== VERSION_6) throw new MalformedFrame(`unknown version ${version}`);
  const encryption = reader.uint8();
  const d2 = reader.counted().toString('latin1');
  reader.uint8();
  reader.counted();
  reader.counted();
  reader.uint32();
  const sdkVersion = reader.counted().toString('latin1');
  reader.take(16);
  if (version === VERSION_7) {
    reader.counted();
    reader.uint8();
  }
  return { version, encryption, d2, sdkVersion, envelope: reader.rest() };
}

const IGNORED = Buffer.alloc(16);

export interface AnswerFrame {
  version: number;
  encryption: number;
  /** By it the SDK finds the key: with another TinyId than its own it can't decrypt. */
  tinyID: string;
  envelope: Buffer;
}

/** Writes `u32 length | u32 version | u8 encryption | u8 | lv TinyId | 16 bytes | envelope`. */
export function writeFrame({ version, encryption, tinyID, envelope }: AnswerFrame): Buffer {
  const account = counted(tinyID);
  const head = Buffer.allocUnsafe(10);
  head.writeUInt32BE(10 + account.length + IGNORED.length + envelope.length, 0);
  head.writeUInt32BE(version, 4);
  head[8] = encryption;
  head[9] = 0;
  return Buffer.concat([head, account, IGNORED, envelope]);
}

/** The SDK's ping is answered with itself. Its form: `u32 length | 01 34 | u32 | u32 sequence | 09 "OS.Hello" | 01 | u32`. */
export function isHello(frame: Buffer): boolean {
  return frame.length >= 6 && frame.length <= 64 && frame[4] === 0x01 && frame[5] === 0x34;
}
