import type { DeviceName } from '../format/phrase.js';
import { agreement, oneEnd } from '../invariants.js';
import type { Testbed } from '../testbed/testbed.js';
import { isLive, stateText, type View, viewText } from '../views.js';
import { expectation, type StepCheck } from './define.js';

export const believes = expectation({
  phrases: ['{who:device} believes {call:invitation} is {state:state}'],
  about: 'what the app must take an invitation for, by all that its device was told',
  options: {},
  check: (testbed, { who, call, state }) => believed(testbed, who, call, state, undefined),
});

export const believesFor = expectation({
  phrases: ['{who:device} believes {call:invitation} is {state:state} for {whom:user}'],
  about: 'the same for one invitee of several',
  options: {},
  check: (testbed, { who, call, state, whom }) => believed(testbed, who, call, state, whom),
});

export const agree = expectation({
  phrases: ['everyone agrees on {call:invitation}'],
  about: 'all devices that are online were told the same end, once, or none was told one',
  options: {},
  check(testbed, { call }) {
    return () => {
      const views = onlineViews(testbed).filter((view) => view.inviteID === testbed.invitations.get(call));
      if (views.length === 0) return { met: false, seen: `no device knows of ${call}` };
      for (const { broken } of [agreement, oneEnd]) {
        const seen = broken(views, (view) => deviceLabel(testbed, view));
        if (seen !== undefined) return { met: false, seen };
      }
      return { met: true, claims: [] };
    };
  },
});

export const isOver = expectation({
  phrases: ['{call:invitation} is over for everyone'],
  about: 'on all devices that are online it has ended, for each of its invitees',
  options: {},
  check(testbed, { call }) {
    return () => {
      const views = onlineViews(testbed).filter((view) => view.inviteID === testbed.invitations.get(call));
      if (views.length === 0) return { met: false, seen: `no device knows of ${call}` };
      const waiting = views.filter(isLive);
      if (waiting.length === 0) return { met: true, claims: [] };
      const seen = waiting.map(
        (view) => `${deviceLabel(testbed, view)} believes ${call} is ${viewText(view)}`,
      );
      return { met: false, seen: seen.join('\n') };
    };
  },
});

function believed(
  testbed: Testbed,
  who: DeviceName,
  call: string,
  state: string,
  whom: string | undefined,
): StepCheck {
  return ({ anywhere, own }) => {
    const inviteID = testbed.invitations.get(call);
    if (inviteID === undefined)
      return { met: false, seen: `no invitation named ${call} has been sent`, unknown: true };
    const all = testbed.views;
    const seen: string[] = [];
    let met = 0;
    let known = false;
    const testDevices = testbed.watchers(who);
    for (const { user, device, name } of testDevices) {
      const view = all.find(
        (each) => each.user === user && each.device === device && each.inviteID === inviteID,
      );
      known ||= view !== undefined;
      const states = view
        ? whom === undefined && own && view.invitees.has(user)
          ? [view.invitees.get(user)]
          : whom === undefined
            ? [...view.invitees.values()]
            : [view.invitees.get(whom)]
        : [];
      if (states.length > 0 && states.every((each) => each !== undefined && stateText(each) === state)) met++;
      else
        seen.push(
          view ? `${name} believes ${call} is ${viewText(view)}` : `${name} does not know of ${call}`,
        );
    }
    if (anywhere ? met > 0 : seen.length === 0) return { met: true, claims: [] };
    return { met: false, seen: seen.join('\n'), unknown: !known };
  };
}

/** The views of the devices that are logged in. */
export function onlineViews(testbed: Testbed): View[] {
  return testbed.views.filter(
    (view) => testbed.devicesOf(view.user).find((testDevice) => testDevice.device === view.device)?.online,
  );
}

export function deviceLabel(testbed: Testbed, view: View): string {
  return (
    testbed.devicesOf(view.user).find((testDevice) => testDevice.device === view.device)?.name ?? view.user
  );
}
