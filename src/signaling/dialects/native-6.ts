import type { Dialect } from '../dialect.js';
import { native } from './native.js';

/**
 * Native SDKs before 8.0, as far as they are known to differ: they judge an invitation's age by the phone's own clock, so
 * that a phone whose clock is ahead by more than the timeout never rings
 * (https://github.com/TencentCloud/TIMSDK/issues/807). All else follows 8.0.
 */
export const native6 = {
  ...native,
  of: 'native SDK before 8.0',
  readsAs: 'native',
  agesByServerTime: false,
} satisfies Dialect;
