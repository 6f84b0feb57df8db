import type { TraceEvent } from '../../trace/event.js';
import { inviteIDOf } from '../../trace/invite-id.js';

/** One running call: it gathers what the call causes, out of all that happens in the hub meanwhile. */
export class Call {
  #events: TraceEvent[] = [];
  #notes: (text: string) => void;
  #invitations = new Set<string>();
  #users = new Set<string>();
  #actors = new Set<string>();
  #hearing = new Set<string>();
  #randoms = new Set<number>();

  constructor(notes: (text: string) => void) {
    this.#notes = notes;
  }

  /** Something a person should know beside the answer. */
  readonly note = (text: string): void => this.#notes(text);

  /** All that concerns this invitation belongs to the call. */
  invitation(inviteID: string): void {
    this.#invitations.add(inviteID);
  }

  /** Comings and goings of these users, and pushes to them, belong to the call. */
  users(...users: readonly string[]): void {
    for (const user of users) this.#users.add(user);
  }

  /** Whatever these users' listeners are told belongs to the call. */
  hearing(...users: readonly string[]): void {
    for (const user of users) this.#hearing.add(user);
  }

  /** What this device is told to do belongs to the call. */
  actor(user: string, device: string): void {
    this.#users.add(user);
    this.#actors.add(`${user} ${device}`);
  }

  /** The message with this random number belongs to the call. */
  message(random: number): void {
    this.#randoms.add(random);
  }

  hear(event: TraceEvent): void {
    this.#events.push(event);
  }

  /** What it has caused so far, in order. */
  caused(): TraceEvent[] {
    return this.#events.filter((event) => this.#concerns(event));
  }

  #concerns(event: TraceEvent): boolean {
    if (event.kind === 'event' && this.#hearing.has(event.user)) return true;
    const inviteID = inviteIDOf(event);
    if (inviteID !== undefined) return this.#invitations.has(inviteID);
    switch (event.kind) {
      case 'login':
      case 'logout':
      case 'push':
        return this.#users.has(event.user);
      case 'call':
      case 'result':
        return (
          this.#actors.has(`${event.user} ${event.device}`) &&
          event.method !== 'login' &&
          event.method !== 'logout'
        );
      case 'message':
      case 'modified':
        return this.#randoms.has(event.message.MsgRandom);
      default:
        return false;
    }
  }
}
