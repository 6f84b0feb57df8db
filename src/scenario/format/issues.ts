import type { z } from 'zod';
import { FileError } from './file-error.js';
import { firstLetter } from './source.js';
import { suggestion } from './suggest.js';
import { entryOf, placeOf, type Tree } from './tree.js';

/**
 * What zod found, as an error in the file.
 * @param known the keys there are at a path, for a key that there is not
 */
export function issueError(
  tree: Tree,
  error: z.ZodError,
  known: (path: readonly PropertyKey[]) => readonly string[],
): FileError {
  const issues = error.issues.map(deepest);
  const issue = issues.find((each) => each.code === 'unrecognized_keys') ?? issues[0]!;
  const span = placeOf(tree, issue.path);
  if (issue.code === 'unrecognized_keys') {
    const [key] = issue.keys as [string];
    const at = issue.path.reduce<Tree | undefined>(
      (each, part) =>
        each?.kind === 'table'
          ? entryOf(each, String(part))?.value
          : each?.kind === 'list'
            ? each.items[Number(part)]
            : undefined,
      tree,
    );
    const place = at?.kind === 'table' ? entryOf(at, key)?.key.span : undefined;
    return new FileError(place ?? span, `unknown option "${key}"`, suggestion(key, known(issue.path)));
  }
  if (issue.path.length > 0 && !isThere(tree, issue.path))
    return new FileError(firstLetter(span), `${issue.path.map(String).join('.')} is missing`);
  const where =
    issue.path.length > 0 && !issue.message.startsWith('write ')
      ? `${issue.path.map(String).join('.')}: `
      : '';
  return new FileError(span, `${where}${lower(issue.message)}`);
}

interface Issue {
  code?: string | undefined;
  path: PropertyKey[];
  message: string;
  keys?: unknown;
}

/** Of the forms that a union allows, the complaint that got furthest is the one that helps. */
function deepest(issue: z.core.$ZodIssue): Issue {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return issue as Issue;
  const within = issue.errors.flatMap((each) => each.slice(0, 1)).map(deepest);
  const best = within.reduce((a, b) => (rank(b) > rank(a) ? b : a));
  return { ...best, path: [...issue.path, ...best.path] };
}

function rank({ path, code }: Issue): number {
  return path.length * 2 + (code === 'invalid_type' ? 0 : 1);
}

function lower(message: string): string {
  return (
    message.charAt(0).toLowerCase() + message.slice(1).replace(/^nvalid input: expected/, 'nvalid: expected')
  );
}

function isThere(tree: Tree, path: readonly PropertyKey[]): boolean {
  let at: Tree | undefined = tree;
  for (const part of path) {
    at =
      at.kind === 'table'
        ? entryOf(at, String(part))?.value
        : at.kind === 'list'
          ? at.items[Number(part)]
          : undefined;
    if (!at) return false;
  }
  return true;
}
