import { type Encoding, MAX_INNER } from './encoding.js';

/** URL-encoded JSON, alone or as a value in a query or a form. */
export const url: Encoding = {
  name: 'url',
  unwrap(text) {
    if (!text.includes('%')) return [];
    const found: string[] = [];
    for (const match of text.matchAll(/%(?:25)*(?:7B|5B)[^\s"'&<>\\]*/gi)) {
      if (found.length >= MAX_INNER) break;
      const inner = decoded(match[0]);
      if (inner !== undefined) found.push(inner);
    }
    return found;
  },
};

/** A plus stands for a space in forms, and for itself nowhere. */
function decoded(text: string): string | undefined {
  let value = text.replaceAll('+', ' ');
  try {
    for (let round = 0; round < 4 && /^%(?:25)*(?:7B|5B)/i.test(value); round++)
      value = decodeURIComponent(value);
    return value;
  } catch {
    return undefined;
  }
}
