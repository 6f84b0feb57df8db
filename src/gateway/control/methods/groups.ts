import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import { SigError } from '../../../im/sig-error.js';
import { didYouMean } from '../../../text/did-you-mean.js';
import { administrator } from '../../administrator.js';
import type { HubRuntime } from '../../hub-runtime.js';
import { noteNewUsers } from '../known-user.js';
import { method } from '../method.js';
import { groupRow, groupType } from '../schemas.js';

const SERVICE = 'group_open_http_svc';

const changedMembers = z.object({ group: z.string(), members: z.array(z.string()) });

export const createGroup = method({
  summary: 'Make a group, as a backend does.',
  description: 'Owner and members who are new to the hub get an account.',
  params: z.object({
    group: z.string().default('').describe("Its ID; '' for one that the hub makes up."),
    type: groupType,
    name: z.string().default('').describe("'' for its ID."),
    owner: z.string(),
    members: z.array(z.string()).default([]),
  }),
  result: z.object({ group: z.string().describe('Its ID.') }),
  async run({ runtime }, { group, type, name, owner, members }, note) {
    noteNewUsers(runtime, [owner, ...members], note);
    const answer = await administrator(runtime.hub)(`${SERVICE}.create_group`, {
      ...{ Type: type, Name: name || group || 'group', Owner_Account: owner },
      ...(group === '' ? {} : { GroupId: group }),
      MemberList: memberList(members.filter((member) => member !== owner)),
    });
    return { group: String(answer.GroupId) };
  },
});

export const listGroups = method({
  summary: 'List the groups with their members.',
  params: z.object({}),
  result: z.array(groupRow),
  run: ({ runtime }) =>
    runtime.hub.store.groups().map(({ groupID, type, name, owner }) => ({
      ...{ groupID, type, name, owner },
      members: runtime.hub.store.members(groupID).map((member) => member.userID),
    })),
});

export const addMembers = method({
  summary: 'Add members to a group, as a backend does.',
  description: 'Members who are new to the hub get an account; 10010 when there is no such group.',
  params: z.object({ group: z.string(), members: z.array(z.string()) }),
  result: changedMembers,
  async run({ runtime }, { group, members }, note) {
    requireGroup(runtime, group);
    noteNewUsers(runtime, members, note);
    const body = { GroupId: group, MemberList: memberList(members) };
    await administrator(runtime.hub)(`${SERVICE}.add_group_member`, body);
    return { group, members };
  },
});

export const removeMembers = method({
  summary: 'Remove members from a group, as a backend does.',
  description: '10010 when there is no such group.',
  params: z.object({ group: z.string(), members: z.array(z.string()) }),
  result: changedMembers,
  async run({ runtime }, { group, members }) {
    requireGroup(runtime, group);
    const body = { GroupId: group, MemberToDel_Account: members };
    await administrator(runtime.hub)(`${SERVICE}.delete_group_member`, body);
    return { group, members };
  },
});

export const deleteGroup = method({
  summary: 'Dissolve a group, as a backend does.',
  description: '10010 when there is no such group.',
  params: z.object({ group: z.string() }),
  result: z.object({ group: z.string() }),
  async run({ runtime }, { group }) {
    requireGroup(runtime, group);
    await administrator(runtime.hub)(`${SERVICE}.destroy_group`, { GroupId: group });
    return { group };
  },
});

function memberList(members: readonly string[]) {
  return members.map((Member_Account) => ({ Member_Account }));
}

/** @throws SigError 10010 with the group that was probably meant */
export function requireGroup({ hub }: HubRuntime, group: string): void {
  if (hub.store.group(group)) return;
  const near = didYouMean(
    group,
    hub.store.groups().map((each) => each.groupID),
  );
  throw new SigError(
    CODE.ERR_SVR_GROUP_NOT_FOUND,
    `there is no group ${group}`,
    near ? `did you mean ${near}?` : 'sig group list shows them',
  );
}
