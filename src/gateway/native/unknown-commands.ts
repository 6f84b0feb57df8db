/** Names that get a line; who sends made-up names does not fill the log. */
const MAX_NOTED = 1000;

/** Commands that were asked for and are not in the table, of all connections together. */
export class UnknownCommands {
  #noted = new Set<string>();

  /** @returns whether it is asked for the first time, and is to be told in the log */
  isNew(command: string): boolean {
    if (this.#noted.has(command) || this.#noted.size >= MAX_NOTED) return false;
    this.#noted.add(command);
    return true;
  }
}
