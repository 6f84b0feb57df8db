import type { PushBody, PushEvent } from '../../im/wire.js';

export interface PushFrame {
  bytes: Buffer;
  /** Its SessionData: what the device acknowledges it by; '' when it need not. */
  id: string;
  body: PushBody;
}

/**
 * Writes push frames. One event to many sessions is written once: the hub hands the same event out in a row.
 * SDKs that acknowledge pushes get them marked so (NeedAck), in a frame of their own.
 */
export class PushWriter {
  #seq = 0;
  #event: PushEvent | undefined;
  #plain: PushFrame | undefined;
  #marked: PushFrame | undefined;

  write(body: PushBody, needAck: boolean): PushFrame {
    const [event] = body.EventArray;
    if (body.EventArray.length !== 1 || event !== this.#event) {
      this.#event = body.EventArray.length === 1 ? event : undefined;
      this.#plain = undefined;
      this.#marked = undefined;
    }
    if (needAck) {
      this.#marked ??= this.#frame(body, true);
      return this.#marked;
    }
    this.#plain ??= this.#frame(body, false);
    return this.#plain;
  }

  /** Web SDK 3.6 takes any `seq` and needs none of the other fields of a request's head. */
  #frame(plain: PushBody, needAck: boolean): PushFrame {
    this.#seq = (this.#seq + 1) >>> 0;
    const id = needAck ? String(this.#seq) : '';
    const body: PushBody = needAck ? { ...plain, NeedAck: 1, SessionData: id } : plain;
    const bytes = Buffer.from(
      `{"head":{"ver":"v4","servcmd":"im_open_push.msg_push","seq":${this.#seq}},"body":${JSON.stringify(body)}}`,
    );
    return { bytes, id, body };
  }
}
