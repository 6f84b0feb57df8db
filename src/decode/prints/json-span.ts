const OPENS = '{[';

/** Index behind a JSON text that begins at `at`, if JSON.parse takes it; -1 otherwise. */
export function jsonEnd(text: string, at: number): number {
  if (!OPENS.includes(text[at]!)) return -1;
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x22) {
      for (i++; i < text.length && text.charCodeAt(i) !== 0x22; i++) if (text.charCodeAt(i) === 0x5c) i++;
    } else if (code === 0x7b || code === 0x5b) {
      if (++depth > MAX_DEPTH) return -1;
    } else if ((code === 0x7d || code === 0x5d) && --depth === 0) {
      return parses(text.slice(at, i + 1)) ? i + 1 : -1;
    }
  }
  return -1;
}

const MAX_DEPTH = 200;

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
