/** A text as a step sends it: JSON where it can be written as such and comes out the same, else the text. */
export function asSent(text: string): unknown {
  return escaped(asJSON(text) ?? text);
}

/** A text as a step expects it: as {@link asSent}, and never taken for a regular expression. */
export function asExpected(text: string): unknown {
  const json = asJSON(text);
  if (json !== undefined) return escaped(json);
  return asExpectedText(text);
}

/** A text that is compared letter by letter. */
export function asExpectedText(text: string): string {
  return asText(exactRegex(text));
}

/** `/^\/way\/$/` for the text `/way/`, which would be taken for a regular expression itself. */
function exactRegex(text: string): string {
  if (!/^\/(.+)\/([dimsuvy]*)$/.test(text)) return text;
  return `/^${text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}$/`;
}

function asJSON(text: string): object | undefined {
  if (!/^[{[]/.test(text)) return undefined;
  try {
    const value = JSON.parse(text) as object;
    // A pattern's keys beginning with a dollar are words of their own, and keys can hold no placeholder.
    return JSON.stringify(value) === text &&
      !/"[$][^"]*":|<[A-Za-z_][\w.-]*>[^"]*":/.test(text) &&
      !hasTextRegex(value)
      ? value
      : undefined;
  } catch {
    return undefined;
  }
}

/** Whether some text within would be taken for a regular expression where it is compared. */
function hasTextRegex(value: unknown): boolean {
  if (typeof value === 'string') return /^\/.+\/[dimsuvy]*$/.test(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(hasTextRegex);
}

/** A text that is sent as it is, whatever it looks like. */
export function asText(text: string): string {
  return text.replace(/<[A-Za-z_][\w.-]*>/g, '\\$&');
}

/** What looks like a placeholder is none. */
function escaped(value: unknown): unknown {
  if (typeof value === 'string') return asText(value);
  if (Array.isArray(value)) return value.map(escaped);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, escaped(each)]));
}
