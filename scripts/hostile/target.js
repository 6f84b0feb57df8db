import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { login, rest } from './client.js';

const PROBE = fileURLToPath(new URL('probe.js', import.meta.url));
const SIG = fileURLToPath(new URL('../../bin/sig.js', import.meta.url));

/** A hub of its own, under attack: how much memory it takes, and how soon it answers a good user meanwhile. */
export class Target {
  #home = mkdtempSync(join(tmpdir(), 'sig-hostile-'));
  #child;
  #pid = 0;
  #probe;
  #watch;
  port = 0;
  peak = 0;
  /** Round trips of the good user, ms: by REST, through the hub, to a WebSocket. */
  latencies = [];

  static async start() {
    const target = new Target();
    const log = join(target.#home, 'log');
    const out = openSync(log, 'w');
    target.#child = spawn(
      process.execPath,
      [SIG, 'hub', 'start', '--foreground', '--json', '--memory', '--port', '0', '--token', 'the token'],
      { env: { ...process.env, SIG_HOME: target.#home }, stdio: ['ignore', out, out] },
    );
    for (let tries = 0; target.port === 0; tries++) {
      if (tries > 200) throw new Error(`the hub does not start: ${readFileSync(log, 'utf8')}`);
      await pause(50);
      const ready = /\{"ready":\{[^}]*\}\}/.exec(readFileSync(log, 'utf8'));
      if (ready) ({ port: target.port, pid: target.#pid } = JSON.parse(ready[0]).ready);
    }
    target.#probeOn();
    return target;
  }

  async stop() {
    clearInterval(this.#watch);
    this.#probe.disconnect();
    this.#child.kill();
    await once(this.#child, 'close');
    rmSync(this.#home, { recursive: true, force: true });
  }

  /** Resident memory, MB. */
  rss() {
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${this.#pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) / 1024;
  }

  rest(command, body) {
    return rest(this.port, command, body);
  }

  login(userID) {
    return login(this.port, userID);
  }

  /** A bare socket to the hub's port. */
  line() {
    const socket = connect(this.port, '127.0.0.1');
    socket.on('error', () => {});
    return socket;
  }

  #probeOn() {
    this.#watch = setInterval(() => {
      this.peak = Math.max(this.peak, this.rss());
    }, 50);
    this.#probe = fork(PROBE, [String(this.port)]);
    this.#probe.on('message', ({ latency, failure }) => {
      if (latency !== undefined) this.latencies.push(latency);
      else console.error(`the hub does not answer: ${failure}`);
    });
  }
}

/** Resolves when more may be written to the socket, or it is closed. */
export function writableAgain(socket) {
  return new Promise((resolve) => {
    const done = () => {
      socket.off('drain', done);
      socket.off('close', done);
      resolve();
    };
    socket.on('drain', done);
    socket.on('close', done);
  });
}

export function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
