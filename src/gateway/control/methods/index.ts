import type { MethodDefinition } from '../method.js';
import { accept, cancel, modify, reject } from './answer.js';
import { answerBy, answerCall, call, declineCall, hangUp } from './calls.js';
import { addMembers, createGroup, deleteGroup, listGroups, removeMembers } from './groups.js';
import { names, reset, settings, status, stop } from './hub.js';
import { candidates, list, show } from './invitations.js';
import { invite, inviteInGroup } from './invite.js';
import { history, send } from './messages.js';
import { held, hold, release, resetNetwork, setNetwork } from './network.js';
import { listPushes, openPush } from './pushes.js';
import { restoreBegin, restoreEnd, restoreMessages, snapshot, snapshotMessages } from './snapshots.js';
import { addUsers, listUsers, login, logout, removeUsers } from './users.js';

/** The control API: every method by its name. */
export const controlMethods = {
  ...{ invite, inviteInGroup, accept, reject, cancel, modify },
  ...{ call, answerCall, declineCall, hangUp, answerBy },
  ...{ list, show, candidates },
  ...{ send, history, listPushes, openPush },
  ...{ addUsers, listUsers, removeUsers, login, logout },
  ...{ createGroup, listGroups, addMembers, removeMembers, deleteGroup },
  ...{ status, settings, stop, reset, names },
  ...{ setNetwork, resetNetwork, hold, held, release },
  ...{ snapshot, snapshotMessages, restoreBegin, restoreMessages, restoreEnd },
};

/** A method whose params have not been checked yet. */
export function findMethod(name: string): MethodDefinition | undefined {
  if (!Object.hasOwn(controlMethods, name)) return undefined;
  return controlMethods[name as keyof typeof controlMethods] as MethodDefinition;
}
