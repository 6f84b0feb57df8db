import type { Method } from '../method.js';
import { accept, cancel, modify, reject } from './answer.js';
import { addMembers, createGroup, deleteGroup, listGroups, removeMembers } from './groups.js';
import { names, reset, restore, snapshot, status, stop } from './hub.js';
import { candidates, list, show } from './invitations.js';
import { invite, inviteInGroup } from './invite.js';
import { history, send } from './messages.js';
import { listPushes, openPush } from './pushes.js';
import { addUsers, listUsers, login, logout, removeUsers } from './users.js';

/** Everything that the control door can be asked for, by name. */
export const methods = {
  ...{ invite, inviteInGroup, accept, reject, cancel, modify },
  ...{ list, show, candidates },
  ...{ send, history, listPushes, openPush },
  ...{ addUsers, listUsers, removeUsers, login, logout },
  ...{ createGroup, listGroups, addMembers, removeMembers, deleteGroup },
  ...{ status, stop, reset, snapshot, restore, names },
} satisfies Record<string, Method>;

export type MethodName = keyof typeof methods;

export function findMethod(name: string): Method | undefined {
  return Object.hasOwn(methods, name) ? methods[name as MethodName] : undefined;
}
