import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HttpClient } from '../../src/cli/hub/http-client.js';
import { paths } from '../../src/cli/hub/paths.js';
import { type HubState, readState } from '../../src/cli/hub/state.js';

const SIG = fileURLToPath(new URL('../../bin/sig.js', import.meta.url));

export interface Outcome {
  code: number;
  out: string;
  err: string;
}

/** The built command with a state folder of its own. */
export class Bin {
  readonly home = mkdtempSync(join(tmpdir(), 'sig-e2e-'));
  readonly env = { ...process.env, SIG_HOME: this.home, NO_COLOR: '1', SIG_HUB: '' };

  run(args: string[], input = ''): Promise<Outcome> {
    const child = spawn(process.execPath, [SIG, ...args], { env: this.env });
    const outcome: Outcome = { code: -1, out: '', err: '' };
    child.stdout.on('data', (chunk) => {
      outcome.out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      outcome.err += chunk;
    });
    child.stdin.end(input);
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve({ ...outcome, code: code ?? -1 }));
    });
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
