import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { Screen } from '../cli/screen.js';
import type { Requirement } from './requirements.js';

/** A pseudo-terminal, by script(1). */
export const PTY: Requirement = { missing: noPty() };

function noPty(): string | undefined {
  if (process.platform !== 'linux') return 'script(1) takes these options on Linux only';
  const { status } = spawnSync('script', ['-qec', 'true', '/dev/null']);
  return status === 0 ? undefined : 'script(1) is not installed';
}

/** A program at a terminal of 80 columns: a real one of the operating system, drawn on a screen in this process. */
export class Pty {
  readonly screen = new Screen({ rows: 40 });
  readonly ended: Promise<number>;
  #child: ChildProcess;
  #news = Promise.withResolvers<void>();

  /** @param command a line for sh */
  constructor(command: string, env: NodeJS.ProcessEnv) {
    const line = `stty cols 80 rows 40; exec ${command}`;
    this.#child = spawn('script', ['-qec', line, '/dev/null'], {
      env: { ...env, TERM: 'xterm-256color', SHELL: '/bin/sh' },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#child.stdout!.on('data', (chunk) => {
      this.screen.terminal.output.write(chunk);
      this.#news.resolve();
    });
    this.screen.onReply((text) => this.type(text));
    this.ended = new Promise((resolve) => this.#child.on('close', (code) => resolve(code ?? -1)));
    void this.ended.then(() => this.#news.resolve());
  }

  type(keys: string): void {
    this.#child.stdin!.write(keys);
  }

  /** Types, and waits until something shows. */
  async press(keys: string, then: string | RegExp): Promise<void> {
    this.type(keys);
    await this.shows(then);
  }

  shows(text: string | RegExp): Promise<void> {
    return this.screen.until(text, async () => {
      await this.#news.promise;
      this.#news = Promise.withResolvers();
    });
  }

  end(): void {
    this.#child.stdin!.end();
    this.#child.kill('SIGKILL');
  }
}
