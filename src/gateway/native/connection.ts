import type { Socket } from 'node:net';
import { KICK } from '../../hub/accounts/login-records.js';
import type { Session } from '../../hub/core/session.js';
import type { Hub } from '../../hub/hub.js';
import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import type { PushBody, ResponseBody } from '../../im/wire.js';
import type { CancelTimer } from '../../runtime/clock.js';

import { ACK_WAIT_MS, type RedeliveryQueue } from '../websocket/redelivery-queue.js';
import type { RedeliveryQueues } from '../websocket/redelivery-queues.js';
import { MalformedFrame } from './byte-reader.js';
import type { AccountNames, NativeCaller, NativeCommandTable } from './command.js';
import type { AnswerEnvelope } from './envelope.js';
import { isHello, type NativeRequestFrame } from './frame.js';
import { FrameCodec, type Request } from './frame-codec.js';
import { FrameSplitter } from './frame-splitter.js';
import type { KeyAgreement } from './key-agreement.js';
import type { NativeLimits } from './limits.js';
import { LOGIN_COMMANDS, REGISTER, resume } from './login.js';
import { PushAcknowledgement } from './proto/generated/exchange.js';
import { FORCE_OFFLINE, type NativePushWriter, PUSH } from './push-writer.js';
import { readable, readableFields } from './readable.js';
import type { UnknownCommands } from './unknown-commands.js';

/** What the connections of one endpoint share. */
export interface NativeConnectionParts {
  hub: Hub;
  keys: KeyAgreement;
  names: AccountNames;
  commands: NativeCommandTable;
  pushes: NativePushWriter;
  queues: RedeliveryQueues;
  limits: NativeLimits;
  unknown: UnknownCommands;
}

/** Field 15, of no meaning: to SDK 8.0 a body without any field is no answer (6001). */
const SOMETHING = Buffer.from([15 << 3, 0]);

/** One SDK's connection: its frames in, the hub's answers and pushes out. */
export class NativeConnection {
  /** Whether anything came in since the endpoint looked last. */
  alive = true;
  readonly session: Session;
  #parts: NativeConnectionParts;
  #socket: Socket;
  #splitter: FrameSplitter;
  #caller: NativeCaller;
  #codec: FrameCodec;
  #gathering = false;
  #pending = 0;
  #pendingLength = 0;
  /** The log-in of this connection. */
  #a2 = '';
  #queue: RedeliveryQueue | undefined;
  #cancelAckTimer: CancelTimer | undefined;

