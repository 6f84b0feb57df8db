// Users for the bench, as SDKs are: one on the WebSocket endpoint, one on the native one. Both acknowledge each push.
import { createECDH, createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { WebSocket } from 'ws';
import { ByteReader, counted, uint16, uint32 } from '../../../dist/gateway/native/byte-reader.js';
import { FrameSplitter } from '../../../dist/gateway/native/frame-splitter.js';
import {
  Push,
  PushAcknowledgement,
  SendRequest,
} from '../../../dist/gateway/native/proto/generated/exchange.js';
import {
  LoginAnswer,
  LoginRequest,
  LoginTicket,
} from '../../../dist/gateway/native/proto/generated/login.js';
import { teaDecrypt, teaEncrypt, ZERO_KEY } from '../../../dist/gateway/native/tea.js';
import { realEntropy } from '../../../dist/runtime/entropy.js';

const HEAD = { ver: 'v4', platform: 10, websdkversion: '3.6.6', sdkappid: 1 };

export class WebSocketUser {
  onAnswer = () => {};
  onPush = () => {};
  #socket;
  #seq = 0;

  constructor({ port }, userID) {
    this.userID = userID;
    this.port = port;
  }

  async logIn() {
    const query = `sdkappid=1&instanceid=${this.userID}&platform=7&sdkversion=3.6.6`;
    this.#socket = new WebSocket(`ws://127.0.0.1:${this.port}/binfo?${query}`, { perMessageDeflate: false });
    await once(this.#socket, 'open');
    this.#write('im_open_status.wslogin', { State: 'Online' }, { identifier: this.userID, usersig: 'x' });
    await once(this.#socket, 'message');
    this.#socket.on('message', (data) => this.#receive(JSON.parse(data.toString())));
  }

  send(to, number, text) {
    this.#write('openim.sendmsg', {
      ...{ From_Account: this.userID, To_Account: to.userID, MsgSeq: number, MsgRandom: number },
      MsgClientTime: 1_800_000_000,
      MsgBody: [{ MsgType: 'TIMCustomElem', MsgContent: { Data: text, Desc: '', Ext: '' } }],
    });
  }

  end() {
    this.#socket.terminate();
  }

  #receive({ head, body }) {
    if (head.servcmd !== 'im_open_push.msg_push') {
      if (body.ErrorCode !== 0) throw new Error(body.ErrorInfo);
      this.onAnswer();
      return;
    }
    this.#write('openim.ws_msg_push_ack', { SessionData: body.SessionData });
    this.onPush();
  }

  #write(servcmd, body, more = {}) {
    const head = { ...HEAD, ...more, servcmd, seq: ++this.#seq };
    this.#socket.send(Buffer.from(JSON.stringify({ head, body })));
  }
}

const LOGIN = 'wtlogin64.trans_emp_reg_online';
const PUSH = 'im_open_push.msg_push';

export class NativeUser {
  onAnswer = () => {};
  onPush = () => {};
  tinyID = '';
  #target;
  #socket;
  #splitter = new FrameSplitter(1 << 20);
  #key = ZERO_KEY;
  #a2 = '';
  #sequence = 0;
  #onLogin;

  constructor({ native }, userID) {
    this.#target = native;
    this.userID = userID;
  }

