import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';

const SIG = fileURLToPath(new URL('../../bin/sig.js', import.meta.url));

/** A hub of its own, under attack: how much memory it takes, and how soon it answers a good user meanwhile. */
export class Target {
  #home = mkdtempSync(join(tmpdir(), 'sig-hostile-'));
  #child;
  #pid = 0;
  #probe;
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
    await target.#probeOn();
    return target;
  }

  async stop() {
    clearInterval(this.#probe);
    this.#child.kill();
    await once(this.#child, 'close');
    rmSync(this.#home, { recursive: true, force: true });
  }

  /** Resident memory, MB. */
  rss() {
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${this.#pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) / 1024;
  }

  /** REST, as a backend calls it. */
  async rest(command, body) {
    const response = await fetch(
      `http://127.0.0.1:${this.port}/v4/${command}?sdkappid=1400000001&identifier=administrator&usersig=x&random=1`,
      { method: 'POST', body: JSON.stringify(body) },
    );
    return response.json();
  }

  /** A line on which `userID` is logged in. */
  async login(userID) {
    const socket = new WebSocket(
      `ws://127.0.0.1:${this.port}/binfo?sdkappid=1400000001&instanceid=${userID}&platform=7`,
    );
    socket.on('error', () => {});
    await once(socket, 'open');
    const head = { servcmd: 'im_open_status.wslogin', seq: 1, identifier: userID, usersig: 'x' };
    socket.send(JSON.stringify({ head, body: {} }));
    await once(socket, 'message');
    return socket;
  }

  /** A bare socket to the hub's port. */
  line() {
    const socket = connect(this.port, '127.0.0.1');
    socket.on('error', () => {});
    return socket;
  }

  async #probeOn() {
    const bob = await this.login('probe');
    let sentAt = 0;
    bob.on('message', () => {
      if (sentAt > 0) this.latencies.push(performance.now() - sentAt);
      sentAt = 0;
    });
    this.#probe = setInterval(() => {
      this.peak = Math.max(this.peak, this.rss());
      if (sentAt > 0) return;
      sentAt = performance.now();
      this.rest('openim/sendmsg', {
        ...{ To_Account: 'probe', MsgLifeTime: 0, MsgRandom: Math.floor(Math.random() * 2 ** 32) },
        MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'hello' } }],
      }).catch((error) => {
        console.error(`the hub does not answer: ${error.cause?.message ?? error.message}`);
        process.exitCode = 1;
      });
    }, 50);
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