  constructor(parts: NativeConnectionParts, socket: Socket) {
    this.#parts = parts;
    this.#socket = socket;
    this.#splitter = new FrameSplitter(parts.limits.maxFrame);
    const { hub, names } = parts;
    this.#codec = new FrameCodec(parts.keys, hub.entropy);
    this.session = hub.open(
      { sdkAppID: 0, platform: '', device: '' },
      { push: (body) => this.#push(body), close: () => this.close() },
    );
    const { session } = this;
    this.#caller = {
      names,
      get userID() {
        return session.userID;
      },
      get tinyID() {
        return session.tinyID;
      },
      seconds: () => hub.seconds(),
      ask: (command, body) => this.#ask(command, body),
    };
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#receive(chunk));
    socket.on('error', () => {});
    socket.on('close', () => this.#gone());
  }

  /** Lets out what is written, then closes. */
  close(): void {
    this.#socket.end();
  }

  terminate(): void {
    this.#socket.destroy();
  }

  #gone(): void {
    this.#cancelAckTimer?.();
    const { hub, queues } = this.#parts;
    if (this.#a2 !== '') queues.leave(this.#a2, this, hub.clock.now());
    hub.drop(this.session);
  }

  #receive(chunk: Buffer): void {
    this.alive = true;
    // Nothing more is read from a connection that is being closed.
    if (this.#socket.writableEnded) return;
    try {
      for (const frame of this.#splitter.add(chunk)) this.#frame(frame);
    } catch (thrown) {
      const problem = thrown instanceof MalformedFrame ? thrown.message : SigError.from(thrown).message;
      this.#note(`a native connection is closed: ${problem}`);
      this.terminate();
    }
  }

  /** @throws MalformedFrame */
  #frame(bytes: Buffer): void {
    if (isHello(bytes)) {
      this.#send(bytes);
      return;
    }
    this.#request(this.#codec.read(bytes), bytes.length);
  }

  #request(request: Request, length: number): void {
    const { command, body } = request.envelope;
    if (command === PUSH || command === FORCE_OFFLINE) {
      this.#acknowledged(command, body);
      return;
    }
    const { maxPending, maxPendingLength } = this.#parts.limits;
    if (this.#pending >= maxPending || this.#pendingLength + length > maxPendingLength) {
      const text = `${this.#pending} requests of this connection wait for an answer`;
      this.#refuse(request, new SigError(CODE.ERR_SVR_SSO_FREQ_LIMIT, text));
      return;
    }
    this.#pending++;
    this.#pendingLength += length;
    this.#run(request)
      .catch((thrown) => this.#refuse(request, SigError.from(thrown)))
      .finally(() => {
        this.#pending--;
        this.#pendingLength -= length;
      });
  }

  async #run({ frame, envelope }: Request): Promise<void> {
    const { command, body, a2 } = envelope;
    const login = Object.hasOwn(LOGIN_COMMANDS, command) ? LOGIN_COMMANDS[command] : undefined;
    if (login) {
      const { hub, keys } = this.#parts;
      const answer = await login({ hub, keys, session: this.session, frame, envelope, socket: this.#socket });
      this.#trace('up', command, answer.request);
      // Before the answer: it may have to be encrypted with the new key.
      this.#followLogin();
      this.#trace('down', command, answer.shown);
      this.#answer(frame, { sequence: envelope.sequence, command, body: answer.body });
      return;
    }
    const entry = Object.hasOwn(this.#parts.commands, command) ? this.#parts.commands[command] : undefined;
    if (!entry) {
      if (this.#parts.hub.trace.framesHeard) this.#trace('up', command, readableFields(body) ?? body);
      throw this.#unknown(command);
    }
    // After a lost connection the SDK may send first what was not answered: the A2Key alone must do.
    if (this.session.userID === '' && a2 !== '' && !entry.anonymous) {
      await resume(this.#parts.hub, this.session, a2);
      this.#followLogin();
    }
    const request = decode(() => entry.request.decode(body), command);
    this.#trace('up', command, request);
    if (this.session.userID === '' && !entry.anonymous)
      throw new SigError(CODE.ERR_SVR_SSO_A2_DOWN_INVALID, `${command} needs a log-in first`);
    const answer = await entry.run(request, this.#caller);
    this.#trace('down', command, answer);
    const bytes = entry.answer.encode(answer).finish();
    this.#answer(frame, {
      sequence: envelope.sequence,
      command,
      body: bytes.length > 0 ? bytes : SOMETHING,
    });
  }

  async #ask(command: string, body: object): Promise<ResponseBody> {
    const answer = await this.#parts.hub.request(this.session, command, body);
    if (answer.ErrorCode !== 0) throw new SigError(answer.ErrorCode, answer.ErrorInfo);
    return answer;
  }

  #unknown(command: string): SigError {
    const error = new SigError(CODE.ERR_SDK_INTERFACE_NOT_SUPPORT, `${command} is not simulated`);
    if (this.#parts.unknown.isNew(command))
      this.#note(`unknown native command ${command} refused with ${error.code}`);
    return error;
  }

  #refuse({ frame, envelope: { sequence, command } }: Request, { code, message }: SigError): void {
    this.#trace('down', command, { code, message });
    this.#answer(frame, { sequence, command, code, message, body: Buffer.alloc(0) });
    if (command === REGISTER) this.#forceOffline(frame.d2);
  }

  /** SDK 8.0 tries for ever where a reconnection is refused, whatever the code: only so does its app hear of it. */
  #forceOffline(a2: string): void {
    const push = this.#parts.pushes.forceOffline(KICK.anotherDevice);
    this.#trace('down', push.command, push.shown());
    this.#send(this.#codec.pushTo(a2, push.envelope));
  }

  #answer(frame: NativeRequestFrame, answer: AnswerEnvelope): void {
    this.#send(this.#codec.answer(frame, answer));
  }