  async logIn() {
    this.#socket = connect({ port: this.#target.port, host: '127.0.0.1', noDelay: true });
    await once(this.#socket, 'connect');
    this.#socket.on('data', (chunk) => {
      for (const frame of this.#splitter.add(chunk)) this.#receive(frame);
    });
    const ecdh = createECDH('secp192k1');
    ecdh.generateKeys();
    const common = createHash('md5').update(ecdh.computeSecret(this.#target.publicKey, 'hex')).digest();
    const answered = new Promise((resolve) => {
      this.#onLogin = resolve;
    });
    this.#write(LOGIN, loginPacket(this.userID, ecdh, common));
    const { ticketPacket } = LoginAnswer.decode(await answered);
    const plain = teaDecrypt(common, ticketPacket.subarray(20, -1));
    const reader = new ByteReader(plain.subarray(6));
    const skipped = reader.uint32();
    const length = reader.uint32();
    reader.take(skipped);
    const ticket = LoginTicket.decode(reader.take(length));
    this.#a2 = ticket.a2.toString('latin1');
    this.#key = ticket.d2Key;
    this.tinyID = ticket.tinyId;
  }

  send(to, number, text) {
    const message = {
      head: {
        content: { type: 561, subtype: 6, seq: number, random: number, clientTime: 1_800_000_000 },
        routing: { c2c: { fromTinyId: this.tinyID, toTinyId: to.tinyID } },
        extension: { fromUserId: this.userID },
      },
      content: { body: { elements: [{ custom: { data: text } }] } },
    };
    this.#write('im_open_msg.msg_send', SendRequest.encode({ message }).finish());
  }

  end() {
    this.#socket.destroy();
  }

  #receive(frame) {
    const outer = new ByteReader(frame);
    outer.take(8);
    const key = outer.uint8() === 2 ? ZERO_KEY : this.#key;
    outer.uint8();
    outer.counted();
    outer.take(16);
    const whole = new ByteReader(teaDecrypt(key, outer.rest()));
    const head = new ByteReader(whole.take(whole.uint32() - 4));
    head.uint32();
    const code = head.uint32() | 0;
    const message = head.counted().toString();
    if (code !== 0) throw new Error(`${code} ${message}`);
    const command = head.counted().toString();
    const body = whole.counted();
    if (command === LOGIN) this.#onLogin(body);
    else if (command !== PUSH) this.onAnswer();
    else {
      const { sessionData } = Push.decode(body);
      this.#write(PUSH, PushAcknowledgement.encode({ sessionData }).finish());
      this.onPush();
    }
  }

  #write(command, body) {
    const head = Buffer.concat([
      ...[uint32(++this.#sequence), uint32(1), Buffer.alloc(16), counted(this.#a2), counted(command)],
      ...[counted(''), counted(`device of ${this.userID}`), counted(''), Buffer.from('00057c7c41', 'hex')],
    ]);
    const envelope = Buffer.concat([uint32(head.length + 4), head, uint32(body.length + 4), body]);
    const rest = Buffer.concat([
      ...[uint32(7000), Buffer.from([this.#a2 === '' ? 2 : 1]), counted(this.#a2), Buffer.from([0x14])],
      ...[counted(this.tinyID), counted(''), uint32(0x000efffb), counted('8.0.5903'), Buffer.alloc(16)],
      ...[counted(''), Buffer.from([0]), teaEncrypt(this.#key, envelope, realEntropy)],
    ]);
    this.#socket.write(Buffer.concat([uint32(rest.length + 4), rest]));
  }
}

function loginPacket(userId, ecdh, common) {
  const body = LoginRequest.encode({
    account: { sdkAppId: 1, userId, userSig: 'x' },
    device: { online: 1, platform: 11, deviceId: `device of ${userId}`, sdkVersion: '8.0.5903' },
  }).finish();
  const head = Buffer.from('108b141802', 'hex');
  const plain = Buffer.concat([
    ...[Buffer.alloc(18), Buffer.from([0x28]), uint32(head.length), uint32(body.length), head, body],
    Buffer.from([0x29]),
  ]);
  const cipher = teaEncrypt(common, plain, realEntropy);
  return Buffer.concat([
    ...[
      Buffer.from([0x02]),
      uint16(cipher.length + 80),
      Buffer.alloc(29),
      Buffer.from([1, 1]),
      randomBytes(16),
    ],
    ...[Buffer.from([1, 2]), uint16(25), ecdh.getPublicKey(null, 'compressed'), cipher, Buffer.from([0x03])],
  ]);
}
