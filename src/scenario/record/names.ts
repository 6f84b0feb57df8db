/** Words that a sentence is read by; nobody can be called so in one. */
const RESERVED: ReadonlySet<string> = new Set(
  'and in the from by to for at does not never without waiting everyone nothing group after then parallel remember'.split(
    ' ',
  ),
);

/** How sentences name things. */
export type SentenceNames = Pick<RecordedNames, 'user' | 'group' | 'invitation' | 'knowsInvitation'>;

/** Names users, groups and invitations as a sentence can write them: the same name at each mention. */
export class RecordedNames {
  #users = new Map<string, string>();
  #groups = new Map<string, string>();
  #invitations = new Map<string, string>();
  #several: boolean;

  /** @param several whether invitations are numbered from the first on */
  constructor(several: boolean) {
    this.#several = several;
  }

  user(userID: string): string {
    return named(this.#users, userID, 'user');
  }

  group(groupID: string): string {
    return named(this.#groups, groupID, 'group');
  }

  /** The names of all invitations. */
  invitations(): string[] {
    return [...this.#invitations.values()];
  }

  /** IDs of all groups that have been named. */
  groups(): string[] {
    return [...this.#groups.keys()];
  }

  /** The name of an invitation; one that has none yet gets the next. */
  invitation(inviteID: string): string {
    const known = this.#invitations.get(inviteID);
    if (known !== undefined) return known;
    const name = this.#several ? `call${this.#invitations.size + 1}` : 'call';
    this.#invitations.set(inviteID, name);
    return name;
  }

  knowsInvitation(inviteID: string): boolean {
    return this.#invitations.has(inviteID);
  }

  /** `bob`, `bob and carol`, `bob, carol and dave`. */
  users(userIDs: readonly string[]): string {
    return userIDs
      .map((userID) => this.user(userID))
      .join(', ')
      .replace(/, ([^,]+)$/, ' and $1');
  }
}

function named(known: Map<string, string>, id: string, kind: string): string {
  const found = known.get(id);
  if (found !== undefined) return found;
  const name = unused(nameInSentence(id, kind), new Set(known.values()));
  known.set(id, name);
  return name;
}

/** The ID itself, or where a sentence could not be read with it, what is left of it. */
export function nameInSentence(id: string, kind: string): string {
  if (/^[A-Za-z0-9_@.+-]+$/.test(id) && !RESERVED.has(id) && !id.startsWith('@TGS#')) return id;
  const rest = id
    .replace(/^@TGS#/, '')
    .replace(/[^A-Za-z0-9_]+/g, '_')
    .replace(/^_|_$/g, '');
  return rest === '' ? kind : `${kind}_${rest}`.slice(0, 32);
}

export function unused(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  for (let count = 2; ; count++) {
    const next = `${name.slice(0, 28)}${count}`;
    if (!taken.has(next)) return next;
  }
}
