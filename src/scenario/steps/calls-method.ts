import { z } from 'zod';
import type { InviteCall } from '../../device/signaling.js';
import { V2TIMManager } from '../../device/v2tim-manager.js';
import { differences } from '../match/match.js';
import { StepFailure } from '../testbed/step-failure.js';
import { call } from './define.js';
import { pattern } from './options.js';

export const callsMethod = call({
  phrases: ['{who:device} calls {method:method}'],
  about: 'any method of the SDK by its name: a list of arguments, and what it must give back',
  options: {
    args: z
      .array(z.unknown())
      .optional()
      .describe('its arguments; the name of an invitation stands for its inviteID as <call>'),
    returns: pattern.optional().describe('what it must give back'),
  },
  shorthand: 'args',
  invites: true,
  make(testbed, { who, method }, { args = [], returns }) {
    const actor = testbed.actor(who);
    const given = start(actor.sdk, method, args);
    const inviteID = isInviteCall(given) ? given.inviteID : null;
    const outcome = judged(method, isInviteCall(given) ? given.sent : given, returns);
    return { actor, method, outcome, ...(inviteID === null ? {} : { inviteID }) };
  },
});

/** What the method gives at once: of most a promise. */
function start(sdk: V2TIMManager, method: string, args: unknown[]): unknown {
  try {
    return (sdk[method as keyof V2TIMManager] as (...args: unknown[]) => unknown).apply(sdk, args);
  } catch (thrown) {
    return Promise.reject(thrown);
  }
}

function isInviteCall(given: unknown): given is InviteCall {
  return typeof given === 'object' && given !== null && 'sent' in given;
}

async function judged(method: string, given: unknown, returns: unknown): Promise<unknown> {
  const value = await given;
  if (returns === undefined) return value;
  const found = differences(returns, value, method);
  if (found.length > 0)
    throw new StepFailure(`${method} gives back ${JSON.stringify(returns)}`, found.join('\n'));
  return value;
}

/** Every method an app can call with plain values. */
export const METHODS: readonly string[] = Object.getOwnPropertyNames(V2TIMManager.prototype).filter(
  (name) =>
    !/^(constructor|initSDK|unInitSDK|add\w*Listener|remove\w*Listener|clockOffset|invitations)$/.test(name),
);
