/** Columns a text takes in a terminal: wide for East Asian characters and emoji, none for combining marks. */
export function textWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += characterWidth(character.codePointAt(0)!);
  return width;
}

/** `text` with nothing in it that moves a terminal's cursor or turns the direction of writing: a space stands for it. */
export function plainText(text: string): string {
  return text.replace(/[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ');
}

/** `text` cut to at most `columns`, with an ellipsis where something was cut; control characters shown as spaces. */
export function fitText(text: string, columns: number): string {
  const line = plainText(text);
  if (textWidth(line) <= columns) return line;
  let fitted = '';
  let width = 0;
  for (const character of line) {
    width += characterWidth(character.codePointAt(0)!);
    if (width > columns - 1) break;
    fitted += character;
  }
  return columns > 0 ? `${fitted}…` : '';
}

/** `text` filled up with spaces to `columns`. */
export function padText(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - textWidth(text)));
}

const EMOJI = /^\p{Emoji_Presentation}$/u;
const NONE = /^[\p{Mn}\p{Me}\p{Cf}]$/u;

function characterWidth(code: number): number {
  if (code < 0x300) return 1;
  if (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x20000 && code <= 0x3fffd)
  ) {
    return 2;
  }
  const character = String.fromCodePoint(code);
  if (EMOJI.test(character)) return 2;
  return NONE.test(character) ? 0 : 1;
}

/** Breaks at spaces into lines of at most `columns`, what follows a line's indent; a longer word is broken too. */
export function wrapText(text: string, columns: number): string[] {
  const indent = /^ */.exec(text)![0].slice(0, columns >> 1);
  const lines: string[] = [];
  let line = '';
  for (const word of text.trimStart().split(/\s+/)) {
    const joined = line === '' ? `${indent}${word}` : `${line} ${word}`;
    if (textWidth(joined) <= columns) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    line = `${indent}${word}`;
    while (textWidth(line) > columns) {
      const part = cutText(line, columns);
      lines.push(part);
      line = `${indent}${line.slice(part.length)}`;
    }
  }
  lines.push(line);
  return lines;
}

/** As many whole characters as fit. */
function cutText(text: string, columns: number): string {
  let width = 0;
  let part = '';
  for (const character of text) {
    width += textWidth(character);
    if (width > columns && part !== '') break;
    part += character;
  }
  return part;
}
