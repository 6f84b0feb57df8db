import type { RecordedSetting } from './recorded-users.js';
import type { ScriptGroup } from './script.js';

/** Which groups must be there from the beginning, by what was done in them. */
export class InitialGroups {
  #surroundings: RecordedSetting;
  #members = new Map<string, Set<string>>();
  #created = new Set<string>();

  constructor(surroundings: RecordedSetting) {
    this.#surroundings = surroundings;
  }

  /** Something went on in this group, and these users are in it. */
  saw(groupID: string, users: readonly string[]): void {
    const members = this.#members.get(groupID) ?? new Set();
    for (const user of users) members.add(user);
    this.#members.set(groupID, members);
  }

  /** A step makes it. */
  created(groupID: string): void {
    this.#created.add(groupID);
  }

  /** Those of the groups that no step makes; one of which nothing is known but its name is none. */
  list(groupIDs: readonly string[]): ScriptGroup[] {
    const { before, after } = this.#surroundings;
    return groupIDs.flatMap((groupID): ScriptGroup[] => {
      const known = before?.groups.find((group) => group.name === groupID);
      if (known) return [known];
      if (this.#created.has(groupID)) return [];
      const made = after?.groups.find((group) => group.name === groupID);
      if (made) return [made];
      const members = [...(this.#members.get(groupID) ?? [])];
      return members.length === 0 ? [] : [{ name: groupID, type: 'Work', members }];
    });
  }
}
