import { isLive, stateText, type View, viewText } from './views.js';

/** A rule that holds of every invitation, however things were timed. */
export interface Invariant {
  readonly name: string;
  readonly about: string;
  /** What breaks it, in a line for a person; undefined when nothing does. */
  broken(views: readonly View[], name: (view: View) => string): string | undefined;
}

export const agreement: Invariant = {
  name: 'agreement',
  about: 'all devices that are online agree on how an invitation ended, or that it has not',
  broken(views, name) {
    const first = new Map<string, View>();
    for (const view of views) {
      const other = view.invitees.size === 0 && views.find((each) => knows(each, view.inviteID));
      if (other) return `${name(view)} takes it for never sent, ${name(other)} for ${viewText(other)}`;
      for (const [invitee, state] of view.invitees) {
        const key = `${view.inviteID} ${invitee}`;
        const other = first.get(key);
        if (!other) first.set(key, view);
        else if (other.invitees.get(invitee) !== state) {
          const before = stateText(other.invitees.get(invitee)!);
          const whose = view.invitees.size > 1 ? ` for ${invitee}` : '';
          return `${name(other)} takes it for ${before}${whose}, ${name(view)} for ${stateText(state)}`;
        }
      }
    }
    return undefined;
  },
};

function knows(view: View, inviteID: string): boolean {
  return view.inviteID === inviteID && view.invitees.size > 0;
}

export const oneEnd: Invariant = {
  name: 'one end',
  about: 'on each device an invitation ends once for each invitee, and nothing comes after its end',
  broken(views, name) {
    const view = views.find((each) => each.contradictions.length > 0);
    return view && `${name(view)}: ${view.contradictions[0]}`;
  },
};

export const anEnd: Invariant = {
  name: 'an end',
  about: 'an invitation with a time-out ends on every device that is online',
  broken(views, name) {
    const view = views.find((each) => each.timeout !== undefined && each.timeout > 0 && isLive(each));
    return view && `${name(view)} waits for ever: ${viewText(view)}`;
  },
};

/** In the order in which a run is judged; the first that is broken names its outcome. */
export const invariants: readonly Invariant[] = [agreement, oneEnd, anEnd];