  #acknowledged(command: string, body: Buffer): void {
    const acknowledgement = decode(() => PushAcknowledgement.decode(body), command);
    this.#trace('up', command, acknowledgement);
    if (command === PUSH) this.#queue?.acknowledge(acknowledgement.sessionData?.toString('latin1') ?? '');
  }

  #push(body: PushBody): void {
    this.#followLogin();
    const { pushes, hub } = this.#parts;
    for (const event of body.EventArray) {
      for (const push of pushes.write(event)) {
        if (hub.trace.framesHeard) this.#trace('down', push.command, push.shown());
        const frame = this.#codec.push(push.envelope);
        if (push.id !== '') this.#queue?.add(push.id, frame, hub.clock.now());
        this.#send(frame);
      }
    }
    this.#awaitAcknowledgements();
  }

  /** Whoever is logged in on this connection now: what was not acknowledged on an earlier one comes first. */
  #followLogin(): void {
    const { a2 } = this.session;
    if (a2 === this.#a2) return;
    const { queues } = this.#parts;
    if (this.#a2 !== '') queues.close(this.#a2, this);
    this.#a2 = a2;
    this.#queue = a2 === '' ? undefined : queues.open(a2, this);
    // A notice of a kick-out comes after the log-in has ended, and needs its key.
    if (a2 !== '') this.#codec.logIn(a2, this.session.tinyID);
    this.#sendAgain(true);
  }

  #sendAgain(onNewConnection: boolean): void {
    for (const frame of this.#queue?.due(this.#parts.hub.clock.now(), onNewConnection) ?? [])
      this.#send(frame);
    this.#awaitAcknowledgements();
  }

  #awaitAcknowledgements(): void {
    if (!this.#queue?.size || this.#cancelAckTimer) return;
    this.#cancelAckTimer = this.#parts.hub.clock.setTimer(ACK_WAIT_MS, () => {
      this.#cancelAckTimer = undefined;
      this.#followLogin();
      this.#sendAgain(false);
    });
  }

  #send(frame: Buffer): void {
    if (this.#socket.writableLength > this.#parts.limits.maxBacklog) {
      this.terminate();
      return;
    }
    this.#gather();
    this.#socket.write(frame);
  }

  /** What the hub lets out in one go goes to the system in one write: a write costs more than a frame. */
  #gather(): void {
    if (this.#gathering) return;
    this.#gathering = true;
    this.#socket.cork();
    process.nextTick(() => {
      this.#gathering = false;
      this.#socket.uncork();
    });
  }

  #trace(direction: 'up' | 'down', command: string, body: unknown): void {
    const { trace } = this.#parts.hub;
    if (!trace.framesHeard) return;
    const { userID, credentials } = this.session;
    const user = userID || (credentials.identifier ?? '');
    trace.emit(user, credentials.device, {
      kind: 'frame',
      direction,
      command,
      body: readable(body),
      fate: 'delivered',
    });
  }

  #note(text: string): void {
    this.#parts.hub.trace.emit(this.session.userID, this.session.credentials.device, { kind: 'note', text });
  }
}

/** @throws SigError where the body does not have the form of its command */
function decode<Shape>(read: () => Shape, command: string): Shape {
  try {
    return read();
  } catch {
    throw new SigError(
      CODE.ERR_SVR_MSG_PKG_PARSE_FAILED,
      `the body of ${command} is no protobuf of its kind`,
    );
  }
}
