/** Listeners in the order they were added; each is in it once. One that throws does not keep the others from hearing. */
export class Listeners<Listener extends object> {
  #all: Listener[] = [];

  add(listener: Listener): void {
    if (!this.#all.includes(listener)) this.#all.push(listener);
  }

  remove(listener: Listener): void {
    this.#all = this.#all.filter((each) => each !== listener);
  }

  /** Whether anybody listens to this event. */
  hears(name: keyof Listener): boolean {
    return this.#all.some((listener) => listener[name] !== undefined);
  }

  /** Calls each. @returns what listeners threw */
  notify(call: (listener: Listener) => void): unknown[] {
    const thrown: unknown[] = [];
    for (const listener of this.#all) {
      try {
        call(listener);
      } catch (error) {
        thrown.push(error);
      }
    }
    return thrown;
  }
}
