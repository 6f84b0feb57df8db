import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { HubState } from '../../src/cli/hub/state.js';

const BIN = fileURLToPath(new URL('../../bin/sig.js', import.meta.url));

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** The built `sig`, with a home of its own. */
export class Sig {
  readonly home = mkdtempSync(join(tmpdir(), 'sig-'));

  run(args: string[], input = ''): Promise<Ended> {
    return new Promise((resolve) => {
      const env = { ...process.env, SIG_HOME: this.home, NO_COLOR: '1' };
      const child = spawn(process.execPath, [BIN, ...args], { env });
      let out = '';
      let err = '';
      child.stdout.setEncoding('utf8').on('data', (chunk) => {
        out += chunk;
      });
      child.stderr.setEncoding('utf8').on('data', (chunk) => {
        err += chunk;
      });
      child.on('close', (code) => resolve({ code, out, err }));
      child.stdin.end(input);
    });
  }

  /** Words of one command line without quotes. */
  async line(line: string): Promise<Ended> {
    return this.run(line.split(' '));
  }

  state(): HubState {
    return JSON.parse(readFileSync(join(this.home, 'hub.json'), 'utf8'));
  }

  async leave(): Promise<void> {
    await this.line('hub stop');
    rmSync(this.home, { recursive: true, force: true });
  }
}
