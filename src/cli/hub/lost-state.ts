import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import type { LockHolder } from './lock.js';
import type { Paths } from './paths.js';

/** A hub runs, but the file that says where is gone or broken. @throws SigError always */
export function stateIsLost({ state }: Paths, { pid }: LockHolder): never {
  throw new SigError(
    CODE.ERR_SDK_INVALID_OPERATION,
    `a hub runs (pid ${pid}), but ${state}, which says where, is gone or broken`,
    'sig hub stop ends it; the next command starts another',
  );
}
