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

  /** @returns what listeners threw */
  tell<Name extends keyof Listener>(
    name: Name,
    ...args: Listener[Name] extends ((...args: infer Args) => void) | undefined ? Args : never
  ): unknown[] {
    const thrown: unknown[] = [];
    for (const listener of this.#all) {
      const method = listener[name] as ((...args: unknown[]) => void) | undefined;
      try {
        method?.apply(listener, args);
      } catch (error) {
        thrown.push(error);
      }
    }
    return thrown;
  }
}
