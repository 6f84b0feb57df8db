import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';

/** What the checks look at; a test gives another. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly nodeVersion: string;
  readonly env: NodeJS.ProcessEnv;
  /** Whether there is such a file. */
  exists(path: string): boolean;
  /** Where a program is, by PATH; undefined when it is not there. */
  find(program: string): string | undefined;
  /** Runs a program without a shell. @returns its exit code (-1 when it could not be run, or took 10 s) and what it printed */
  run(program: string, args: readonly string[]): Promise<{ code: number; text: string }>;
  /** Why nothing can be written into a folder, which is made if need be; undefined when all is well. */
  cannotWrite(folder: string): string | undefined;
  /** Whether this process could listen on a port of the loopback address. */
  isFree(port: number): Promise<boolean>;
}

const PATIENCE_MS = 10_000;

/** The machine that sig runs on. */
export function thisMachine(env: NodeJS.ProcessEnv, makeFolder: (folder: string) => void): Machine {
  const { platform } = process;
  return {
    ...{ platform, env, nodeVersion: process.versions.node, exists: existsSync, isFree },
    find: (program) => findProgram(program, env, platform),
    run: (program, args) =>
      new Promise((resolve) => {
        execFile(program, args, { timeout: PATIENCE_MS, windowsHide: true }, (error, stdout, stderr) => {
          const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
          resolve({ code, text: `${stdout}${stderr}` });
        });
      }),
    cannotWrite(folder) {
      try {
        makeFolder(folder);
        rmSync(mkdtempSync(join(folder, 'doctor-')), { recursive: true });
        return undefined;
      } catch (thrown) {
        return (thrown as Error).message;
      }
    },
  };
}

function findProgram(program: string, env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string | undefined {
  const names = platform === 'win32' ? [`${program}.exe`, `${program}.cmd`] : [program];
  const folders = (env.PATH ?? env.Path ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
