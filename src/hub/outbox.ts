import type { SigError } from '../im/sig-error.js';
import { failBody, type ResponseBody } from '../im/wire.js';
import type { Clock } from '../runtime/clock.js';

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
  #pushes: (() => void)[] = [];
  #answers: { respond: Respond; answer: ResponseBody }[] = [];
  #deferred: (() => void)[] = [];
  #flushing = false;

  /**
   * @param commit makes durable all there is, or says why it can't: then nothing leaves but refusals
   * @param failed is told of that once they have left
   */
  constructor(clock: Clock, commit: () => SigError | undefined, failed: (error: SigError) => void) {
    this.#clock = clock;
    this.#commit = commit;
    this.#failed = failed;
  }

  push(send: () => void): void {
    this.#pushes.push(send);
    this.#flushSoon();
  }

  answer(respond: Respond, answer: ResponseBody): void {
    this.#answers.push({ respond, answer });
    this.#flushSoon();
  }

  defer(send: () => void): void {
    this.#deferred.push(send);
    this.#flushSoon();
  }

  #flushSoon(): void {
    if (this.#flushing) return;
    this.#flushing = true;
    this.#clock.setTimer(0, () => this.flush());
  }

  flush(): void {
    this.#flushing = false;
    const pushes = this.#pushes;
    const answers = this.#answers;
    const deferred = this.#deferred;
    this.#pushes = [];
    this.#answers = [];
    this.#deferred = [];
    let problem = this.#commit();
    if (problem === undefined && pushes.length > 0) {
      for (const push of pushes) push();
      problem = this.#commit();
    }
    if (problem === undefined) {
      for (const { respond, answer } of answers) respond(answer);
      for (const send of deferred) send();
    } else {
      const refusal = failBody(20005, `nothing of it was kept: ${problem.message}`);
      for (const { respond } of answers) respond(refusal);
      this.#failed(problem);
    }
  }
}
