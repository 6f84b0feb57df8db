import type { Credentials } from './connection.js';
import type { Outlet, Session } from './session.js';

/** The open lines, and who is logged in on which. */
export class Sessions {
  #nextID = 1;
  #all = new Set<Session>();
  #byUser = new Map<string, Session[]>();

  open(credentials: Credentials, outlet: Outlet, admin: boolean): Session {
    const session: Session = {
      id: this.#nextID++,
      outlet,
      credentials,
      userID: '',
      tinyID: '',
      instID: 0,
      a2: '',
      admin,
    };
    if (!admin) this.#all.add(session);
    return session;
  }

  /** Marks a session as logged in. */
  bind(session: Session, who: { userID: string; tinyID: string; instID: number; a2: string }): void {
    this.unbind(session);
    Object.assign(session, who);
    const others = this.#byUser.get(who.userID);
    if (others) others.push(session);
    else this.#byUser.set(who.userID, [session]);
  }

  /** Marks it as logged out; the line stays open. */
  unbind(session: Session): void {
    const list = this.#byUser.get(session.userID);
    if (list) {
      const rest = list.filter((each) => each !== session);
      if (rest.length > 0) this.#byUser.set(session.userID, rest);
      else this.#byUser.delete(session.userID);
    }
    session.userID = '';
    session.a2 = '';
  }

  /** @returns whether it was there */
  remove(session: Session): boolean {
    if (!this.#all.delete(session)) return false;
    this.unbind(session);
    return true;
  }

  isOpen(session: Session): boolean {
    return this.#all.has(session);
  }

  /** A user's logged-in sessions, oldest first. */
  of(userID: string): readonly Session[] {
    return this.#byUser.get(userID) ?? [];
  }

  isOnline(userID: string): boolean {
    return this.#byUser.has(userID);
  }

  all(): Iterable<Session> {
    return this.#all;
  }
}
