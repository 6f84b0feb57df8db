import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { findMistakes, type Mistake } from './mistakes.js';
import { type Seed, seedSchema } from './schema.js';

/** More mistakes than these are counted only. */
const SHOWN = 10;

/**
 * Reads a seed file, YAML or JSON.
 * @param name what the file is called in errors
 * @throws SigError 6027 for what is no YAML, 6017 for what is no seed; each mistake with its line and column
 */
export function parseSeed(text: string, name = 'seed'): Seed {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${name}:${line}:${col}`;
  };
  if (document.errors.length > 0) {
    const found = document.errors.map((error) => `${at(error.pos[0])}: ${error.message}`);
    throw refusal(CODE.ERR_INVALID_JSON, name, found, 'a seed is YAML or JSON: quote texts that hold : or #');
  }
  const parsed = seedSchema.safeParse(toPlain(document, name) ?? {}, { reportInput: true });
  const mistakes = parsed.success ? findMistakes(parsed.data) : parsed.error.issues.flatMap(mistakesOf);
  if (mistakes.length > 0 || !parsed.success) {
    const found = mistakes
      .map((mistake) => ({ ...mistake, offset: offsetOf(document, mistake) }))
      .sort((a, b) => a.offset - b.offset)
      .map(({ path, message, offset }) => `${at(offset)}: ${inWords(path)}${message}`);
    throw refusal(CODE.ERR_INVALID_PARAMETERS, name, found);
  }
  return parsed.data;
}

function toPlain(document: Document, name: string): unknown {
  try {
    return document.toJS();
  } catch (thrown) {
    // Aliases that multiply without end.
    throw refusal(CODE.ERR_INVALID_JSON, name, [`${name}: ${(thrown as Error).message}`]);
  }
}

function refusal(code: number, name: string, found: string[], hint?: string): SigError {
  if (found.length === 1) return new SigError(code, found[0], hint);
  const shown = found.slice(0, SHOWN);
  if (found.length > SHOWN) shown.push(`and ${found.length - SHOWN} more`);
  return new SigError(code, `${name} has ${found.length} mistakes\n${shown.join('\n')}`, hint);
}

function mistakesOf(issue: z.core.$ZodIssue): Mistake[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...path, key],
      message: 'there is no such field',
      field: true,
    }));
  }
  if (issue.code === 'invalid_union') {
    const meant = issue.errors.find((branch) => !branch.every(isOfWrongType));
    return (meant ?? issue.errors[0] ?? []).flatMap(mistakesOf).map((mistake) => ({
      ...mistake,
      path: [...path, ...mistake.path],
    }));
  }
  if (issue.code === 'invalid_type' && issue.input === undefined) return [{ path, message: 'is missing' }];
  return [{ path, message: issue.message.replace(/^Invalid (input|option): /, '') }];
}

/** Whether the value as a whole is of another type: then a union's branch was not the one that was meant. */
function isOfWrongType(issue: z.core.$ZodIssue): boolean {
  if (issue.path.length > 0) return false;
  if (issue.code === 'invalid_union') return issue.errors.every((branch) => branch.every(isOfWrongType));
  return issue.code === 'invalid_type';
}

/** Where the value stands, or its name; where it is missing, what it is missing in. */
function offsetOf(document: Document, { path, field }: Mistake): number {
  const parent = document.getIn(path.slice(0, -1), true);
  if (field && isMap(parent)) {
    const { key } = parent.items.find((item) => isScalar(item.key) && item.key.value === path.at(-1)) ?? {};
    if (isNode(key) && key.range) return key.range[0];
  }
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

/** `messages[3].signal.id: ` */
function inWords(path: PropertyKey[]): string {
  if (path.length === 0) return '';
  const words = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return `${words.replace(/^\./, '')}: `;
}
