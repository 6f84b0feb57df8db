import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWith } from './requirements.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const runners = fileURLToPath(new URL('./runners/', import.meta.url));

const installed = {
  missing: existsSync(join(runners, 'node_modules/jest'))
    ? undefined
    : 'npm ci --prefix test/real/runners installs jest, ts-jest, babel-jest and the checkers of packages',
};

/** A test as people write it, with the app's own timer faked. */
const TEST = `import { lab } from 'siglab/testing';

test('bob accepts', async () => {
  const bench = await lab({ users: ['alice', 'bob'], groups: { team: ['alice', 'bob'] } });
  const [alice, bob] = bench.users('alice', 'bob');
  const call = await alice.invites('bob', { data: { call: 'video' }, timeout: 30 });
  await bob.receives(call, { data: { call: /^vid/ } });
  await bob.accepts(call);
  await alice.seesAccept(call, 'bob');
  await bench.close();
});

test('under faked timers, and leading them', async () => {
  jest.useFakeTimers({ doNotFake: [] });
  const bench = await lab({ users: ['alice', 'bob'], timers: jest });
  const [alice, bob] = bench.users('alice', 'bob');
  const call = await alice.invites('bob', { timeout: 60 });
  bob.sdk.addSignalingListener({});
  setTimeout(() => void bob.sdk.reject(call.inviteID, 'no answer'), 20_000);
  await alice.seesReject(call, 'bob', { data: 'no answer', at: '20s', within: '25s' });
  await bench.close();
  jest.useRealTimers();
});
`;

describeWith(installed, 'the packed package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sig-runners-'));
  let tarball: string;

  beforeAll(() => {
    const packed = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
      cwd: root,
      encoding: 'utf8',
    });
    tarball = join(folder, JSON.parse(packed)[0].filename);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const bin = (name: string) => join(runners, 'node_modules/.bin', name);

  /** A project with the packed package installed in it, and everything else from the runners' folder. */
  function project(name: string, files: Readonly<Record<string, string>>): string {
    const home = join(folder, name);
    const modules = join(home, 'node_modules');
    mkdirSync(modules, { recursive: true });
    execFileSync('tar', ['xzf', tarball, '-C', modules]);
    cpSync(join(modules, 'package'), join(modules, 'siglab'), { recursive: true });
    // What siglab needs is the repository's own; what the project needs, the runners'.
    symlinkSync(join(root, 'node_modules'), join(modules, 'siglab/node_modules'));
    symlinkSync(join(runners, 'node_modules'), join(folder, 'node_modules'), 'dir');
    for (const [file, text] of Object.entries(files)) writeFileSync(join(home, file), text);
    return home;
  }

  function clean(): void {
    rmSync(join(folder, 'node_modules'), { force: true });
  }

  const RESOLUTIONS = [
    ['node', 'commonjs'],
    ['node16', 'node16'],
    ['bundler', 'esnext'],
  ] as const;

  test.each(RESOLUTIONS)('moduleResolution %s finds the types', (resolution, module) => {
    const home = project(`types-${resolution}`, {
      'package.json': '{ "name": "types", "private": true }',
      'call.test.ts': TEST,
      'tsconfig.json': JSON.stringify({
        compilerOptions: {
          ...{
            module,
            moduleResolution: resolution,
            target: 'es2023',
            lib: ['es2023', 'esnext.disposable', 'dom'],
          },
          ...{ strict: true, noEmit: true, skipLibCheck: true, types: ['jest'], esModuleInterop: true },
        },
        include: ['*.ts'],
      }),
    });
    const { stdout, status } = spawnSync(process.execPath, [bin('tsc'), '-p', home], { encoding: 'utf8' });
    clean();
    expect([stdout, status]).toEqual(['', 0]);
  });

  const JEST = {
    'ts-jest': {
      transform: { '^.+\\.ts$': ['ts-jest', { diagnostics: false, tsconfig: { module: 'commonjs' } }] },
    },
    'babel-jest': {
      transform: {
        '^.+\\.ts$': [
          'babel-jest',
          { presets: [['@babel/preset-env', { targets: { node: 'current' } }], '@babel/preset-typescript'] },
        ],
      },
    },
  };

  test.each(Object.entries(JEST))('%s in CommonJS loads siglab/testing', (name, config) => {
    const home = project(name, {
      'package.json': '{ "name": "app", "private": true }',
      'call.test.ts': TEST,
      'jest.config.json': JSON.stringify({ rootDir: '.', testEnvironment: 'node', ...config }),
    });
    const { stderr, status } = spawnSync(process.execPath, [bin('jest'), '--config', 'jest.config.json'], {
      cwd: home,
      encoding: 'utf8',
    });
    clean();
    expect(stderr).toContain('Tests:       2 passed');
    expect(status).toBe(0);
  });

  test('attw and publint find nothing', () => {
    const attw = spawnSync(
      process.execPath,
      [bin('attw'), tarball, '--format', 'table-flipped', '--no-color'],
      {
        encoding: 'utf8',
      },
    );
    expect(attw.status, attw.stdout).toBe(0);
    const publint = spawnSync(process.execPath, [bin('publint'), 'run', tarball, '--strict'], {
      encoding: 'utf8',
    });
    expect(publint.status, publint.stdout + publint.stderr).toBe(0);
  });
});
