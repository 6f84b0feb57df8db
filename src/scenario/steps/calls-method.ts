import { z } from 'zod';
import { V2TIMManager } from '../../device/v2tim-manager.js';
import { SigError } from '../../im/sig-error.js';
import { StepFailure } from '../bench/failure.js';
import { didYouMean } from '../format/suggest.js';
import { differences } from '../match/match.js';
import { call } from './define.js';
import { pattern } from './options.js';

export const callsMethod = call({
  say: ['{who:device} calls {method:method}'],
  about: 'any method of the SDK by its name: a list of arguments, and what it must give back',
  options: {
    args: z
      .array(z.unknown())
      .optional()
      .describe('its arguments; the name of an invitation stands for its inviteID as <call>'),
    returns: pattern.optional().describe('what it must give back'),
  },
  bare: 'args',
  invites: true,
  make(bench, { who, method }, { args = [], returns }) {
    const seat = bench.actor(who);
    return { seat, method, outcome: outcomeOf(seat.sdk, method, args, returns) };
  },
});

async function outcomeOf(
  sdk: V2TIMManager,
  method: string,
  args: unknown[],
  returns: unknown,
): Promise<unknown> {
  if (!METHODS.includes(method)) {
    throw new SigError(6017, `the SDK has no method ${method}`, didYouMean(method, METHODS));
  }
  const run = sdk[method as keyof V2TIMManager] as (...args: unknown[]) => unknown;
  let value = run.apply(sdk, args);
  if (typeof value === 'object' && value !== null && 'sent' in value) {
    await value.sent;
    value = undefined;
  }
  const given = await value;
  if (returns !== undefined) {
    const found = differences(returns, given, method);
    if (found.length > 0)
      throw new StepFailure(`${method} gives back ${JSON.stringify(returns)}`, found.join('\n'));
  }
  return given;
}

/** Every method an app can call with plain values. */
export const METHODS: readonly string[] = Object.getOwnPropertyNames(V2TIMManager.prototype).filter(
  (name) =>
    !/^(constructor|initSDK|unInitSDK|add\w*Listener|remove\w*Listener|clockOffset|invitations)$/.test(name),
);
