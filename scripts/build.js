// Compiles src/ to dist/, makes CommonJS of the package's entries in dist/cjs/ for test runners that require, and sees that the
// decoder still fits into a page.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));
rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true });
const tsc = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url));
const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
if (status === 0) {
  await buildCommonJS();
  await checkBrowserSize();
}

/** What is required as it is: these have CommonJS of their own. Everything else is taken in, as much of it is ESM alone. */
function isExternal(id) {
  return id.startsWith('node:') || /^(ws|zod|yaml|json-p3)(\/|$)/.test(id);
}

async function buildCommonJS() {
  const dist = join(root, 'dist');
  const entries = ['index', 'testing/index', 'decode/index'];
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

/** siglab/decode in one file, as a page loads it: how large it is, and that it needs nothing of Node. */
async function checkBrowserSize() {
  const MOST = 150_000;
  const bundle = await rolldown({
    input: fileURLToPath(new URL('../dist/decode/browser.js', import.meta.url)),
    platform: 'browser',
    external: [],
    onLog: (level, log) => {
      if (level === 'warn') throw new Error(log.message);
    },
  });
  const { output } = await bundle.generate({ format: 'esm', minify: true });
  await bundle.close();
  const outside = output.flatMap((chunk) => chunk.imports ?? []);
  if (outside.length > 0) throw new Error(`siglab/decode needs ${outside.join(', ')} in a browser`);
  const size = gzipSync(output[0].code).length;
  console.log(`siglab/decode for browsers: ${(size / 1000).toFixed(1)} kB gzip, of at most ${MOST / 1000}`);
  if (size > MOST) throw new Error('siglab/decode has become too large for a page');
}
