import { CODE } from '../im/error-codes.js';
import { SigError } from '../im/sig-error.js';

/** @throws SigError 6017 unless it is text with something in it */
export function refuseText(name: string, value: unknown): void {
  if (typeof value !== 'string' || value === '')
    throw new SigError(CODE.ERR_INVALID_PARAMETERS, `${name} is empty`);
}

/** What an invite is refused for on the spot (native SDK 8.0: code 6017 and no inviteID); undefined when it will do. */
export function inviteProblem(
  name: string,
  target: unknown,
  data: unknown,
  timeout: unknown,
  inviteeList?: unknown,
): SigError | undefined {
  const wrong = whatIsWrong(name, target, data, timeout, inviteeList);
  return wrong === undefined ? undefined : new SigError(CODE.ERR_INVALID_PARAMETERS, wrong);
}

function whatIsWrong(
  name: string,
  target: unknown,
  data: unknown,
  timeout: unknown,
  inviteeList: unknown,
): string | undefined {
  if (typeof target !== 'string' || target === '') return `${name} is empty`;
  if (typeof data !== 'string') return 'data is no text';
  if (!Number.isInteger(timeout) || (timeout as number) < 0)
    return 'timeout is no whole number of seconds from 0 up';
  if (inviteeList === undefined) return undefined;
  if (!Array.isArray(inviteeList) || inviteeList.every((invitee) => invitee === null))
    return 'inviteeList is empty';
  return inviteeList.every((invitee) => invitee === null || typeof invitee === 'string')
    ? undefined
    : 'inviteeList holds what is no user ID';
}
