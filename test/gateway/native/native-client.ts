import { createECDH, createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { ByteReader, counted, uint16, uint32 } from '../../../src/gateway/native/byte-reader.js';
import type { MessageType } from '../../../src/gateway/native/command.js';
import { FrameSplitter } from '../../../src/gateway/native/frame-splitter.js';
import { LoginAnswer, LoginRequest, LoginTicket } from '../../../src/gateway/native/proto/generated/login.js';
import { teaDecrypt, teaEncrypt, ZERO_KEY } from '../../../src/gateway/native/tea.js';
import { realEntropy } from '../../../src/runtime/entropy.js';

/** What came from the hub: an answer, or a push. */
export interface Received {
  sequence: number;
  code: number;
  message: string;
  command: string;
  body: Buffer;
}

/** Speaks the native protocol as SDK 8.0 does, as far as tests need it. */
export class NativeClient {
  readonly socket: Socket;
  readonly received: Received[] = [];
  tinyID = '';
  a2 = '';
  key = ZERO_KEY;
  #splitter = new FrameSplitter(1 << 24);
  #sequence = 1;
  #looking = new Set<() => void>();

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      for (const frame of this.#splitter.add(chunk)) this.#read(frame);
    });
    socket.on('close', () => this.#look());
  }

  static async open(port: number): Promise<NativeClient> {
    const socket = connect({ port, host: '127.0.0.1' });
    await once(socket, 'connect');
    onTestFinished(() => void socket.destroy());
    return new NativeClient(socket);
  }

  static async loggedIn(port: number, publicKey: string, userID: string): Promise<NativeClient> {
    const client = await NativeClient.open(port);
    const { code, message } = await client.login(publicKey, userID);
    if (code !== 0) throw new Error(`${code} ${message}`);
    return client;
  }

  get closed(): Promise<void> {
    return this.socket.destroyed
      ? Promise.resolve()
      : new Promise((resolve) => this.socket.once('close', () => resolve()));
  }

  async login(publicKey: string, userId: string, userSig = 'any', deviceId = `device of ${userId}`) {
    const ecdh = createECDH('secp192k1');
    ecdh.generateKeys();
    const common = createHash('md5').update(ecdh.computeSecret(publicKey, 'hex')).digest();
    const body = LoginRequest.encode({
      account: { sdkAppId: 1400000001, userId, userSig },
      device: { online: 1, platform: 11, deviceId, sdkVersion: '8.0.5903' },
    }).finish();
    const head = Buffer.from('108b141802', 'hex');
    const inner = Buffer.concat([
      Buffer.alloc(18),
      Buffer.from([0x28]),
      uint32(head.length),
      uint32(body.length),
      head,
      body,
      Buffer.from([0x29]),
    ]);
    const cipher = teaEncrypt(common, inner, realEntropy);
    const packet = Buffer.concat([
      Buffer.from([0x02]),
      uint16(3 + 29 + 18 + 29 + cipher.length + 1),
      Buffer.alloc(29, 7),
      Buffer.from([1, 1]),
      randomBytes(16),
      Buffer.from([1, 2]),
      uint16(25),
      ecdh.getPublicKey(null, 'compressed'),
      cipher,
      Buffer.from([0x03]),
    ]);
    const answer = await this.request('wtlogin64.trans_emp_reg_online', packet);
    if (answer.code !== 0) return answer;
    const { ticketPacket } = LoginAnswer.decode(answer.body);
    const plain = teaDecrypt(common, ticketPacket!.subarray(20, -1))!;
    const reader = new ByteReader(plain.subarray(6));
    const skipped = reader.uint32();
    const length = reader.uint32();
    reader.take(skipped);
    const ticket = LoginTicket.decode(reader.take(length));
    this.a2 = ticket.a2!.toString('latin1');
    this.key = ticket.d2Key!;
    this.tinyID = ticket.tinyId!;
    return answer;
  }

  /** Sends a command, and gives its answer decoded. */
  async ask<Request, Answer>(
    command: string,
    request: MessageType<Request>,
    body: NoInfer<Request>,
    answer: MessageType<Answer>,
  ): Promise<Answer> {
    const received = await this.request(command, Buffer.from(request.encode(body).finish()));
    if (received.code !== 0) throw Object.assign(new Error(received.message), { code: received.code });
    return answer.decode(received.body);
  }

  request(command: string, body: Buffer): Promise<Received> {
    const sequence = this.send(command, body);
    return this.wait((each) => each.sequence === sequence && each.command === command);
  }

  /** @returns the sequence number */
  send(command: string, body: Buffer): number {
    const sequence = this.#sequence++;
    this.socket.write(this.frame(this.envelope(command, body, sequence)));
    return sequence;
  }

  envelope(command: string, body: Buffer, sequence: number): Buffer {
    const head = Buffer.concat([
      uint32(sequence),
      uint32(1),
      Buffer.alloc(16),
      counted(this.a2),
      counted(command),
      counted(''),
      counted('device'),
      counted(''),
      Buffer.from('00057c7c41', 'hex'),
    ]);
    return Buffer.concat([uint32(head.length + 4), head, counted(body)]);
  }

  frame(envelope: Buffer): Buffer {
    const rest = Buffer.concat([
      uint32(7000),
      Buffer.from([this.a2 === '' ? 2 : 1]),
      counted(this.a2),
      Buffer.from([0x14]),
      counted(this.tinyID),
      counted(''),
      uint32(0x000efffb),
      counted('8.0.5903'),
      Buffer.alloc(16),
      counted(''),
      Buffer.from([0]),
      teaEncrypt(this.key, envelope, realEntropy),
    ]);
    return Buffer.concat([uint32(rest.length + 4), rest]);
  }

  /** The first of what came or will come that is liked. @throws Error when the connection ends before */
  wait(likes: (received: Received) => boolean): Promise<Received> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = this.received.find(likes);
        if (!found && !this.socket.destroyed) return;
        this.#looking.delete(look);
        if (found) resolve(found);
        else reject(new Error('the connection was closed'));
      };
      this.#looking.add(look);
      look();
    });
  }

  #read(frame: Buffer): void {
    const outer = new ByteReader(frame);
    outer.uint32();
    outer.uint32();
    const encryption = outer.uint8();
    outer.uint8();
    outer.counted();
    outer.take(16);
    const plain = teaDecrypt(encryption === 2 ? ZERO_KEY : this.key, outer.rest());
    if (!plain) throw new Error('a frame could not be decrypted');
    const whole = new ByteReader(plain);
    const head = new ByteReader(whole.take(new ByteReader(plain).uint32()));
    head.uint32();
    const sequence = head.uint32();
    const code = head.uint32() | 0;
    const message = head.counted().toString();
    const command = head.counted().toString();
    this.received.push({ sequence, code, message, command, body: whole.counted() });
    this.#look();
  }

  #look(): void {
    for (const look of [...this.#looking]) look();
  }
}
