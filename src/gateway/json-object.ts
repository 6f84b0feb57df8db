import { SigError } from '../im/sig-error.js';
import { isDeeperThan, MAX_DEPTH } from './depth.js';

/** @throws SigError 60003 for what is no JSON object, or nested too deep */
export function parseJsonObject(bytes: Buffer): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString());
  } catch {
    throw new SigError(60003, 'the body is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new SigError(60003, 'the body is not a JSON object');
  }
  if (isDeeperThan(value, MAX_DEPTH)) {
    throw new SigError(60003, `the body is nested deeper than ${MAX_DEPTH} levels`);
  }
  return value as Record<string, unknown>;
}
