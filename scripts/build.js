// Compiles src/ to dist/, and makes CommonJS of the package's two entries in dist/cjs/, for test runners that require.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));
rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true });
const tsc = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url));
const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
if (status === 0) await buildCommonJS();

/** What is required as it is: these have CommonJS of their own. Everything else is taken in, as much of it is ESM alone. */
function isExternal(id) {
  return id.startsWith('node:') || /^(ws|zod|yaml|json-p3)(\/|$)/.test(id);
}

async function buildCommonJS() {
  const dist = join(root, 'dist');
  const entries = ['index', 'testing/index'];
  const bundle = await rolldown({
    input: Object.fromEntries(entries.map((entry) => [entry, join(dist, `${entry}.js`)])),
    external: isExternal,
    platform: 'node',
    logLevel: 'warn',
  });
  const target = join(dist, 'cjs');
  await bundle.write({
    dir: target,
    format: 'cjs',
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
  });
  writeFileSync(join(target, 'package.json'), '{ "type": "commonjs" }\n');
  for (const file of declarationsOf(entries.map((entry) => join(dist, `${entry}.d.ts`)))) {
    const copy = join(target, relative(dist, file));
    mkdirSync(dirname(copy), { recursive: true });
    copyFileSync(file, copy);
  }
}

/** The declarations that these import, and they themselves. */
function declarationsOf(files) {
  const found = new Set(files);
  for (const file of found) {
    const text = readFileSync(file, 'utf8');
    for (const [, path] of text.matchAll(/(?:from|import\()\s*['"](\.[^'"]+)\.js['"]/g))
      found.add(`${join(dirname(file), path)}.d.ts`);
  }
  return found;
}
