import { CODE } from '../../im/error-codes.js';
import type { SigError } from '../../im/sig-error.js';
import { failBody, type ResponseBody } from '../../im/wire.js';
import { keepCause, withCause } from '../../runtime/cause.js';
import type { Clock } from '../../runtime/clock.js';

export type Respond = (body: ResponseBody) => void;

/**
 * What leaves once the turn of the loop in which it came up is durable: pushes first, then answers, then all else.
 *
 * A virtual device in this process keeps what a push tells it in the same store: that is committed too before the sender
 * hears that all is well.
 */
export class Outbox {
  #clock: Clock;
  #commit: () => SigError | undefined;
  #failed: (error: SigError) => void;
  #threw: (thrown: unknown) => void;
  #pushes: (() => void)[] = [];
  #answers: { respond: Respond; answer: ResponseBody }[] = [];
  #deferred: (() => void)[] = [];
  #flushing = false;

  /**
   * @param on.commit makes durable all there is, or says why it can't: then nothing leaves but refusals
   * @param on.failed is told of that once they have left
   * @param on.threw is told of a receiver that threw: the others get theirs all the same
   */
  constructor(
    clock: Clock,
    on: {
      commit: () => SigError | undefined;
      failed: (error: SigError) => void;
      threw: (thrown: unknown) => void;
    },
  ) {
    this.#clock = clock;
    this.#commit = on.commit;
    this.#failed = on.failed;
    this.#threw = on.threw;
  }

  /** Whether nothing waits to leave. */
  get isEmpty(): boolean {
    return this.#pushes.length + this.#answers.length + this.#deferred.length === 0;
  }

  push(send: () => void): void {
    this.#pushes.push(keepCause(send));
    this.#flushSoon();
  }

  answer(respond: Respond, answer: ResponseBody): void {
    this.#answers.push({ respond, answer });
    this.#flushSoon();
  }

  defer(send: () => void): void {
    this.#deferred.push(keepCause(send));
    this.#flushSoon();
  }

  #flushSoon(): void {
    if (this.#flushing) return;
    this.#flushing = true;
    this.#clock.setTimer(0, () => this.flush());
  }

  flush(): void {
    // What waits belongs to the calls that it came from, not to one that happens to flush.
    withCause(undefined, () => this.#letOut());
  }

  #letOut(): void {
    this.#flushing = false;
    const pushes = this.#pushes;
    const answers = this.#answers;
    const deferred = this.#deferred;
    this.#pushes = [];
    this.#answers = [];
    this.#deferred = [];
    let problem = this.#commit();
    if (problem === undefined && pushes.length > 0) {
      for (const push of pushes) this.#send(push);
      problem = this.#commit();
    }
    if (problem === undefined) {
      for (const { respond, answer } of answers) this.#respond(respond, answer);
      for (const send of deferred) this.#send(send);
    } else {
      const refusal = failBody(
        CODE.ERR_SVR_MSG_INTERNAL_ERROR1,
        `nothing of it was kept: ${problem.message}`,
      );
      for (const { respond } of answers) this.#respond(respond, refusal);
      this.#failed(problem);
    }
  }

  #send(send: () => void): void {
    try {
      send();
    } catch (thrown) {
      this.#threw(thrown);
    }
  }

  #respond(respond: Respond, answer: ResponseBody): void {
    try {
      respond(answer);
    } catch (thrown) {
      this.#threw(thrown);
    }
  }
}
