import type { Bench } from '../bench/bench.js';
import type { Heard, Seat } from '../bench/seat.js';
import { formatDuration } from '../format/duration.js';
import type { DeviceName } from '../format/phrase.js';
import { parseJSON, show } from '../match/match.js';
import type { Check, Claim } from './define.js';

/** What differs between something heard and what is expected; undefined when it is about something else altogether. */
export type Judge = (heard: Heard) => string[] | undefined;

/** Expects each device meant to hear one thing. */
export function hears(bench: Bench, who: DeviceName, judge: Judge): Check {
  return ({ after, anywhere }) => {
    const seats = anywhere ? bench.devices(who) : bench.watchers(who);
    const claims: Claim[] = [];
    const missing: string[] = [];
    for (const seat of seats) {
      const heard = seat.heard.find(
        (each) => each.order > after(seat) && (anywhere || !each.claimed) && judge(each)?.length === 0,
      );
      if (heard) claims.push({ heard, seat });
      else missing.push(instead(bench, seat, judge, after(seat)));
    }
    const met = anywhere ? claims.length > 0 : missing.length === 0;
    if (!met) return { met, seen: missing.join('\n') };
    return { met, claims, value: claims[0]?.heard.args };
  };
}

/** What a device heard instead of what was expected. */
function instead(bench: Bench, seat: Seat, judge: Judge, after: number): string {
  const early = seat.heard.find((each) => !each.claimed && each.order <= after && judge(each)?.length === 0);
  if (early) return `${describe(bench, seat, early)}, but before what the steps above expect`;
  const fresh = seat.heard.filter((each) => !each.claimed && each.order > after);
  for (const heard of fresh) {
    const found = judge(heard);
    if (found && found.length > 0) return `${describe(bench, seat, heard)}\n  ${found.join('\n  ')}`;
  }
  const twice = seat.heard.find((each) => each.claimed && judge(each)?.length === 0);
  const loud = fresh.filter((each) => !each.quiet);
  const rest = loud.map((heard) => describe(bench, seat, heard)).join('\n');
  if (twice)
    return `${describe(bench, seat, twice)}, and a step above has expected that; no second time${rest && `\n${rest}`}`;
  if (rest) return rest;
  return seat.online
    ? `${seat.name} heard nothing more`
    : `${seat.name} heard nothing more, and is not logged in`;
}

/** `bob heard onReceiveNewInvitation at 2s: call, {...}` */
export function describe(bench: Bench, seat: Seat | undefined, heard: Heard): string {
  const args = Object.entries(heard.args)
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `${key} ${key === 'inviteID' ? bench.invitationName(String(value)) : told(value)}`)
    .join(', ');
  const at = formatDuration(heard.at - bench.startedAt);
  return `${seat?.name ?? heard.args.to} heard ${heard.name} at ${at}${args && `: ${args}`}`;
}

/** A value that a listener was told; JSON in a text stands as it is, without being quoted once more. */
function told(value: unknown): string {
  const isJSON = typeof value === 'string' && /^[[{]/.test(value) && parseJSON(value) !== undefined;
  return isJSON ? value : show(value);
}
