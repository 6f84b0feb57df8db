/** The answer a message got. */
type Answer = Record<string, unknown>;

interface Sent {
  answer: Answer;
  /** What was sent, to tell a repeat from another message with the same numbers. */
  content: unknown;
  /** Unix seconds after which the same numbers mean a new message. */
  until: number;
}

/** So many messages are remembered; the oldest make room. */
const KEPT = 20_000;

/**
 * Remembers what was sent a moment ago: SDKs send again what was not answered, and a bad network doubles frames. A repeat
 * gets the first one's answer and goes no further.
 */
export class Repeats {
  #sent = new Map<string, Sent>();

  /** The answer that the same message got, or undefined for a new one. */
  find(key: string, content: unknown, now: number): Answer | undefined {
    const sent = this.#sent.get(key);
    if (!sent || sent.until < now) return undefined;
    return JSON.stringify(sent.content) === JSON.stringify(content) ? sent.answer : undefined;
  }

  add(key: string, content: unknown, answer: Answer, until: number): void {
    this.#sent.delete(key);
    this.#sent.set(key, { answer, content, until });
    if (this.#sent.size > KEPT) {
      for (const oldest of this.#sent.keys()) {
        this.#sent.delete(oldest);
        break;
      }
    }
  }
}
