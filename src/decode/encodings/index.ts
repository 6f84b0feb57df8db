import { base64 } from './base64.js';
import { csv } from './csv.js';
import type { Encoding } from './encoding.js';
import { escapes } from './escapes.js';
import { html } from './html.js';
import { url } from './url.js';

/** Every encoding that is looked for in text; what packs bytes (gzip, zlib, UTF-16) is in ../split/unpack.ts. */
export const ENCODINGS: readonly Encoding[] = [escapes, csv, url, html, base64];
