/**
 * Lines that belong together though no JSON bracket holds them: comments, and what programs print over several lines.
 * A kind says which line begins a block, and whether the next one goes on with it.
 */
export interface BlockKind {
  readonly name: 'comment' | 'fields' | 'tree' | 'php' | 'hex';
  begins(line: string): boolean;
  /** @param lines those before, the first among them */
  goesOn(line: string, lines: readonly string[]): boolean;
}

const COMMENT = /^\s*(\/\/+|#+|--+|\*|;+|%+|REM\b)(?!\/)/;
const FIELD = /^\s*(?:["']?[A-Za-z_$][\w$.-]{0,60}["']?|\[\[\w+\]\])\s*[:=](?![=:]|\/\/)/;
const NESTED = /^(?:\s+\S|\s*[\]})]+[,;]?\s*$)/;
const TREE = /^\s*[▿▸▾▶▼]\s/;

const comment: BlockKind = {
  name: 'comment',
  begins: (line) => COMMENT.test(line),
  goesOn: (line, lines) => COMMENT.exec(line)?.[1] === COMMENT.exec(lines[0]!)![1],
};

const fields: BlockKind = {
  name: 'fields',
  begins: (line) => FIELD.test(line) && line.length < MAX_FIELD,
  goesOn: (line) =>
    line.length < MAX_FIELD && (FIELD.test(line) || (NESTED.test(line) && !/^\s*[{[]"/.test(line))),
};

/** What Swift's dump and the trees of browsers' consoles look like. */
const tree: BlockKind = {
  name: 'tree',
  begins: (line) => TREE.test(line),
  goesOn: (line) => /^\s+\S/.test(line) || TREE.test(line),
};

/** print_r and var_export: a word, and the parenthesis it belongs to in the next line. */
const php: BlockKind = {
  name: 'php',
  begins: (line) => /^(?:.{0,200}[\s:=>])?(?:Array|array|[\w\\]+ Object)\s*\(?\s*$/.test(line),
  goesOn(line, lines) {
    if (lines.length === 1 && !lines[0]!.trimEnd().endsWith('(')) return /^\s*\(\s*$/.test(line);
    return parentheses(lines) > 0;
  },
};

/** How many parentheses, alone at a line's end or in a line of their own, are open. */
function parentheses(lines: readonly string[]): number {
  let open = 0;
  for (const line of lines) {
    if (/^\s*\(\s*$|array \(\s*$/i.test(line)) open++;
    else if (/^\s*\)[,;]?\s*$/.test(line)) open--;
  }
  return open;
}

/** A line of xxd, hexdump -C, tcpdump -X or a debugger: an offset, up to 16 bytes, and mostly what they are as text. */
const HEX =
  /^\s*(?:0x)?[0-9a-fA-F]{4,8}:?\s{1,3}((?:[0-9a-fA-F]{2}){1,2}(?:\s{1,3}(?:[0-9a-fA-F]{2}){1,2}){0,15})(?:\s{2,}|\s*$|\s+\|)/;

const hex: BlockKind = {
  name: 'hex',
  begins: (line) => HEX.test(line),
  goesOn: (line) => HEX.test(line),
};

/** The bytes of a hex dump; what stands before the first brace of its text is a frame's head. */
export function dumpedBytes(text: string): Uint8Array {
  const digits = text
    .split('\n')
    .map((line) => HEX.exec(line)?.[1]?.replace(/\s+/g, '') ?? '')
    .join('');
  const bytes = new Uint8Array(digits.length >> 1);
  for (let at = 0; at < bytes.length; at++) bytes[at] = Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16);
  const brace = bytes.findIndex((byte) => byte === 0x7b || byte === 0x5b);
  return brace < 0 ? bytes : bytes.subarray(brace);
}

const MAX_FIELD = 64 * 1024;

/** A block has no more lines, and no more characters, than this. */
export const MAX_BLOCK_LINES = 2000;
export const MAX_BLOCK_LENGTH = 1024 * 1024;

/** The kind of block that a line begins, if it begins one. */
export function blockBegunBy(line: string): BlockKind | undefined {
  let at = 0;
  while (at < line.length && line.charCodeAt(at) <= 0x20) at++;
  const code = line.charCodeAt(at);
  // Most lines of logs begin with a digit or a bracket.
  if (Number.isNaN(code) || code === 0x5b || code === 0x7b) return undefined;
  if (code >= 0x30 && code <= 0x39) return hex.begins(line) ? hex : undefined;
  if (comment.begins(line)) return comment;
  if (code > 0x2000 && tree.begins(line)) return tree;
  if (/(?:rray|Object)\s*\(?\s*$/.test(line) && php.begins(line)) return php;
  return fields.begins(line) ? fields : undefined;
}

/** The lines of a comment without what marks them as such. */
export function uncommented(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(COMMENT, ''))
    .join('\n');
}
