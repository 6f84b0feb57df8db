import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { writeFileInFolders } from '../../scenario/file-problem.js';
import type { Scenario } from '../../scenario/plan.js';
import type { Cli } from '../cli.js';
import { makeHome, type Paths, paths } from '../hub/paths.js';

const format = z.array(z.object({ file: z.string(), name: z.string() }));

/** Which scenarios failed when `sig run` was called in this folder last. */
export class LastFailed {
  #paths: Paths;
  #file: string;

  constructor(cli: Cli) {
    const folder = createHash('sha256').update(process.cwd()).digest('hex').slice(0, 16);
    this.#paths = paths(cli.env);
    this.#file = join(this.#paths.home, 'last-failed', `${folder}.json`);
  }

  /** Those of them that are here; undefined where none has failed, or nothing is known. */
  of<Each extends Scenario>(scenarios: readonly Each[]): Each[] | undefined {
    const failed = new Set(this.#read().map(keyOf));
    const chosen = scenarios.filter((each) => failed.has(keyOf(each)));
    return chosen.length > 0 ? chosen : undefined;
  }

  #read(): z.output<typeof format> {
    try {
      return format.parse(JSON.parse(readFileSync(this.#file, 'utf8')));
    } catch {
      return [];
    }
  }

  /** Takes down how a run went; what was not run stays as it was. */
  write(ran: readonly Scenario[], failed: readonly Scenario[]): void {
    const now = new Set(ran.map(keyOf));
    const before = this.#read();
    const list = [
      ...before.filter((each) => !now.has(keyOf(each))),
      ...failed.map(({ file, name }) => ({ file: resolve(file), name })),
    ];
    if (list.length === 0 && before.length === 0) return;
    try {
      makeHome(this.#paths);
      writeFileInFolders(this.#file, `${JSON.stringify(list, null, 2)}\n`);
    } catch {
      // A run is none the worse for a home that nothing can be written to.
    }
  }
}

function keyOf({ file, name }: { file: string; name: string }): string {
  return `${resolve(file)}\n${name}`;
}
