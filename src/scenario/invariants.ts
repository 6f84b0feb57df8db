import { stateText, type View } from './views.js';

/** A rule that holds of every invitation, however things were timed. */
export interface Invariant {
  readonly name: string;
  readonly about: string;
  /** What breaks it, in a line for a person; undefined when nothing does. */
  broken(views: readonly View[], name: (view: View) => string): string | undefined;
}

/** In the order in which a run is judged; the first that is broken names its outcome. */
export const invariants: readonly Invariant[] = [
  {
    name: 'agreement',
    about: 'all devices that are online agree on how an invitation ended',
    broken(views, name) {
      const ends = new Map<string, View>();
      for (const view of views) {
        for (const [invitee, state] of view.invitees) {
          if (state === 'pending') continue;
          const key = `${view.inviteID} ${invitee}`;
          const other = ends.get(key);
          if (!other) ends.set(key, view);
          else if (other.invitees.get(invitee) !== state) {
            const first = stateText(other.invitees.get(invitee)!);
            return `for ${name(other)} it is ${first}, for ${name(view)} it is ${stateText(state)}`;
          }
        }
      }
      return undefined;
    },
  },
  {
    name: 'one end',
    about: 'on each device an invitation ends once for each invitee, and nothing comes after its end',
    broken(views, name) {
      const view = views.find((each) => each.contradictions.length > 0);
      return view && `${name(view)}: ${view.contradictions[0]}`;
    },
  },
  {
    name: 'an end',
    about: 'an invitation with a time-out ends on every device that is online',
    broken(views, name) {
      const view = views.find(
        (each) =>
          each.timeout !== undefined && each.timeout > 0 && [...each.invitees.values()].includes('pending'),
      );
      return view && `${name(view)} waits for ever`;
    },
  },
];
