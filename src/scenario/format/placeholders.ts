import { didYouMean } from '../../text/did-you-mean.js';
import { FileError } from './file-error.js';

import type { Leaf, Tree } from './tree.js';

const PLACEHOLDER = /(\\?)<([A-Za-z_][\w.-]*)>/g;

/** What stands for a name in angle brackets. */
export interface PlaceholderScope {
  /** Known while the file is read: columns of examples, `variables`, loops. */
  known: ReadonlyMap<string, unknown>;
  /** Known only once the scenario runs: what `keep` keeps and what `as` names. */
  later: ReadonlySet<string>;
}

/**
 * Puts values in the place of `<name>`; a text that is nothing but one placeholder becomes the value itself, with its type.
 * `\<name>` stands for the text `<name>`.
 * @throws FileError for a name that nothing has given a value
 */
export function substitute(tree: Tree, scope: PlaceholderScope): Tree {
  if (tree.kind === 'list') return { ...tree, items: tree.items.map((item) => substitute(item, scope)) };
  if (tree.kind === 'table') {
    return {
      ...tree,
      entries: tree.entries.map(({ key, value }) => ({
        key: substituteLeaf(key, scope) as Leaf,
        value: substitute(value, scope),
      })),
    };
  }
  return substituteLeaf(tree, scope);
}

function substituteLeaf(leaf: Leaf, scope: PlaceholderScope): Tree {
  if (typeof leaf.value !== 'string' || !leaf.value.includes('<')) return leaf;
  const whole = /^<([A-Za-z_][\w.-]*)>$/.exec(leaf.value);
  if (whole && scope.known.has(whole[1]!)) return treeOf(scope.known.get(whole[1]!), leaf);
  let changed = false;
  const value = leaf.value.replace(PLACEHOLDER, (text, escaped: string, name: string) => {
    if (escaped) return text;
    if (scope.known.has(name)) {
      changed = true;
      return asText(scope.known.get(name));
    }
    if (scope.later.has(name.split('.')[0]!)) return text;
    const meant = didYouMean(name, [...scope.known.keys(), ...scope.later]);
    throw new FileError(
      leaf.span,
      `<${name}> has no value`,
      meant === undefined ? `for the text itself, write \\<${name}>` : `did you mean <${meant}>?`,
    );
  });
  return changed ? { ...leaf, value, lettersAt: undefined } : leaf;
}

function treeOf(value: unknown, at: Leaf): Tree {
  const { span } = at;
  if (Array.isArray(value)) return { kind: 'list', span, items: value.map((item) => treeOf(item, at)) };
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, item]) => ({
      key: { kind: 'leaf' as const, span, value: key, lettersAt: undefined },
      value: treeOf(item, at),
    }));
    return { kind: 'table', span, entries };
  }
  return { kind: 'leaf', span, value: value as Leaf['value'], lettersAt: undefined };
}

/** Fills in, while the scenario runs, what was kept by then, and takes the backslashes off. */
export function fillIn(value: unknown, kept: ReadonlyMap<string, unknown>): unknown {
  if (typeof value === 'string') {
    if (!value.includes('<')) return value;
    const whole = /^<([A-Za-z_][\w.-]*)>$/.exec(value);
    if (whole && kept.has(whole[1]!)) return kept.get(whole[1]!);
    return value.replace(PLACEHOLDER, (text, escaped: string, name: string) => {
      if (escaped) return text.slice(1);
      return kept.has(name) ? asText(kept.get(name)) : text;
    });
  }
  if (Array.isArray(value)) return value.map((item) => fillIn(item, kept));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillIn(item, kept)]));
  }
  return value;
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
