import type { Hub } from '../hub/hub.js';

/** Lines a second: a client that runs wild must not fill the log. */
const MAX_LINES = 10;

/** Whose line it is. */
interface LoggedDevice {
  user: string;
  device: string;
}

const NOBODY: LoggedDevice = { user: '', device: '' };

/** The hub's log for what strangers can set off: a few lines a second, then only how many more there were. */
export class LimitedLog {
  #hub: Hub;
  #untoldAre: string;
  #second = 0;
  #told = 0;
  #untold = 0;

  /** @param untoldAre what is said of the lines left out, after their number: `more REST calls were refused` */
  constructor(hub: Hub, untoldAre: string) {
    this.#hub = hub;
    this.#untoldAre = untoldAre;
  }

  note(text: string, whose: LoggedDevice = NOBODY): void {
    const second = this.#hub.seconds();
    if (second !== this.#second) {
      if (this.#untold > 0) this.#emit(`${this.#untold} ${this.#untoldAre}`, NOBODY);
      this.#second = second;
      this.#told = 0;
      this.#untold = 0;
    }
    if (this.#told < MAX_LINES) {
      this.#told++;
      this.#emit(text, whose);
    } else {
      this.#untold++;
    }
  }

  #emit(text: string, { user, device }: LoggedDevice): void {
    this.#hub.trace.emit(user, device, { kind: 'note', text });
  }
}
