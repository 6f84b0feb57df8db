import { PRINT_KINDS, type Print } from './print.js';
import { PrintReader } from './print-reader.js';

const FIRST = /(?:^|[\s,;|(])(?=(?:inviteID|inviter|inviteeList|groupID|actionType)\s*[:=](?!=))/;

/**
 * Reads a signal's fields after one another in a line, with no brackets around: `inviteID:1|groupID:|inviter:a|data:{...}`
 * (toLogString of Flutter). Undefined where there are fewer than three.
 */
export function readPairs(line: string): Print | undefined {
  const first = FIRST.exec(line);
  if (!first) return undefined;
  const from = first.index + first[0].length;
  // Within brackets it is a print of an object, or code.
  if (/[{[(][^}\])]*$/.test(line.slice(0, from).replace(/\([^()]*\)|\[[^[\]]*\]/g, ''))) return undefined;
  const print = new PrintReader(line, from).pairs();
  if (!print || Object.keys(print.value as object).length < 3) return undefined;
  return { value: print.value, kind: PRINT_KINDS.lines };
}
