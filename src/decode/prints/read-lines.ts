import { jsonEnd } from './json-span.js';
import { memberAt, PRINT_KINDS, type Print } from './print.js';
import { PrintReader } from './print-reader.js';
import { printedScalar, unescaped } from './scalars.js';

interface PrintLine {
  indent: number;
  text: string;
}

/**
 * Reads an object that has one member in each line, and what belongs to a member indented below it: what is copied out of a
 * browser's console, Swift's dump, YAML written by hand.
 */
export function readLines(text: string): Print | undefined {
  const lines: PrintLine[] = [];
  for (const each of text.split('\n')) {
    if (each.trim() === '') continue;
    const marks = /^\s*(?:[▿▸▾▶▼•-]\s+)*/.exec(each)![0];
    lines.push({ indent: marks.length, text: each.slice(marks.length).trimEnd() });
  }
  if (lines.length < 2) return undefined;
  const swift = /^\s*▿/.test(text);
  const reader = new LinesReader(lines);
  const value = reader.object(0);
  if (value === undefined || (!swift && Object.keys(value as object).length < 2)) return undefined;
  return { value, kind: swift ? PRINT_KINDS.swift : PRINT_KINDS.lines };
}

class LinesReader {
  #lines: PrintLine[];
  #at = 0;

  constructor(lines: PrintLine[]) {
    this.#lines = lines;
  }

  /** The members from the line at hand on that are indented as much as it, or a list where they have no names. */
  object(from: number): unknown {
    const first = this.#lines[this.#at];
    if (!first || first.indent < from) return undefined;
    const { indent } = first;
    const fields: Record<string, unknown> = {};
    const values: unknown[] = [];
    while (this.#at < this.#lines.length) {
      const line = this.#lines[this.#at]!;
      if (line.indent < indent) break;
      const member = memberAt(line.text, 0);
      if (!member) {
        // The name of a type, of which the members follow; or a value of a list.
        this.#at++;
        const below = this.#below(line.indent);
        values.push(below ?? scalar(line.text));
        continue;
      }
      const value = this.#value(line, member.end);
      Object.defineProperty(fields, member.key, {
        value,
        writable: true,
        enumerable: true,
        configurable: true,
      });
    }
    if (Object.keys(fields).length > 0) return fields;
    return values.length === 1 ? values[0] : values;
  }

  #value(line: PrintLine, end: number): unknown {
    const rest = line.text.slice(end).trim().replace(/,$/, '');
    if (/^[[{(]/.test(rest) && !/^(?:Array|Object)?\(\d+\)/.test(rest)) {
      const whole = this.#bracketed(line, end);
      if (whole !== undefined) return whole;
    }
    this.#at++;
    // `▿ list: 1 element` and `payload:` have what they hold below them.
    const below = this.#below(line.indent);
    if (below !== undefined) return /^\d+ elements?$/.test(rest) && !Array.isArray(below) ? [below] : below;
    if (rest === '0 elements') return [];
    return scalar(rest);
  }

  /** A value in brackets, over as many lines as it takes. */
  #bracketed(line: PrintLine, end: number): unknown {
    let text = line.text.slice(end).trim();
    let last = this.#at;
    for (; last < this.#lines.length && last - this.#at < 500; ) {
      const json = jsonEnd(text, 0);
      if (json >= 0) {
        this.#at = last + 1;
        return text[0] === '{' && json > 2 ? text.slice(0, json) : JSON.parse(text.slice(0, json));
      }
      const reader = new PrintReader(text);
      const print = reader.container();
      if (print && reader.complete) {
        this.#at = last + 1;
        return print.value;
      }
      const list = /^\[([^[\]{}"']*)\],?$/.exec(text);
      if (list) {
        this.#at = last + 1;
        return list[1]!.trim() === '' ? [] : list[1]!.split(',').map((each) => scalar(each.trim()));
      }
      last++;
      text += `\n${this.#lines[last]?.text ?? ''}`;
    }
    return undefined;
  }

  #below(indent: number): unknown {
    const next = this.#lines[this.#at];
    return next && next.indent > indent ? this.object(indent + 1) : undefined;
  }
}

function scalar(text: string): unknown {
  const bare = text.replace(/,$/, '');
  const optional = /^(?:Optional|Some)\((.*)\)$/s.exec(bare)?.[1] ?? bare;
  const quoted = /^(["'`])([\s\S]*)\1$/.exec(optional);
  return quoted ? unescaped(quoted[2]!) : printedScalar(optional);
}
