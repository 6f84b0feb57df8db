/** What moves a terminal's cursor, starts a sequence, breaks a line, or turns the direction of writing. */
const CONTROL = /[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/**
 * Text that came from elsewhere, safe to print: each control character is spelled out (`\n`, `\x1b`, `\u202e`). Everything
 * from a wire or a file goes through this once, where a line is put together.
 */
export function printable(text: string): string {
  return text.replace(CONTROL, spelledOut);
}

/** The same with a space for each run of control characters, where a text is only to be looked at. */
export function blankControls(text: string): string {
  return text.replace(CONTROL_RUN, ' ');
}

const CONTROL_RUN = new RegExp(`${CONTROL.source}+`, 'g');

/**
 * A whole line on its way to a terminal: colours, tabs and line ends pass, every other control character is spelled out.
 * The last guard, for a line that was put together without {@link printable}.
 * @param colors whether colours pass
 */
export function safeForTerminal(line: string, colors: boolean): string {
  return line.replace(GUARDED, (found) => (found.length > 1 && colors ? found : printable(found)));
}

const GUARDED = /\x1b\[[0-9;]*m|[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** A line of JSON with `\u` escapes for the control characters that JSON itself lets through. */
export function safeJSON(json: string): string {
  return json.replace(BEYOND_JSON, unicodeEscape);
}

const BEYOND_JSON = /[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function spelledOut(character: string): string {
  const code = character.charCodeAt(0);
  if (code > 0xff) return unicodeEscape(character);
  return NAMED[character] ?? `\\x${code.toString(16).padStart(2, '0')}`;
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
