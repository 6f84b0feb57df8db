import type { Dialect, DialectName } from '../dialect.js';
import { native } from './native.js';
import { tsignaling } from './tsignaling.js';
import { web } from './web.js';

/** Every dialect by its name. */
export const dialects: Readonly<Record<DialectName, Dialect>> = { native, web, tsignaling };
