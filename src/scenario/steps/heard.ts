import { formatDuration } from '../format/duration.js';
import type { DeviceName } from '../format/phrase.js';
import { parseJSON, show } from '../match/match.js';
import type { HeardEvent, TestDevice } from '../testbed/test-device.js';
import type { Testbed } from '../testbed/testbed.js';
import type { Claim, JudgedScope, StepCheck } from './define.js';

/** What differs between something heard and what is expected; undefined when it is about something else altogether. */
export type Judge = (heard: HeardEvent) => string[] | undefined;

/** Expects each device meant to hear one thing. */
export function hears(testbed: Testbed, who: DeviceName, judge: Judge): StepCheck {
  return (scope) => {
    const { anywhere } = scope;
    const testDevices = anywhere ? testbed.devicesNamed(who) : testbed.watchers(who);
    const claims: Claim[] = [];
    const missing: string[] = [];
    for (const testDevice of testDevices) {
      // The moment is the first device's: the others' lines may be slower.
      const at = claims.length + missing.length === 0 ? scope.at : undefined;
      const heard = firstThatFits(testDevice, judge, { ...scope, at });
      if (heard) claims.push({ heard, testDevice });
      else missing.push(instead(testbed, testDevice, judge, scope));
    }
    const met = anywhere ? claims.length > 0 : missing.length === 0;
    if (!met) return { met, seen: missing.join('\n') };
    return { met, claims, value: claims[0]?.heard.args };
  };
}

/** The first event that fits after those of the steps above; else the first at all, for steps may be met in any order. */
function firstThatFits(
  testDevice: TestDevice,
  judge: Judge,
  { after, inOrder, anywhere, at }: JudgedScope,
): HeardEvent | undefined {
  const from = after(testDevice);
  let early: HeardEvent | undefined;
  for (const each of testDevice.heard) {
    if (!anywhere && each.claimed) continue;
    const isEarly = each.order <= from;
    if (isEarly && (inOrder || anywhere || early)) continue;
    if (at !== undefined && each.at !== at) continue;
    if (judge(each)?.length !== 0) continue;
    if (!isEarly) return each;
    early = each;
  }
  return early;
}

/** What a device heard instead of what was expected. */
function instead(testbed: Testbed, testDevice: TestDevice, judge: Judge, scope: JudgedScope): string {
  const after = scope.inOrder ? scope.after(testDevice) : 0;
  const early = testDevice.heard.find(
    (each) => !each.claimed && each.order <= after && judge(each)?.length === 0,
  );
  if (early) return `${describe(testbed, testDevice, early)}, but before what the steps above expect`;
  const untimely = testDevice.heard.find((each) => !each.claimed && judge(each)?.length === 0);
  if (untimely) return describe(testbed, testDevice, untimely);
  const fresh = testDevice.heard.filter((each) => !each.claimed && each.order > after);
  for (const heard of fresh) {
    const found = judge(heard);
    if (found && found.length > 0) return `${describe(testbed, testDevice, heard)}\n  ${found.join('\n  ')}`;
  }
  const twice = testDevice.heard.find((each) => each.claimed && judge(each)?.length === 0);
  const loud = fresh.filter((each) => !each.quiet);
  const rest = loud.map((heard) => describe(testbed, testDevice, heard)).join('\n');
  if (twice)
    return `${describe(testbed, testDevice, twice)}, and a step above has expected that; no second time${rest && `\n${rest}`}`;
  if (rest) return rest;
  return testDevice.online
    ? `${testDevice.name} heard nothing more`
    : `${testDevice.name} heard nothing more, and is not logged in`;
}

/** `bob heard onReceiveNewInvitation at 2s: call, {...}` */
export function describe(testbed: Testbed, testDevice: TestDevice | undefined, heard: HeardEvent): string {
  const args = Object.entries(heard.args)
    .filter(([, value]) => value !== '')
    .map(
      ([key, value]) => `${key} ${key === 'inviteID' ? testbed.invitationName(String(value)) : told(value)}`,
    )
    .join(', ');
  const at = formatDuration(heard.at - testbed.startedAt);
  return `${testDevice?.name ?? heard.args.to} heard ${heard.name} at ${at}${args && `: ${args}`}`;
}

/** A value that a listener was told; JSON in a text stands as it is, without being quoted once more. */
function told(value: unknown): string {
  const isJSON = typeof value === 'string' && /^[[{]/.test(value) && parseJSON(value) !== undefined;
  return isJSON ? value : show(value);
}
