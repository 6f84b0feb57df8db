import type { LabUser } from './lab-user.js';
import type { LabInvitation } from './setting.js';

/** What `expect.extend` of vitest and jest takes back. */
export interface Matched {
  pass: boolean;
  message(): string;
}

type Options = Record<string, unknown>;

function judged(user: LabUser, what: string, options?: Options): Matched {
  const { met, seen } = user.hasMet(what, options);
  const said = `${user.name} ${what}`;
  return {
    pass: met,
    message: () => (met ? `expected not: ${said}` : `expected: ${said}\nseen:     ${seen}`),
  };
}

/**
 * Matchers for vitest and jest: what a user has been told by now, whatever steps have expected it.
 *
 * @example
 * expect.extend(matchers);
 * expect(bob).toHaveReceived(call, { data: { call: 'video' } });
 * expect(alice).not.toHaveSeenAccept(call, 'bob');
 * expect(bob).toBelieve(call, 'accepted');
 */
export const matchers = {
  toHaveReceived: (user: LabUser, call: LabInvitation, options?: Options) =>
    judged(user, `receives ${call.name}`, options),
  toHaveSeenAccept: (user: LabUser, call: LabInvitation, by: string, options?: Options) =>
    judged(user, `sees ${by} accept ${call.name}`, options),
  toHaveSeenReject: (user: LabUser, call: LabInvitation, by: string, options?: Options) =>
    judged(user, `sees ${by} reject ${call.name}`, options),
  toHaveSeenCancel: (user: LabUser, call: LabInvitation, options?: Options) =>
    judged(user, `sees ${call.name} cancelled`, options),
  toHaveSeenTimeout: (user: LabUser, call: LabInvitation, options?: Options) =>
    judged(user, `sees ${call.name} time out`, options),
  toBelieve: (user: LabUser, call: LabInvitation, state: string) =>
    judged(user, `believes ${call.name} is ${state}`),
};

/** For the compiler: `declare module 'vitest'` (or jest) with an `interface Matchers<R>` that extends this, with the parameters that the runner's has. */
export interface LabMatchers<Result = void> {
  toHaveReceived(call: LabInvitation, options?: Options): Result;
  toHaveSeenAccept(call: LabInvitation, by: string, options?: Options): Result;
  toHaveSeenReject(call: LabInvitation, by: string, options?: Options): Result;
  toHaveSeenCancel(call: LabInvitation, options?: Options): Result;
  toHaveSeenTimeout(call: LabInvitation, options?: Options): Result;
  toBelieve(
    call: LabInvitation,
    state: 'pending' | 'accepted' | 'rejected' | 'cancelled' | 'timed out',
  ): Result;
}
