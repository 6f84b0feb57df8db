import type { Sequence } from '../../trace/sequence.js';
import { sequenceOfTrace } from '../../trace/sequence-of-trace.js';
import type { ScenarioResult } from '../run.js';

/** A run as a sequence diagram. */
export function diagramOf(result: ScenarioResult): Sequence {
  const names = new Map([...result.invitations].map(([name, inviteID]) => [inviteID, name]));
  const users = result.scenario.testbed.users.map((user) => user.name);
  return sequenceOfTrace(result.events, {
    users,
    title: result.scenario.name,
    names,
    startedAt: result.startedAt,
  });
}
