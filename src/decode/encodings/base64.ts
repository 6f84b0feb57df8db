import { type Encoding, MAX_INNER } from './encoding.js';

/**
 * What base64 of JSON and of what is packed begins with: `{"`, `[{`, `["`, `"{`, a brace and white space, a byte order
 * mark, gzip, zlib, URL-encoded.
 */
const BEGINNINGS = 'eyJ|ey[AI]|ewo|ewk|ew0|W3s|WyJ|Wwo|InsiI|77u/|//4|/v8|H4sI|eJ|eN|eA|eF|JT[dV]C|JTI1';

const TOKEN = new RegExp(`(?<![A-Za-z0-9+/_-])(?:${BEGINNINGS})[A-Za-z0-9+/_-]{12,}={0,2}`, 'g');

/** base64 and its URL form. */
export const base64: Encoding = {
  name: 'base64',
  unwrap(text) {
    const found: Buffer[] = [];
    for (const [token] of text.matchAll(TOKEN)) {
      if (found.length >= MAX_INNER) break;
      found.push(Buffer.from(token, 'base64'));
    }
    return found;
  },
};

/** Whether a line has nothing but base64 in it: one that is wrapped goes on in the next. */
export function isBase64Line(line: string): boolean {
  return line.length >= 4 && /^[A-Za-z0-9+/_-]+={0,2}$/.test(line);
}
