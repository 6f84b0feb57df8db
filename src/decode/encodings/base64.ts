import { type Encoding, MAX_INNER } from './encoding.js';

/** What base64 begins with, by what it holds; `/` and `+` may be `_` and `-`. */
const BEGINNINGS = [
  // {"  { and white space  [{  ["  [ and white space
  'eyJ|ey[AI]|ewo|ewk|ew0|W3s|WyJ|Wwo',
  // JSON as a text: "{" and the same escaped, "[
  'InsiI|Intc|Ilt7|Ilsi|Iltc',
  // a byte order mark of UTF-8 and both UTF-16, and UTF-16 without
  '77u[/_]|[/_]{2}[45]|[/_]v8|ewAi|AHsA',
  // gzip, zlib
  'H4sI|eJ|eN|eA|eF',
  // URL-encoded: %7B %5B %22 %25
  'JT[dV]C|JTIy|JTI1',
  // base64 of the first of these, and of gzip
  'ZXlK|ZXlB|ZXdv|VzNz|V3lK|SDRz',
].join('|');

const TOKEN = new RegExp(`(?<![A-Za-z0-9+/_-])(?:${BEGINNINGS})[A-Za-z0-9+/_-]{12,}={0,2}`, 'g');

/** base64 and its URL form. */
export const base64: Encoding = {
  name: 'base64',
  unwrap(text) {
    const found: Uint8Array[] = [];
    for (const [token] of text.matchAll(TOKEN)) {
      if (found.length >= MAX_INNER) break;
      found.push(base64Bytes(token));
    }
    return found;
  },
};

/** The bytes that base64 stands for, its URL form too; what is no whole number of bytes is left out. */
export function base64Bytes(text: string): Uint8Array {
  const plain = text.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  const binary = atob(plain.length % 4 === 1 ? plain.slice(0, -1) : plain);
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** Whether a line has nothing but base64 in it: one that is wrapped goes on in the next. */
export function isBase64Line(line: string): boolean {
  return line.length >= 4 && /^[A-Za-z0-9+/_-]+={0,2}$/.test(line);
}
