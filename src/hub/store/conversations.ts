import { isGroupMessage, type WireMessage } from '../../im/wire.js';
import { c2cKey, peerIn } from './conversation-key.js';
import { mostRecentFirst } from './most-recent-first.js';
import type { ConversationRow, Peer } from './store.js';

/** All conversations of a store, found by who is in them. `key` is theirs as in conversation-key.ts, or the group's ID. */
export class Conversations<Conversation extends { readonly key: string }> {
  #c2c = new Map<string, Conversation>();
  #c2cOf = new Map<string, Conversation[]>();
  #groups = new Map<string, Conversation>();

  c2c(a: string, b: string): Conversation | undefined {
    return this.#c2c.get(c2cKey(a, b));
  }

  group(groupID: string): Conversation | undefined {
    return this.#groups.get(groupID);
  }

  /** The one a message belongs to, if there is one yet. */
  of(wire: WireMessage): Conversation | undefined {
    return isGroupMessage(wire) ? this.group(wire.GroupId) : this.c2c(wire.From_Account, wire.To_Account);
  }

  /** A user's C2C conversations, and with whom each is. */
  c2cOf(owner: string): { conversation: Conversation; userID: string }[] {
    const all = this.#c2cOf.get(owner) ?? [];
    return all.map((conversation) => ({ conversation, userID: peerIn(conversation.key, owner) }));
  }

  all(): Conversation[] {
    return [...this.#c2c.values(), ...this.#groups.values()];
  }

  addGroup(conversation: Conversation): void {
    this.#groups.set(conversation.key, conversation);
  }

  addC2C(conversation: Conversation): void {
    this.#c2c.set(conversation.key, conversation);
    for (const userID of new Set(conversation.key.split(' '))) {
      const own = this.#c2cOf.get(userID);
      if (own) own.push(conversation);
      else this.#c2cOf.set(userID, [conversation]);
    }
  }

  delete(conversation: Conversation): void {
    const { key } = conversation;
    if (this.#groups.get(key) === conversation) this.#groups.delete(key);
    if (this.#c2c.get(key) !== conversation) return;
    this.#c2c.delete(key);
    for (const userID of new Set(key.split(' '))) {
      const rest = this.#c2cOf.get(userID)!.filter((each) => each !== conversation);
      if (rest.length > 0) this.#c2cOf.set(userID, rest);
      else this.#c2cOf.delete(userID);
    }
  }

  clear(): void {
    for (const map of [this.#c2c, this.#c2cOf, this.#groups]) map.clear();
  }

  /**
   * A user's list, most recent first.
   * @param row how the user sees one; undefined where it is not listed
   */
  list(
    owner: string,
    groupIDs: readonly string[],
    row: (peer: Peer, conversation: Conversation) => ConversationRow | undefined,
  ): ConversationRow[] {
    const rows = this.c2cOf(owner).map(({ conversation, userID }) => row({ userID }, conversation));
    for (const groupID of groupIDs) {
      const conversation = this.group(groupID);
      if (conversation) rows.push(row({ groupID }, conversation));
    }
    return rows.filter((each) => each !== undefined).sort(mostRecentFirst);
  }
}
