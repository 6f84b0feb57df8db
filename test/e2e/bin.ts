import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HttpClient } from '../../src/cli/hub/http-client.js';
import { paths } from '../../src/cli/hub/paths.js';
import { type HubState, readState } from '../../src/cli/hub/state.js';

const SIG = fileURLToPath(new URL('../../bin/sig.js', import.meta.url));

/** A command that is still running. */
export interface RunningBin {
  readonly pid: number;
  /** Resolves once it has printed this on either side. */
  shows(text: string): Promise<void>;
  ended: Promise<Outcome>;
}

export interface Outcome {
  code: number;
  out: string;
  err: string;
}

/** The built command with a state folder of its own. */
export class Bin {
  readonly home = mkdtempSync(join(tmpdir(), 'sig-e2e-'));
  readonly env = { ...process.env, SIG_HOME: this.home, NO_COLOR: '1', SIG_HUB: '' };

  run(args: string[], input = '', env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
    const { ended } = this.start(args, input, env);
    return ended;
  }

  /** Words of one command line without quotes. */
  line(line: string, env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
    return this.run(line.split(' '), '', env);
  }

  start(args: string[], input = '', env: NodeJS.ProcessEnv = {}): RunningBin {
    const child = spawn(process.execPath, [SIG, ...args], { env: { ...this.env, ...env } });
    const outcome: Outcome = { code: -1, out: '', err: '' };
    const waiting = new Set<() => void>();
    const take = (side: 'out' | 'err') => (chunk: string) => {
      outcome[side] += chunk;
      for (const look of waiting) look();
    };
    child.stdout.setEncoding('utf8').on('data', take('out'));
    child.stderr.setEncoding('utf8').on('data', take('err'));
    child.stdin.end(input);
    const ended = new Promise<Outcome>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve({ ...outcome, code: code ?? -1 }));
    });
    const shows = (text: string) =>
      new Promise<void>((resolve, reject) => {
        const look = () => {
          if (!`${outcome.out}${outcome.err}`.includes(text)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        ended.then(({ out, err }) => reject(new Error(`it ended without ${text}:\n${out}${err}`)), reject);
        look();
      });
    return { pid: child.pid!, shows, ended };
  }

  state(): HubState {
    return readState(paths(this.env))!;
  }

  client(): HttpClient {
    return new HttpClient(this.state());
  }

  async end(): Promise<void> {
    await this.run(['hub', 'stop']);
    rmSync(this.home, { recursive: true, force: true });
  }
}
