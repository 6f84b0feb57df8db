/** The answer a message got. */
type Answer = Record<string, unknown>;

interface Sent {
  answer: Answer;
  /** What was sent, to tell a repeat from another message with the same numbers. */
  content: unknown;
  /** Unix seconds after which the same numbers mean a new message. */
  until: number;
}

/** So many messages are remembered at least; the oldest make room, many at a time. */
const KEPT = 20_000;

/**
 * Remembers what was sent a moment ago: SDKs send again what was not answered, and a bad network doubles frames. A repeat
 * gets the first one's answer and goes no further.
 */
export class Repeats {
  #young = new Map<string, Sent>();
  #old = new Map<string, Sent>();

  /** The answer that the same message got, or undefined for a new one. */
  find(key: string, content: unknown, now: number): Answer | undefined {
    const sent = this.#young.get(key) ?? this.#old.get(key);
    if (!sent || sent.until < now) return undefined;
    return JSON.stringify(sent.content) === JSON.stringify(content) ? sent.answer : undefined;
  }

  add(key: string, content: unknown, answer: Answer, until: number): void {
    if (this.#young.size >= KEPT) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, { answer, content, until });
  }
}
