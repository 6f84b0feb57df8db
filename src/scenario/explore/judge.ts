import { invariants } from '../invariants.js';
import type { Failure, Player } from '../play.js';
import { deviceLabel, onlineViews } from '../steps/believes.js';
import type { Testbed } from '../testbed/testbed.js';
import type { View } from '../views.js';
import { outcomeText } from './outcome-text.js';

/** What an order breaks. */
export interface Broken {
  /** The invariant's name, or the step of the scenario that fails. */
  invariant: string;
  text: string;
}

export interface Judgement {
  /** How an order ended, in a line. */
  outcome: string;
  broken: Broken | undefined;
  /** The invitations that a device knows of that is online. */
  known: string[];
}

/** How an order has ended, in a line, and what is wrong with that: the scenario's own invariants first. */
export function judge(
  testbed: Testbed,
  { broken: own, failures }: Pick<Player, 'broken' | 'failures'>,
  failed: readonly string[],
  unmet?: Failure,
): Judgement {
  const place = (view: View) =>
    testbed.devices.findIndex(({ user, device }) => user === view.user && device === view.device);
  const views = onlineViews(testbed).sort((a, b) => place(a) - place(b));
  const known = [...testbed.invitations].filter(([, id]) => views.some((view) => view.inviteID === id));
  const outcome = outcomeText(testbed, views, failed);
  return {
    known: known.map(([name]) => name),
    outcome,
    broken: firstBroken(testbed, views, own, failures, unmet),
  };
}

function firstBroken(
  testbed: Testbed,
  views: readonly View[],
  own: readonly Failure[],
  failures: readonly Failure[],
  unmet: Failure | undefined,
): Broken | undefined {
  const [first] = own;
  if (first) return { invariant: first.step, text: first.seen };
  const name = (view: View) => `${deviceLabel(testbed, view)} (${testbed.invitationName(view.inviteID)})`;
  for (const invariant of invariants) {
    const text = invariant.broken(views, name);
    if (text !== undefined) return { invariant: invariant.name, text };
  }
  const failure = failures[0] ?? unmet;
  return failure && { invariant: failure.step, text: failure.seen };
}
