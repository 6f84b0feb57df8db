import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ExploreState } from '../../scenario/explore/explore.js';
import { writeFileInFolders } from '../../scenario/file-problem.js';
import type { Scenario } from '../../scenario/plan.js';
import type { Cli } from '../cli.js';
import { makeHome, type Paths, paths } from '../hub/paths.js';

/** Where an exploration stands that was ended before its time, until it is resumed. */
export class KeptExploration {
  #paths: Paths;
  #file: string;

  /** @param bounds other bounds are another exploration */
  constructor(cli: Cli, { file, name }: Scenario, bounds: object) {
    this.#paths = paths(cli.env);
    const key = createHash('sha256')
      .update(JSON.stringify([resolve(file), name, bounds]))
      .digest('hex');
    this.#file = join(this.#paths.home, 'explore', `${key.slice(0, 16)}.json`);
  }

  read(): ExploreState | undefined {
    try {
      return JSON.parse(readFileSync(this.#file, 'utf8')) as ExploreState;
    } catch {
      return undefined;
    }
  }

  write(state: ExploreState): void {
    makeHome(this.#paths);
    writeFileInFolders(this.#file, JSON.stringify(state));
  }

  forget(): void {
    rmSync(this.#file, { force: true });
  }
}
