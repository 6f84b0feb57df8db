import { accepts } from './accepts.js';
import { addsInvitation } from './adds-invitation.js';
import { backendSends } from './backend.js';
import { agree, believes, believesFor, isOver } from './believes.js';
import { blocksUser, unblocksUser } from './blocks-user.js';
import { callsMethod } from './calls-method.js';
import { cancels } from './cancels.js';
import type { StepDefinition } from './define.js';
import { answerReaches, holds, letsGo, reachesDevice, reachesHub } from './deliveries.js';
import {
  clockIsAhead,
  clockIsBehind,
  clockIsRight,
  crashes,
  hubRestarts,
  hubStarts,
  hubStops,
  startsAgain,
} from './faults.js';
import { getsMessage } from './gets-message.js';
import { getsPush } from './gets-push.js';
import {
  addsToGroup,
  createsGroup,
  dissolvesGroup,
  joinsGroup,
  leavesGroup,
  removesFromGroup,
} from './groups.js';
import { hearsEvent } from './hears-event.js';
import { invites } from './invites.js';
import { invitesInGroup } from './invites-in-group.js';
import { logsIn } from './logs-in.js';
import { logsOut } from './logs-out.js';
import { messagesGroup, messagesUser } from './messages.js';
import { modifies } from './modifies.js';
import {
  isConnectedAgain,
  isCutOff,
  networkIsFine,
  networkOfAll,
  networkOfOne,
  networkOfOneIsFine,
  nextAnswerIsLost,
  nextComesTwice,
  nextFromComesTwice,
  nextFromIsDelayed,
  nextFromIsLost,
  nextIsDelayed,
  nextIsLost,
} from './network.js';
import { rejects } from './rejects.js';
import {
  receives,
  seesAccept,
  seesCancel,
  seesModified,
  seesReject,
  seesTimeout,
} from './signaling-events.js';
import {
  conversations,
  historyOfGroup,
  historyWith,
  lastGroupMessage,
  lastMessage,
  unreadCount,
  unreadFrom,
  unreadInGroup,
} from './stored-state.js';
import { after, nothingElse, nothingElseFor, remember } from './time.js';

/** Every step there is, by heading of the reference. A sentence belongs to the first one it fits. */
export const stepTable: Readonly<Record<string, readonly StepDefinition[]>> = {
  'What users do': [
    invitesInGroup,
    invites,
    cancels,
    accepts,
    rejects,
    modifies,
    addsToGroup,
    addsInvitation,
    logsIn,
    logsOut,
    messagesGroup,
    messagesUser,
    createsGroup,
    joinsGroup,
    leavesGroup,
    dissolvesGroup,
    removesFromGroup,
    blocksUser,
    unblocksUser,
    callsMethod,
    backendSends,
  ],
  'What is expected': [
    receives,
    seesAccept,
    seesReject,
    seesCancel,
    seesTimeout,
    seesModified,
    getsMessage,
    getsPush,
    unreadFrom,
    unreadInGroup,
    unreadCount,
    lastMessage,
    lastGroupMessage,
    conversations,
    historyWith,
    historyOfGroup,
    hearsEvent,
    believesFor,
    believes,
    agree,
    isOver,
  ],
  Time: [after, nothingElse, nothingElseFor, remember],
  'What goes wrong': [
    networkOfAll,
    networkOfOne,
    networkIsFine,
    networkOfOneIsFine,
    isCutOff,
    isConnectedAgain,
    nextIsLost,
    nextFromIsLost,
    nextAnswerIsLost,
    nextComesTwice,
    nextFromComesTwice,
    nextIsDelayed,
    nextFromIsDelayed,
    hubRestarts,
    hubStops,
    hubStarts,
    crashes,
    startsAgain,
    clockIsAhead,
    clockIsBehind,
    clockIsRight,
  ],
  'What arrives when': [holds, reachesHub, reachesDevice, answerReaches, letsGo],
};

export const allSteps: readonly StepDefinition[] = Object.values(stepTable).flat();
