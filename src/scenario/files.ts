import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { globSync } from 'tinyglobby';
import { USAGE } from '../im/error-codes.js';
import { SigError } from '../im/sig-error.js';
import { fileProblem } from './file-problem.js';
import { type Loaded, loadScenarios } from './load.js';

const ENDING = /\.sig\.ya?ml$/;

/**
 * Scenario files that files, folders (searched for `*.sig.yaml`) and globs stand for, in order, each once.
 * @throws SigError for what is not there
 */
export function findFiles(patterns: readonly string[]): string[] {
  const found = new Set<string>();
  for (const pattern of patterns) {
    const files = filesOf(pattern);
    if (files.length === 0) {
      throw new SigError(
        USAGE,
        `no scenario in ${pattern}`,
        'scenario files end in .sig.yaml; sig init writes a first one',
      );
    }
    for (const file of files) found.add(file);
  }
  return [...found];
}

function filesOf(pattern: string): string[] {
  if (existsSync(pattern)) return statSync(pattern).isDirectory() ? scenariosIn(pattern) : [pattern];
  if (!/[*?[{]/.test(pattern)) throw new SigError(USAGE, `there is no ${pattern}`);
  const ignore = [...SKIPPED].map((folder) => `**/${folder}/**`);
  return globSync(pattern, { ignore, dot: true, absolute: isAbsolute(pattern) })
    .filter((file) => !file.split('/').some((part) => SKIPPED.has(part)))
    .sort();
}

function scenariosIn(folder: string): string[] {
  return walk(folder).filter((file) => ENDING.test(file));
}

/** Nobody keeps scenarios there, and there are very many files. */
const SKIPPED: ReadonlySet<string> = new Set(['node_modules', '.git']);

function walk(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const found: string[] = [];
  const folders = [folder];
  for (const each of folders) {
    for (const entry of readdirSync(each, { withFileTypes: true })) {
      if (entry.isFile()) found.push(join(each, entry.name));
      else if (entry.isDirectory() && !SKIPPED.has(entry.name)) folders.push(join(each, entry.name));
    }
  }
  return found.sort();
}

/** Reads and loads one file. @throws SigError when it cannot be read */
export function loadFile(file: string): Loaded {
  try {
    return loadScenarios(file, readFileSync(file, 'utf8'));
  } catch (thrown) {
    if (thrown instanceof SigError || (thrown as NodeJS.ErrnoException).code === undefined) throw thrown;
    throw fileProblem(thrown, file, 'read');
  }
}
