#!/usr/bin/env node
// Starts sig. Plain JS in words that every Node understands, so that an old one can be told what is wrong.
import module from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

const WANTED = [22, 13];

if (isNewEnough(process.versions.node)) start();
else startOnNewerNode();

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > WANTED[0] || (major === WANTED[0] && minor >= WANTED[1]);
}

function start() {
  keepQuietAboutSqlite();
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  module.enableCompileCache(process.env.NODE_COMPILE_CACHE || join(cache, 'siglab'));
  import('../dist/cli/main.js')
    .then(({ main }) => main(process.argv.slice(2)))
    .then(
      (code) => {
        process.exitCode = code;
      },
      (error) => {
        const unbuilt = error.code === 'ERR_MODULE_NOT_FOUND' && error.message.includes('dist');
        console.error(unbuilt ? 'sig: not built yet: npm run build' : error);
        process.exitCode = 1;
      },
    );
}

/** Node 22 warns whoever uses its SQLite that it may change; those who run sig have no use for that. */
function keepQuietAboutSqlite() {
  const { emitWarning } = process;
  process.emitWarning = (warning, ...rest) => {
    if (rest[0] === 'ExperimentalWarning' && String(warning).startsWith('SQLite')) return;
    emitWarning.call(process, warning, ...rest);
  };
}

/** The npm package `node` brings a Node of its own; where it is installed beside sig, it will do. */
function startOnNewerNode() {
  const found = findNodePackage();
  if (!found) {
    console.error(`sig needs Node ${WANTED.join('.')} or newer; this is ${process.versions.node}.`);
    console.error('Get one from https://nodejs.org, or beside sig: npm install node@24');
    process.exitCode = 1;
    return;
  }
  import('node:child_process').then(({ spawn }) => {
    const child = spawn(found, process.argv.slice(1), { stdio: 'inherit' });
    // A terminal sends Ctrl-C to both: the child decides what it means. Others signal this process alone.
    process.on('SIGINT', () => {
      if (!process.stdin.isTTY) child.kill('SIGINT');
    });
    for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    child.on('error', (error) => {
      console.error(`sig: cannot run ${found}: ${error.message}`);
      process.exitCode = 1;
    });
    child.on('exit', (code, signal) => {
      process.exitCode = code === null ? 128 + (signal === 'SIGINT' ? 2 : 15) : code;
    });
  });
}

function findNodePackage() {
  try {
    const require = module.createRequire(import.meta.url);
    if (!isNewEnough(require('node/package.json').version)) return undefined;
    const manifest = require.resolve('node/package.json');
    return join(manifest, '..', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  } catch {
    return undefined;
  }
}
