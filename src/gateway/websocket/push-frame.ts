import type { PushBody, PushEvent } from '../../im/wire.js';

/** Writes push frames. One event to many sessions is written once: the hub hands the same event out in a row. */
export class PushWriter {
  #seq = 0;
  #event: PushEvent | undefined;
  #frame = Buffer.alloc(0);

  /** The whole frame. Web SDK 3.6 takes any `seq` and needs none of the other fields of a request's head. */
  write(body: PushBody): Buffer {
    const [event] = body.EventArray;
    const shareable = body.EventArray.length === 1 && body.NeedAck === undefined;
    if (shareable && event === this.#event) return this.#frame;
    this.#seq = (this.#seq + 1) >>> 0;
    const frame = Buffer.from(
      `{"head":{"ver":"v4","servcmd":"im_open_push.msg_push","seq":${this.#seq}},"body":${JSON.stringify(body)}}`,
    );
    if (shareable) {
      this.#event = event;
      this.#frame = frame;
    }
    return frame;
  }
}
