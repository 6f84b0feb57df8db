import { type Encoding, MAX_INNER } from './encoding.js';

/** URL-encoded JSON, alone or as a value in a query or a form; or base64, whose own signs were encoded. */
export const url: Encoding = {
  name: 'url',
  unwrap(text) {
    if (!text.includes('%')) return [];
    const found: string[] = [];
    for (const match of text.matchAll(ENCODED)) {
      if (found.length >= MAX_INNER) break;
      const inner = decoded(match[0]);
      if (inner !== undefined) found.push(inner);
    }
    return found;
  },
};

const ENCODED =
  /%(?:25)*(?:7B|5B|22%(?:25)*7B)[^\s"'&<>\\]*|(?<![\w-])[\w-]{12,}%(?:25)*(?:2B|2F|3D)(?:[\w-]|%(?:25)*(?:2B|2F|3D))*/gi;

/** What has been decoded to JSON is left as it is, also where its texts are URL-encoded once more. */
const STILL_ENCODED = /^%(?:25)*(?:7B|5B|22)|^[\w-]+%[\w%-]*$/i;

/** A plus stands for a space in forms, and for itself nowhere. */
function decoded(text: string): string | undefined {
  let value = text.replaceAll('+', ' ');
  try {
    for (let round = 0; round < 4 && STILL_ENCODED.test(value); round++) value = decodeURIComponent(value);
    return value;
  } catch {
    return undefined;
  }
}
