// All users of one run: pairs that send each other invitations and cancel them, as many signals at a time as WINDOW, over
// raw sockets. A signal counts when the sender has its answer and the receiver has the push.
import { once } from 'node:events';
import { connect } from 'node:net';
import { CANCEL, INVITE, signalText } from '../signal.js';
import { answerParent } from './answer-parent.js';

const PAIRS = 16;
const WINDOW = 16;
const WARM_UP_MS = 300;
const MEASURE_MS = 700;

const port = Number(process.argv[2]);
/** As the real SDK does: names its version, and acknowledges each push in a frame of its own. */
const acknowledges = process.argv[3] === 'acknowledge';
let answers = 0;
let pushes = 0;
let sending = true;

class User {
  #socket;
  #from;
  #templates;
  #pending = Buffer.alloc(0);
  #number = 1e9 + Math.floor(Math.random() * 1e9);

  constructor(from, to) {
    this.#from = from;
    this.#templates = [sendFrame(from, to, INVITE), sendFrame(from, to, CANCEL)];
  }

  async logIn() {
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true });
    await once(this.#socket, 'connect');
    const query = `sdkappid=1&instanceid=${this.#from}&platform=7&host=&version=-1${acknowledges ? '&sdkversion=3.6.6' : ''}`;
    this.#socket.write(
      `GET /binfo?${query} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    const [opening] = await once(this.#socket, 'data');
    if (!opening.toString().startsWith('HTTP/1.1 101 ')) throw new Error(`no WebSocket: ${opening}`);
    const login = {
      head: { ...HEAD, servcmd: 'im_open_status.wslogin', seq: 1, identifier: this.#from, usersig: 'x' },
    };
    this.#socket.write(frame(Buffer.from(JSON.stringify({ ...login, body: { State: 'Online' } }))));
    const [answer] = await once(this.#socket, 'data');
    if (!answer.toString().includes('"ErrorCode":0')) throw new Error(`no log-in: ${answer}`);
    this.#socket.on('data', (data) => this.#receive(data));
  }

  start() {
    const frames = Array.from({ length: WINDOW }, () => this.#next());
    this.#socket.write(Buffer.concat(frames));
  }

  #next() {
    const number = this.#number++;
    const { bytes, numberAt, inviteAt } = this.#templates[number % 2];
    const next = Buffer.from(bytes);
    const digits = String(number);
    for (const place of numberAt) next.write(digits, place, 'latin1');
    next.write(String(number - (number % 2)), inviteAt, 'latin1');
    return next;
  }

  #receive(data) {
    const bytes = this.#pending.length > 0 ? Buffer.concat([this.#pending, data]) : data;
    const out = [];
    let start = 0;
    while (bytes.length - start >= 2) {
      const short = bytes[start + 1] & 0x7f;
      const head = short < 126 ? 2 : 4;
      if (bytes.length - start < head) break;
      const length = short < 126 ? short : bytes.readUInt16BE(start + 2);
      if (bytes.length - start < head + length) break;
      if (bytes[start] === PING) out.push(PONG);
      else if (bytes[start + head + FIELD] === PUSH_MARK) {
        pushes++;
        if (acknowledges) out.push(acknowledgement(bytes.subarray(start + head, start + head + length)));
      } else {
        if (!bytes.includes('"ErrorCode":0', start + head))
          throw new Error(bytes.toString('utf8', start, start + 300));
        answers++;
        if (sending) out.push(this.#next());
      }
      start += head + length;
    }
    this.#pending = bytes.subarray(start);
    if (out.length > 0) this.#socket.write(out.length === 1 ? out[0] : Buffer.concat(out));
  }
}

const PING = 0x89;
const PONG = Buffer.from([0x8a, 0x80, 0, 0, 0, 0]);

const HEAD = { ver: 'v4', platform: 10, websdkappid: 537048168, websdkversion: '3.6.6', sdkappid: 1 };

/** Both servers begin a frame with {"head":{"ver":"v4","servcmd":"im_open_push... or "openim.sendmsg... */
const FIELD = '{"head":{"ver":"v4","servcmd":"'.length;
const PUSH_MARK = 'i'.charCodeAt(0);

/** A whole WebSocket frame, and where in it the numbers stand that differ from frame to frame, ten digits each. */
function sendFrame(from, to, actionType) {
  const NUMBER = 4242424242;
  const INVITATION = 4141414141;
  const head = {
    ...HEAD,
    a2: '0123456789abcdef0123456789abcdef0123456789abcdef',
    tinyid: '144115200000000001',
    status_instid: 1,
    contenttype: 'json',
    reqtime: 1_800_000_000,
    sdkability: 35,
    cappid: '',
    cs: NUMBER,
    servcmd: 'openim.sendmsg',
    seq: NUMBER,
  };
  const body = {
    From_Account: from,
    To_Account: to,
    MsgSeq: NUMBER,
    MsgRandom: NUMBER,
    MsgClientTime: 1_800_000_000,
    MsgBody: [
      {
        MsgType: 'TIMCustomElem',
        MsgContent: { Data: signalText(from, to, INVITATION, actionType), Desc: '', Ext: '' },
      },
    ],
    CloudCustomData: '',
    OfflinePushInfo: { PushFlag: 0, Title: '', Desc: 'a call', Ext: '', ApnsInfo: {}, AndroidInfo: {} },
  };
  const bytes = frame(Buffer.from(JSON.stringify({ head, body })));
  const numberAt = [];
  for (let at = bytes.indexOf(`${NUMBER}`); at >= 0; at = bytes.indexOf(`${NUMBER}`, at + 10))
    numberAt.push(at);
  return { bytes, numberAt, inviteAt: bytes.indexOf(`${INVITATION}`) };
}

/** A client's frame must be masked; a mask of zeros leaves the bytes as they are. */
function frame(payload) {
  const { length } = payload;
  const head =
    length < 126 ? Buffer.from([0x82, 0x80 | length]) : Buffer.from([0x82, 0xfe, length >> 8, length & 0xff]);
  return Buffer.concat([head, Buffer.alloc(4), payload]);
}

function acknowledgement(push) {
  const at = push.lastIndexOf(SESSION_DATA) + SESSION_DATA.length;
  const id = push.toString('latin1', at, push.indexOf('"', at));
  return frame(Buffer.from(`${ACK_START}${id}${ACK_END}`));
}

const SESSION_DATA = '"SessionData":"';
const [ACK_START, ACK_END] = JSON.stringify({
  head: { ...HEAD, servcmd: 'openim.ws_msg_push_ack', seq: 1 },
  body: { SessionData: 'ID' },
}).split('ID');

const users = Array.from({ length: PAIRS }, (_, pair) => [
  new User(`left${pair}`, `right${pair}`),
  new User(`right${pair}`, `left${pair}`),
]).flat();

const pass = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

answerParent({
  'warm up': async () => {
    for (const user of users) await user.logIn();
    for (const user of users) user.start();
    await pass(WARM_UP_MS);
    return true;
  },
  measure: async () => {
    const start = performance.now();
    const before = Math.min(answers, pushes);
    await pass(MEASURE_MS);
    const signals = Math.min(answers, pushes) - before;
    const ms = performance.now() - start;
    sending = false;
    return { signals, ms };
  },
});
