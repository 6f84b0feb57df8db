// Runs test/real: installs its packages if they changed, checks its types, and runs its tests.
// Arguments go to vitest: npm run test:real -- web-app
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('..', import.meta.url);
const inRoot = (path) => fileURLToPath(new URL(path, root));

function run(command, args, cwd = '.') {
  const { status, error } = spawnSync(command, args, { cwd: inRoot(cwd), stdio: 'inherit' });
  if (error) console.error(`${command}: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

function contents(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

// Runners and checkers have a folder of their own: what the kits' packages override would break them.
for (const folder of ['test/real', 'test/real/runners']) {
  const lock = contents(inRoot(`${folder}/package-lock.json`));
  const installed = inRoot(`${folder}/node_modules/installed-lock.json`);
  if (contents(installed) === lock) continue;
  run('npm', ['ci', '--no-audit', '--no-fund'], folder);
  writeFileSync(installed, lock);
}
run(process.execPath, [inRoot('node_modules/typescript/bin/tsc'), '-p', 'test/real']);
const vitest = inRoot('node_modules/vitest/vitest.mjs');
run(process.execPath, [vitest, 'run', '--config', 'test/real/vitest.config.ts', ...process.argv.slice(2)]);
