import { invariants } from '../invariants.js';
import type { Failure } from '../play.js';
import { deviceLabel, onlineViews } from '../steps/believes.js';
import type { Testbed } from '../testbed/testbed.js';
import { type View, viewText } from '../views.js';

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

/** How an order has ended, in a line, and what is wrong with that. */
export function judge(testbed: Testbed, failure: Failure | undefined, failed: readonly string[]): Judgement {
  const place = (view: View) =>
    testbed.devices.findIndex(
      (testDevice) => testDevice.user === view.user && testDevice.device === view.device,
    );
  const views = onlineViews(testbed).sort((a, b) => place(a) - place(b));
  const parts: string[] = [];
  for (const [name, inviteID] of [...testbed.invitations].sort(byName)) {
    parts.push(
      `${name}: ${endings(
        testbed,
        views.filter((view) => view.inviteID === inviteID),
      )}`,
    );
  }
  const known = [...testbed.invitations].filter(([, id]) => views.some((view) => view.inviteID === id));
  const judgement = { known: known.map(([name]) => name) };
  const outcome = [...parts, ...[...failed].sort()].join('; ');
  for (const invariant of invariants) {
    const text = invariant.broken(
      views,
      (view) => `${deviceLabel(testbed, view)} (${testbed.invitationName(view.inviteID)})`,
    );
    if (text !== undefined) return { ...judgement, outcome, broken: { invariant: invariant.name, text } };
  }
  return { ...judgement, outcome, broken: failure && { invariant: failure.step, text: failure.seen } };
}

function byName([a]: [string, string], [b]: [string, string]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `accepted for alice, cancelled for bob`: devices that saw the same end stand together. */
function endings(testbed: Testbed, views: readonly View[]): string {
  if (views.length === 0) return 'unknown to everybody';
  const deviceNames = new Map<string, string[]>();
  for (const view of views) {
    const text = `${viewText(view)}${view.contradictions.length > 0 ? ' and more' : ''}`;
    const name = deviceLabel(testbed, view);
    deviceNames.set(text, [...(deviceNames.get(text) ?? []), name]);
  }
  const separator = views.some((view) => view.invitees.size > 1) ? ' | ' : ', ';
  return [...deviceNames].map(([text, names]) => `${text} for ${names.join(' and ')}`).join(separator);
}
