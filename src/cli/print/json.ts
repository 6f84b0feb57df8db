import type { ChalkInstance } from 'chalk';
import { printable } from '../../text/printable.js';
import { fitText, textWidth, wrapText } from '../../text/width.js';

/** Lines of one payload that are shown; the rest is only counted. */
const MOST_LINES = 24;

/**
 * A payload as a person reads it: JSON in colours, on one line if it fits, else indented; any other text as it is.
 * @param columns that a line may have
 */
export function payloadLines(
  paint: ChalkInstance,
  text: string,
  columns: number,
  mostLines = MOST_LINES,
): string[] {
  const value = parse(text);
  if (value === undefined) return clip(wrapText(printable(text), columns), mostLines, paint);
  const oneLine = spaced(value);
  if (textWidth(oneLine) <= columns) return [colored(paint, oneLine)];
  const lines = JSON.stringify(value, null, 2)
    .split('\n')
    .map((line) => colored(paint, fitText(line, columns)));
  return clip(lines, mostLines, paint);
}

/** A payload's beginning, without colours, in at most so many columns. */
export function payloadStart(text: string, columns: number): string {
  return fitText(printable(text), columns);
}

/** An object or a list; texts that only happen to be JSON (numbers, quoted words) are shown as they came. */
function parse(text: string): object | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** JSON on one line, with the spaces that make it readable. */
export function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return printable(JSON.stringify(value));
  const entries = Object.entries(value).map(
    ([key, each]) => `${printable(JSON.stringify(key))}: ${spaced(each)}`,
  );
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

const TOKEN = /("(?:[^"\\]|\\.)*"?)(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\b(?:true|false|null)\b/g;

function colored(paint: ChalkInstance, line: string): string {
  if (paint.level === 0) return line;
  return line.replace(TOKEN, (token, quoted: string | undefined, colon: string | undefined) => {
    if (colon !== undefined) return `${paint.blue(quoted)}${colon}`;
    if (quoted !== undefined) return paint.green(token);
    return paint.yellow(token);
  });
}

function clip(lines: string[], most: number, paint: ChalkInstance): string[] {
  if (lines.length <= most) return lines;
  const rest = lines.slice(most - 1);
  const size = rest.reduce((sum, line) => sum + textWidth(line), 0);
  return [...lines.slice(0, most - 1), paint.dim(`… ${rest.length} more lines, ${size} characters`)];
}
