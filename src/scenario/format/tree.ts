import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseAllDocuments } from 'yaml';
import { FileError } from './file-error.js';
import type { Source, Span } from './source.js';

/** YAML as this format needs it: scalars, lists and maps with text keys, each knowing its place in the file. */
export type Tree = Leaf | List | Table;

export interface Leaf {
  kind: 'leaf';
  span: Span;
  value: string | number | boolean | null;
  /** Offset of the value's first letter, where letters of value and source match one to one; else undefined. */
  lettersAt: number | undefined;
}

export interface List {
  kind: 'list';
  span: Span;
  items: Tree[];
}

export interface Table {
  kind: 'table';
  span: Span;
  entries: TreeEntry[];
}

export interface TreeEntry {
  key: Leaf;
  value: Tree;
}

/** Aliases can make a small file huge. */
const MOST_NODES = 200_000;

/**
 * The documents of a YAML text.
 * @throws FileError for what is no YAML, or of a kind the format has no use for
 */
export function parseTrees(source: Source): Tree[] {
  const documents = parseAllDocuments(source.text, { lineCounter: new LineCounter(), prettyErrors: false });
  if (!Array.isArray(documents)) return [];
  const trees: Tree[] = [];
  for (const document of documents) {
    const [error] = document.errors;
    if (error)
      throw new FileError(
        wholeWord(source, error.pos[0], error.pos[1]),
        plainWords(error.message),
        hintFor(error.code),
      );
    if (document.contents === null) continue;
    let nodes = 0;
    const convert = (node: unknown, fallback: Span): Tree => {
      const span = spanOf(source, node, fallback);
      if (++nodes > MOST_NODES) throw new FileError(span, 'the file is too large, with its aliases followed');
      if (node === null || node === undefined)
        return { kind: 'leaf', span, value: null, lettersAt: undefined };
      if (isAlias(node)) {
        const target = node.resolve(document);
        if (!target) throw new FileError(span, `there is no anchor &${node.source}`);
        return convert(target, span);
      }
      if (isScalar(node)) return leaf(node.value, span);
      if (isSeq(node)) return { kind: 'list', span, items: node.items.map((item) => convert(item, span)) };
      if (isMap(node)) {
        const entries = node.items.map((pair) => entry(pair as Pair, span, convert));
        return { kind: 'table', span, entries };
      }
      throw new FileError(span, 'this kind of YAML has no meaning here');
    };
    trees.push(convert(document.contents, { source, start: 0, end: 0 }));
  }
  return trees;
}

function entry(pair: Pair, parent: Span, convert: (node: unknown, fallback: Span) => Tree): TreeEntry {
  const key = convert(pair.key, parent);
  if (key.kind !== 'leaf') throw new FileError(key.span, 'a key must be plain text');
  return { key, value: convert(pair.value, key.span) };
}

function leaf(value: unknown, span: Span): Leaf {
  const plain =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
  const written = span.source.text.slice(span.start, span.end);
  const quoted = /^["']/.test(written);
  const letters = quoted ? written.slice(1, -1) : written;
  return {
    kind: 'leaf',
    span,
    value: plain,
    lettersAt: letters === plain ? span.start + (quoted ? 1 : 0) : undefined,
  };
}

function spanOf(source: Source, node: unknown, fallback: Span): Span {
  const range = (node as Node | null | undefined)?.range;
  if (!range || range[0] === range[1]) return fallback;
  return { source, start: range[0], end: range[1] };
}

function wholeWord(source: Source, start: number, end: number): Span {
  const rest = /^[^\s]*/.exec(source.text.slice(start))![0].length;
  return {
    source,
    start: Math.min(start, source.text.length),
    end: Math.max(end, start + Math.max(1, rest)),
  };
}

function plainWords(message: string): string {
  return `this is no YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}`;
}

function hintFor(code: string): string | undefined {
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'indent with spaces';
    case 'DUPLICATE_KEY':
      return 'each key once; if these are two steps, begin each with a dash';
    case 'BAD_INDENT':
      return 'lines of one list begin in one column';
    case 'BAD_SCALAR_START':
    case 'MISSING_CHAR':
      return 'put the text in quotes';
    default:
      return undefined;
  }
}

/** The tree as plain JSON. */
export function plain(tree: Tree): unknown {
  if (tree.kind === 'leaf') return tree.value;
  if (tree.kind === 'list') return tree.items.map(plain);
  const object: Record<string, unknown> = {};
  for (const { key, value } of tree.entries) {
    Object.defineProperty(object, String(key.value), {
      value: plain(value),
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return object;
}

/** The place of a path of keys and indices, or of the last part of it that is there. */
export function placeOf(tree: Tree, path: readonly PropertyKey[]): Span {
  let at: Tree = tree;
  for (const key of path) {
    const next: Tree | undefined =
      at.kind === 'list'
        ? at.items[Number(key)]
        : at.kind === 'table'
          ? entryOf(at, String(key))?.value
          : undefined;
    if (!next) break;
    at = next;
  }
  return at.span;
}

export function entryOf(table: Table, key: string): TreeEntry | undefined {
  return table.entries.find((each) => String(each.key.value) === key);
}

/** A leaf's value as text. */
export function textOf(leaf: Leaf): string {
  return leaf.value === null ? '' : String(leaf.value);
}
