import { isTooLong } from '../messages/message-size.js';
import { SeedBodies } from './bodies.js';
import type { Seed } from './schema.js';

/** Where in a seed, and what is wrong there. */
export interface Mistake {
  path: PropertyKey[];
  message: string;
  /** Whether the field's name is meant, not its value. */
  field?: boolean;
}

/** What the form alone does not tell: names that nobody has, twice the same, and signals that follow from nothing. */
export function findMistakes(seed: Seed): Mistake[] {
  const mistakes: Mistake[] = [];
  const add = (path: PropertyKey[], message: string) => mistakes.push({ path, message });
  const users = new Set<string>();
  const known = (userID: string, ...path: PropertyKey[]) => {
    if (!users.has(userID)) add(path, `${userID} is not among the users`);
  };

  for (const [index, user] of seed.users.entries()) {
    const { id, path } = nameOf(user, ['users', index]);
    if (users.has(id)) add(path, `there is a user ${id} already`);
    users.add(id);
  }
  for (const [index, friends] of seed.friends.entries()) {
    const [a, b] = Array.isArray(friends) ? friends : [friends.by, friends.user];
    const [keyA, keyB] = Array.isArray(friends) ? [0, 1] : ['by', 'user'];
    known(a, 'friends', index, keyA);
    known(b, 'friends', index, keyB);
    if (a === b) add(['friends', index], 'nobody is their own friend');
  }
  for (const [index, { by, user }] of seed.blocked.entries()) {
    known(by, 'blocked', index, 'by');
    known(user, 'blocked', index, 'user');
  }

  const groups = new Map<string, Set<string>>();
  for (const [index, group] of seed.groups.entries()) {
    if (groups.has(group.id)) add(['groups', index, 'id'], `there is a group ${group.id} already`);
    known(group.owner, 'groups', index, 'owner');
    const members = new Set([group.owner]);
    for (const [place, member] of group.members.entries()) {
      const { id, path } = nameOf(member, ['groups', index, 'members', place]);
      known(id, ...path);
      if (members.has(id)) add(path, `${id} is in the group already`);
      members.add(id);
    }
    groups.set(group.id, members);
  }

  const bodies = new SeedBodies();
  for (const [index, message] of seed.messages.entries()) {
    const { from, to, group, signal } = message;
    known(from, 'messages', index, 'from');
    if (to !== undefined) known(to, 'messages', index, 'to');
    const members = group === undefined ? undefined : groups.get(group);
    if (group !== undefined && !members) add(['messages', index, 'group'], `there is no group ${group}`);
    if (members && !members.has(from)) add(['messages', index, 'from'], `${from} is not in ${group}`);
    for (const [place, invitee] of (signal?.invitees ?? []).entries()) {
      if (members && !members.has(invitee)) {
        add(['messages', index, 'signal', 'invitees', place], `${invitee} is not in ${group}`);
      }
    }
    const body = bodies.next(message);
    if (typeof body === 'string') add(['messages', index, 'signal'], body);
    else if (isTooLong(body, message.cloudCustomData)) add(['messages', index], 'is longer than 12 KB');
  }
  return mistakes;
}

/** An entry is a name alone, or an object with an `id`. */
function nameOf(entry: string | { id: string }, path: PropertyKey[]): { id: string; path: PropertyKey[] } {
  return typeof entry === 'string' ? { id: entry, path } : { id: entry.id, path: [...path, 'id'] };
}
