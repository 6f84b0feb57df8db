import type { Encoding } from './encoding.js';

/** JSON with its quotes written as HTML entities, as pages and some logs have it. */
export const html: Encoding = {
  name: 'html',
  unwrap(text) {
    const start = text.search(/[{[]\s*(?:\{\s*)?&(?:quot|#34|#x22);/i);
    if (start < 0) return [];
    return [
      text
        .slice(start)
        .replace(/&(?:quot|#34|#x22|amp|lt|gt|apos|#39|#x27);/gi, (name) => MEANT[name.toLowerCase()]!),
    ];
  },
};

const MEANT: Readonly<Record<string, string>> = {
  '&quot;': '"',
  '&#34;': '"',
  '&#x22;': '"',
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&apos;': "'",
  '&#39;': "'",
  '&#x27;': "'",
};
