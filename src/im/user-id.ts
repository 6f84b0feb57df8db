import { CODE } from './error-codes.js';
import { SigError } from './sig-error.js';

/** User IDs are 1 to 32 bytes of printable ASCII (native headers; code 7003 otherwise). */
export function isUserID(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 32 && isPrintable(value);
}

/** Says what the vendor refuses about a user ID (7003). @param userID one that {@link isUserID} is not */
export function userIDError(userID: string): SigError {
  const odd = [...userID].find((character) => !isPrintable(character));
  const why =
    userID === ''
      ? 'it is empty'
      : odd === undefined
        ? `it has ${userID.length} characters`
        : odd === ' '
          ? 'it has a space'
          : `it has ${JSON.stringify(odd)}`;
  return new SigError(
    CODE.ERR_SDK_COMM_INVALID_IDENTIFIER,
    `${JSON.stringify(userID)} can't be a user ID: ${why}`,
    'the vendor takes 1 to 32 printable ASCII characters, without spaces',
  );
}

/** Custom group IDs are 1 to 48 bytes of printable ASCII and do not begin with `@TGS#` (code 10015 otherwise). */
export function isCustomGroupID(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 48 && isPrintable(value) && !value.startsWith('@TGS#');
}

/** Printable ASCII without spaces, at least one character. A loop, since it is asked several times for each message. */
function isPrintable(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x21 || code > 0x7e) return false;
  }
  return text !== '';
}
