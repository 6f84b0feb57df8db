import type { FileError } from '../format/file-error.js';

/** `"call3" is the name of no invitation`, `<n> has no value`: a name that was never given, wherever it is used. */
const UNKNOWN_NAME = / is (?!no step)(the name of )?no | has no value$/;

/**
 * Each mistake once, where it was made: not for each turn of a loop, not for each use of a name that there is not, and not for
 * the uses of `call` where the step is wrong that would have sent it.
 */
export function withoutConsequences(errors: readonly FileError[]): FileError[] {
  const places = new Set<string>();
  const unknown = new Set<string>();
  const brokenInvite = errors.some(({ message }) => /^"[^"]* inv[^"]*" is no step$/.test(message));
  return errors.filter(({ message, line, col }) => {
    const place = `${line}:${col} ${message}`;
    if (places.has(place)) return false;
    places.add(place);
    if (!UNKNOWN_NAME.test(message)) return true;
    if (unknown.has(message)) return false;
    unknown.add(message);
    return !(brokenInvite && message === '"call" is the name of no invitation');
  });
}
