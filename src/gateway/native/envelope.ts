import { ByteReader, counted, uint32 } from './byte-reader.js';

/** What a frame carries once decrypted: a command and its body. */
export interface RequestEnvelope {
  sequence: number;
  a2: string;
  command: string;
  deviceID: string;
  body: Buffer;
}

/**
 * Reads `u32 head length | u32 sequence | u32 app id | 16 bytes | lv A2 | lv command | lv | lv device id | ...`, and from the
 * head's end on `lv body`.
 * @throws MalformedFrame
 */
export function readEnvelope(plain: Buffer): RequestEnvelope {
  const whole = new ByteReader(plain);
  const head = new ByteReader(whole.take(new ByteReader(plain).uint32()));
  head.uint32();
  const sequence = head.uint32();
  head.uint32();
  head.take(16);
  const a2 = head.counted().toString('latin1');
  const command = head.counted().toString('latin1');
  head.counted();
  const deviceID = head.counted().toString('latin1');
  return { sequence, a2, command, deviceID, body: whole.counted() };
}

export interface AnswerEnvelope {
  /** The request's; of a push, the hub's own. */
  sequence: number;
  /** Not 0: the SDK gives it to the caller whatever the body says. */
  code?: number;
  message?: string;
  command: string;
  body: Buffer | Uint8Array;
}

const EMPTY = counted('');
const NOT_COMPRESSED = uint32(0);

/** Writes `u32 head length | u32 sequence | u32 code | lv message | lv command | lv | u32 0` and `lv body`. */
export function writeEnvelope({ sequence, code = 0, message = '', command, body }: AnswerEnvelope): Buffer {
  const head = Buffer.concat([
    uint32(sequence),
    uint32(code),
    message === '' ? EMPTY : counted(message),
    counted(command),
    EMPTY,
    NOT_COMPRESSED,
  ]);
  return Buffer.concat([uint32(head.length + 4), head, uint32(body.length + 4), body]);
}
