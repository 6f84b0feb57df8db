import type { PushEvent } from '../../im/wire.js';
import { writeEnvelope } from './envelope.js';
import { ONLINE_ONLY, ORDINARY } from './messages.js';
import type { PushParts } from './notices/notice.js';
import { Push } from './proto/generated/exchange.js';
import { ForceOffline } from './proto/generated/login.js';
import { Message } from './proto/generated/message.js';
import { Notice } from './proto/generated/notices.js';
import { pushesOf } from './pushes.js';
import { readableFields } from './readable.js';

export const PUSH = 'im_open_push.msg_push';
export const FORCE_OFFLINE = 'im_open_status.stat_forceoffline';

export interface NativePush {
  command: string;
  /** Not encrypted yet. */
  envelope: Buffer;
  /** Its session data: what the device acknowledges it by; '' when it need not. */
  id: string;
  /** What it says, for the trace. */
  shown(): unknown;
}

/** Writes pushes. One event to many sessions is written once: the hub hands the same event out in a row. */
export class NativePushWriter {
  #parts: PushParts;
  #sequence = 0;
  #event: PushEvent | undefined;
  #pushes: NativePush[] = [];

  constructor(parts: PushParts) {
    this.#parts = parts;
  }

  /** @returns nothing for events that have no native form */
  write(event: PushEvent): NativePush[] {
    if (event !== this.#event) {
      this.#event = event;
      const kick = kickType(event);
      this.#pushes =
        kick === undefined
          ? pushesOf(event, this.#parts).map((message) => this.#push(message))
          : [this.forceOffline(kick)];
    }
    return this.#pushes;
  }

  #push(message: Uint8Array): NativePush {
    const sequence = this.#next();
    const id = String(sequence);
    const body = Push.encode({ message: Buffer.from(message), sessionData: Buffer.from(id) }).finish();
    const envelope = writeEnvelope({ sequence, command: PUSH, body });
    return { command: PUSH, envelope, id, shown: () => decoded(message) };
  }

  /** Makes an SDK tell its app that it was kicked out. */
  forceOffline(kickType: number): NativePush {
    const sequence = this.#next();
    const body = ForceOffline.encode({ kickType }).finish();
    const envelope = writeEnvelope({ sequence, command: FORCE_OFFLINE, body });
    return { command: FORCE_OFFLINE, envelope, id: '', shown: () => ({ kickType }) };
  }

  #next(): number {
    this.#sequence = (this.#sequence + 1) & 0x7fffffff;
    return this.#sequence;
  }
}

/** A message by its names, a notice by its field numbers. */
function decoded(push: Uint8Array): unknown {
  const { head, content } = Notice.decode(push);
  const notice = content?.notice;
  const isMessage = head?.content?.subtype === ORDINARY || head?.content?.subtype === ONLINE_ONLY;
  if (isMessage || !notice) return Message.decode(push);
  return { head, notice: readableFields(notice) };
}

function kickType(event: PushEvent): number | undefined {
  const [notice] = (event.C2cNotifyMsgArray ?? []) as { KickoutMsgNotify?: { KickType: number } }[];
  return notice?.KickoutMsgNotify?.KickType;
}
