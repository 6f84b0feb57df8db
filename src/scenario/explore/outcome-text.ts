import { deviceLabel } from '../steps/believes.js';
import type { Testbed } from '../testbed/testbed.js';
import { listText, type View, viewText } from '../views.js';

/**
 * How an order has ended, in a line: `call: accepted for alice and bob`. Devices that fared alike are named once, and so are
 * invitations; what a device heard too much is spelled out.
 * @param failed calls that failed and events that did not come
 */
export function outcomeText(testbed: Testbed, views: readonly View[], failed: readonly string[]): string {
  const names = [...testbed.invitations].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const byEnd = new Map<string, string[]>();
  for (const [name, inviteID] of names) {
    const own = views.filter((view) => view.inviteID === inviteID);
    const end = endings(testbed, own, names.length > 1);
    byEnd.set(end, [...(byEnd.get(end) ?? []), name]);
  }
  // Of one invitation alone its invitee has a name.
  const parts = [...byEnd].map(([end, of]) => {
    if (of.length > 1) return `${listText(of)}: ${end}`;
    const own = views.filter((view) => view.inviteID === testbed.invitations.get(of[0]!));
    return `${of[0]}: ${endings(testbed, own, false)}`;
  });
  return [...parts, ...[...failed].sort()].join('; ');
}

/** @param many whether the only invitee of an invitation is called so, for others to fare like it */
function endings(testbed: Testbed, views: readonly View[], many: boolean): string {
  if (views.length === 0) return 'unknown to everybody';
  const alike = new Map<string, string[]>();
  for (const view of views) {
    const text = viewText(view) + extra(view);
    const isInvitee = many && view.invitees.size === 1 && view.invitees.has(view.user);
    const name = isInvitee
      ? deviceLabel(testbed, view).replace(view.user, 'its invitee')
      : deviceLabel(testbed, view);
    alike.set(text, [...(alike.get(text) ?? []), name]);
  }
  const separator = views.some((view) => view.invitees.size > 1) ? ' | ' : ', ';
  return [...alike].map(([text, names]) => `${text} for ${listText(names)}`).join(separator);
}

/** What can't be true of one invitation, and was told all the same. */
function extra({ contradictions }: View): string {
  const told = [...new Set(contradictions.map((each) => each.replace(/ after the end \(.*\)$/, '')))];
  return told.length === 0 ? '' : ` (then ${told.join('; ')})`;
}
