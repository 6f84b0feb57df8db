import { SigError } from '../im/sig-error.js';
import { isDeeperThan, MAX_DEPTH } from './depth.js';

/** @throws SigError `code` for what is no JSON object, or nested too deep */
export function parseJsonObject(bytes: Buffer, code: number, depth = MAX_DEPTH): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString());
  } catch {
    throw new SigError(code, 'the body is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new SigError(code, 'the body is not a JSON object');
  }
  if (isDeeperThan(value, depth)) {
    throw new SigError(code, `the body is nested deeper than ${depth} levels`);
  }
  return value as Record<string, unknown>;
}
