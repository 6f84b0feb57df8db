import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import { SigError } from '../../../im/sig-error.js';
import { didYouMean } from '../../../text/did-you-mean.js';
import { administrator } from '../../administrator.js';
import type { HubHost } from '../../hub-host.js';
import { noteNewUsers } from '../known-user.js';
import { method } from '../method.js';
import type { GroupRow } from '../protocol.js';

const SERVICE = 'group_open_http_svc';

/** Makes a group, as a backend does. */
export const createGroup = method(
  z.object({
    group: z.string().default(''),
    type: z.string(),
    name: z.string().default(''),
    owner: z.string(),
    members: z.array(z.string()).default([]),
  }),
  async ({ host }, { group, type, name, owner, members }, call) => {
    noteNewUsers(host, [owner, ...members], call);
    const answer = await administrator(host.hub)(`${SERVICE}.create_group`, {
      ...{ Type: type, Name: name || group || 'group', Owner_Account: owner },
      ...(group === '' ? {} : { GroupId: group }),
      MemberList: memberList(members.filter((member) => member !== owner)),
    });
    return { group: String(answer.GroupId) };
  },
);

export const listGroups = method(z.object({}), ({ host }): GroupRow[] =>
  host.hub.store.groups().map(({ groupID, type, name, owner }) => ({
    ...{ groupID, type, name, owner },
    members: host.hub.store.members(groupID).map((member) => member.userID),
  })),
);

export const addMembers = method(
  z.object({ group: z.string(), members: z.array(z.string()) }),
  async ({ host }, { group, members }, call) => {
    requireGroup(host, group);
    noteNewUsers(host, members, call);
    const body = { GroupId: group, MemberList: memberList(members) };
    await administrator(host.hub)(`${SERVICE}.add_group_member`, body);
    return { group, members };
  },
);

export const removeMembers = method(
  z.object({ group: z.string(), members: z.array(z.string()) }),
  async ({ host }, { group, members }) => {
    requireGroup(host, group);
    const body = { GroupId: group, MemberToDel_Account: members };
    await administrator(host.hub)(`${SERVICE}.delete_group_member`, body);
    return { group, members };
  },
);

export const deleteGroup = method(z.object({ group: z.string() }), async ({ host }, { group }) => {
  requireGroup(host, group);
  await administrator(host.hub)(`${SERVICE}.destroy_group`, { GroupId: group });
  return { group };
});

function memberList(members: readonly string[]) {
  return members.map((Member_Account) => ({ Member_Account }));
}

/** @throws SigError 10010 with the group that was probably meant */
export function requireGroup({ hub }: HubHost, group: string): void {
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
