import type { Entropy } from '../../runtime/entropy.js';
import { MalformedFrame } from './byte-reader.js';
import { type AnswerEnvelope, type RequestEnvelope, readEnvelope, writeEnvelope } from './envelope.js';
import { ENCRYPTION, type NativeRequestFrame, readRequestFrame, writeFrame } from './frame.js';
import type { KeyAgreement } from './key-agreement.js';
import { teaDecrypt, teaEncrypt, ZERO_KEY } from './tea.js';

/** The TinyId in frames of connections without a log-in. */
const NOBODY = '0';

/** Command names have this form; only such are told of. */
const COMMAND = /^[A-Za-z0-9_.]{1,128}$/;

export interface Request {
  frame: NativeRequestFrame;
  envelope: RequestEnvelope;
}

/** Reads and writes one connection's frames, and knows the key of its log-in. */
export class FrameCodec {
  #keys: KeyAgreement;
  #entropy: Entropy;
  /** How the SDK numbers its frames' form: what it gets has the same. */
  #version = 7000;
  #a2 = '';
  #key = ZERO_KEY;
  #tinyID = NOBODY;

  constructor(keys: KeyAgreement, entropy: Entropy) {
    this.#keys = keys;
    this.#entropy = entropy;
  }

  /** From now on, pushes are for this log-in. */
  logIn(a2: string, tinyID: string): void {
    this.#a2 = a2;
    this.#key = this.#keys.loginKey(a2);
    this.#tinyID = tinyID;
  }

  /** @throws MalformedFrame: nothing more can be read on this connection */
  read(bytes: Buffer): Request {
    const frame = readRequestFrame(bytes);
    const envelope = readEnvelope(this.#decrypt(frame));
    if (!COMMAND.test(envelope.command)) throw new MalformedFrame('a frame without the name of a command');
    if (envelope.a2 !== frame.d2) throw new MalformedFrame('a frame with two log-ins');
    this.#version = frame.version;
    return { frame, envelope };
  }

  /** With the key that the request was encrypted with, whoever is logged in by now. */
  answer({ encryption, d2 }: NativeRequestFrame, answer: AnswerEnvelope): Buffer {
    const key = encryption === ENCRYPTION.zeroKey ? ZERO_KEY : this.#keyOf(d2);
    const tinyID = this.#tinyID === NOBODY ? tinyIDOf(d2) : this.#tinyID;
    return this.#write(encryption, key, tinyID, writeEnvelope(answer));
  }

  push(envelope: Buffer): Buffer {
    return this.#write(ENCRYPTION.d2Key, this.#key, this.#tinyID, envelope);
  }

  /** For a log-in that the hub does not let on. */
  pushTo(a2: string, envelope: Buffer): Buffer {
    return this.#write(ENCRYPTION.d2Key, this.#keyOf(a2), tinyIDOf(a2), envelope);
  }

  #write(encryption: number, key: Buffer, tinyID: string, envelope: Buffer): Buffer {
    const cipher = teaEncrypt(key, envelope, this.#entropy);
    return writeFrame({ version: this.#version, encryption, tinyID, envelope: cipher });
  }

  #decrypt({ encryption, d2, envelope }: NativeRequestFrame): Buffer {
    if (encryption !== ENCRYPTION.d2Key && encryption !== ENCRYPTION.zeroKey)
      throw new MalformedFrame(`unknown encryption ${encryption}`);
    const plain = teaDecrypt(encryption === ENCRYPTION.zeroKey ? ZERO_KEY : this.#keyOf(d2), envelope);
    if (!plain) throw new MalformedFrame('a frame is encrypted with another key');
    return plain;
  }

  #keyOf(a2: string): Buffer {
    return a2 === this.#a2 ? this.#key : this.#keys.loginKey(a2);
  }
}

/** An A2Key begins with the TinyId of whose it is. */
function tinyIDOf(a2: string): string {
  return a2.slice(0, Math.max(a2.indexOf('-'), 0)) || NOBODY;
}
