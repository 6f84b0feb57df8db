import { statSync, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Clock } from '../runtime/clock.js';

/** Editors write a file in several steps. */
const SETTLE_MS = 100;

/**
 * Calls `changed` when a scenario among these files, folders and globs has changed, or a new one has come.
 * @returns a function that ends it
 */
export function watchScenarios(patterns: readonly string[], clock: Clock, changed: () => void): () => void {
  let cancel = () => {};
  // The folder, and not the file: many editors put a new file in the place of the old one.
  const watchers = patterns.map((pattern) => {
    const file = isFile(pattern) ? basename(pattern) : undefined;
    return watch(folderOf(pattern), { recursive: file === undefined }, (_event, name) => {
      const isMeant = file === undefined ? /\.sig\.ya?ml$/.test(name ?? '') : name === file;
      if (!isMeant) return;
      cancel();
      cancel = clock.setTimer(SETTLE_MS, changed);
    });
  });
  return () => {
    cancel();
    for (const watcher of watchers) watcher.close();
  };
}

function folderOf(pattern: string): string {
  if (isFile(pattern)) return dirname(pattern);
  const wild = pattern.search(/[*?[{]/);
  return wild < 0 ? pattern : dirname(`${pattern.slice(0, wild)}x`);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
