import type { Hub } from '../../hub/hub.js';

/** Lines a second: a backend that runs wild must not fill the log. */
const MOST = 10;

/** Tells the log of calls that were refused at the endpoint. */
export class Refusals {
  #hub: Hub;
  #second = 0;
  #told = 0;
  #untold = 0;

  constructor(hub: Hub) {
    this.#hub = hub;
  }

  note(text: string): void {
    const second = this.#hub.seconds();
    if (second !== this.#second) {
      if (this.#untold > 0) this.#emit(`${this.#untold} more REST calls were refused`);
      this.#second = second;
      this.#told = 0;
      this.#untold = 0;
    }
    if (this.#told < MOST) {
      this.#told++;
      this.#emit(text);
    } else {
      this.#untold++;
    }
  }

  #emit(text: string): void {
    this.#hub.trace.emit('', '', { kind: 'note', text });
  }
}
