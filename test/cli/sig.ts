import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { HubState } from '../../src/cli/hub/state.js';

/** What starts it. */
export const SIG = fileURLToPath(new URL('../../bin/sig.js', import.meta.url));

export interface Ended {
  code: number;
  out: string;
  err: string;
}

export interface Running {
  child: ChildProcessWithoutNullStreams;
  ended: Promise<Ended>;
  /** Resolves once it has printed this. */
  saw(text: string): Promise<void>;
}

/** The built `sig`, with a home of its own. */
export class Sig {
  readonly home = mkdtempSync(join(tmpdir(), 'sig-'));
  readonly env: NodeJS.ProcessEnv = { ...process.env, SIG_HOME: this.home, NO_COLOR: '1', SIG_HUB: '' };

  run(args: string[], input = '', env: NodeJS.ProcessEnv = {}): Promise<Ended> {
    const { child, ended } = this.start(args, env);
    child.stdin.end(input);
    return ended;
  }

  /** A command that goes on until it is ended. */
  start(args: string[], env: NodeJS.ProcessEnv = {}): Running {
    const child = spawn(process.execPath, [SIG, ...args], { env: { ...this.env, ...env } });
    let out = '';
    let err = '';
    const lookers = new Set<() => void>();
    const heard = () => {
      for (const look of lookers) look();
    };
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      out += chunk;
      heard();
    });
    child.stderr.setEncoding('utf8').on('data', (chunk) => {
      err += chunk;
      heard();
    });
    const ended = new Promise<Ended>((resolve) => {
      child.on('close', (code) => resolve({ code: code ?? -1, out, err }));
    });
    const saw = (text: string) =>
      new Promise<void>((resolve, reject) => {
        const look = () => {
          if (!out.includes(text) && !err.includes(text)) return;
          lookers.delete(look);
          resolve();
        };
        lookers.add(look);
        child.on('close', () => reject(new Error(`it ended before it said "${text}":\n${out}${err}`)));
        look();
      });
    return { child, ended, saw };
  }

  /** Words of one command line without quotes. */
  async line(line: string, env: NodeJS.ProcessEnv = {}): Promise<Ended> {
    return this.run(line.split(' '), '', env);
  }

  state(): HubState {
    return JSON.parse(readFileSync(join(this.home, 'hub.json'), 'utf8'));
  }

  async leave(): Promise<void> {
    await this.line('hub stop');
    rmSync(this.home, { recursive: true, force: true });
  }
}
