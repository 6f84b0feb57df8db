/** A listener's call: its method and arguments in our API's order, whichever SDK it came from. */
export interface Heard {
  name: string;
  inviteID: string;
  args: unknown[];
}

/** One side of a flow: a user on the real SDK or on our device. All calls reject with an error that has a `code`. */
export interface Party {
  readonly userID: string;
  /** Every signaling event so far. */
  readonly heard: Heard[];
  /** The first event of this name that has come or will come; of one invitation, or of any. */
  hear(name: string, inviteID?: string): Promise<Heard>;
  /** @returns the inviteID, once sent */
  invite(userID: string, data: string, timeout: number, onlineUserOnly?: boolean): Promise<string>;
  inviteInGroup(groupID: string, inviteeList: string[], data: string, timeout: number): Promise<string>;
  cancel(inviteID: string, data: string): Promise<void>;
  accept(inviteID: string, data: string): Promise<void>;
  reject(inviteID: string, data: string): Promise<void>;
  modify(inviteID: string, data: string): Promise<void>;
  createGroup(groupID: string, members: string[]): Promise<void>;
  /** Waits until this side knows that it is in the group. */
  knowsGroup(groupID: string): Promise<void>;
  login(userSig?: string): Promise<void>;
  logout(): Promise<void>;
  /** Leaves without a word. */
  destroy(): Promise<void>;
}

/** Keeps what was heard, and lets tests wait for it. */
export class Ear {
  readonly heard: Heard[] = [];
  #waiting: (() => void)[] = [];

  add(name: string, args: unknown[]): void {
    this.heard.push({ name, inviteID: String(args[0]), args });
    for (const look of [...this.#waiting]) look();
  }

  hear(name: string, inviteID?: string): Promise<Heard> {
    return new Promise((resolve) => {
      const look = () => {
        const found = this.heard.find(
          (each) => each.name === name && (inviteID === undefined || each.inviteID === inviteID),
        );
        if (!found) return;
        this.#waiting = this.#waiting.filter((each) => each !== look);
        resolve(found);
      };
      this.#waiting.push(look);
      look();
    });
  }
}
