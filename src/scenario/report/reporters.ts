import { github } from './github.js';
import { html } from './html.js';
import { jsonLines } from './json-lines.js';
import { junit } from './junit.js';
import type { MakeReporter } from './reporter.js';
import { tap } from './tap.js';
import { terminal } from './terminal.js';

/** Every reporter by the name that `--reporter` takes. */
export const reporters: Readonly<Record<string, MakeReporter>> = {
  terminal,
  json: jsonLines,
  junit,
  tap,
  github,
  html,
};
