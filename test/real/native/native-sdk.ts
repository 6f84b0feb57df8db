import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Requirement } from '../requirements.js';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The vendor's libraries by SDK version, from npm packages of the vendor's. */
export const LIBRARIES = {
  '8.0.5903': here('../node_modules/im_electron_sdk/lib/linux/lib/libImSDK.so'),
  '6.1.2155': here('../node_modules/im_electron_sdk_2/lib/linux/lib1/libImSDK.so'),
} as const;

export type SdkVersion = keyof typeof LIBRARIES;

/** A network of its own, with loopback only: what runs in it reaches nothing but itself. */
const IN_NAMESPACE = ['-n', 'sh', '-c', 'ip link set lo up && exec "$0" "$@"'];

function missing(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'the library is for Linux on x64';
  for (const [version, path] of Object.entries(LIBRARIES)) {
    if (!existsSync(path)) return `no library of SDK ${version}: run npm ci in test/real`;
  }
  const { status } = spawnSync('unshare', [...IN_NAMESPACE, 'true']);
  return status === 0
    ? undefined
    : 'unshare -n (util-linux) and ip (iproute2) make no network namespace here';
}

export const NATIVE_SDK: Requirement = { missing: missing() };

export interface NativeEvent {
  event: string;
  args: unknown[];
}

export interface NativeResult {
  code: number;
  desc: string;
  json: unknown;
  /** The text in the buffer that was given for one. */
  out: string;
}

type Reply = Partial<NativeEvent> & {
  ready?: number;
  id?: number;
  code?: number;
  desc?: string;
  json?: string;
  out?: string;
};

/** The vendor's library in a process and a network namespace of its own. */
export class NativeSdk {
  readonly events: NativeEvent[] = [];
  onEvent: (event: NativeEvent) => void = () => {};
  #child: ChildProcess;
  #bridge: Server;
  #folder: string;
  #lastID = 0;
  #waiting = new Map<number, (reply: Reply) => void>();
  #onReady: (code: number) => void = () => {};
  #ended = false;

  private constructor(bridge: Server, folder: string, child: ChildProcess) {
    this.#bridge = bridge;
    this.#folder = folder;
    this.#child = child;
    child.on('message', (message) => this.#hear(message as Reply));
    child.on('exit', (code, signal) => {
      this.#ended = true;
      for (const answer of this.#waiting.values())
        answer({ code: -1, desc: `the SDK ended: ${signal ?? code}` });
    });
  }

  /** Resolves once TIMInit has returned. @param hubPort where the hub's native endpoint is */
  static async start(
    hubPort: () => number,
    publicKey: string,
    options: { version?: SdkVersion; sdkAppID?: number } = {},
  ): Promise<NativeSdk> {
    const { version = '8.0.5903', sdkAppID = 1400000001 } = options;
    const folder = mkdtempSync(join(tmpdir(), 'sig-native-'));
    const path = join(folder, 'hub.sock');
    const bridge = createServer((socket) => {
      const hub = connect(hubPort(), '127.0.0.1');
      const end = () => {
        socket.destroy();
        hub.destroy();
      };
      for (const each of [socket, hub]) each.on('close', end).on('error', end);
      socket.pipe(hub).pipe(socket);
    });
    await new Promise<void>((resolve) => bridge.listen(path, resolve));
    const args = [
      here('sdk-process.js'),
      LIBRARIES[version],
      path,
      publicKey,
      `${folder}/`,
      String(sdkAppID),
    ];
    const child = spawn('unshare', [...IN_NAMESPACE, process.execPath, ...args], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const sdk = new NativeSdk(bridge, folder, child);
    const code = await new Promise<number>((resolve, reject) => {
      sdk.#onReady = resolve;
      child.once('exit', (code, signal) => reject(new Error(`the SDK did not start: ${signal ?? code}`)));
    });
    if (code !== 0) throw new Error(`TIMInit returned ${code}`);
    return sdk;
  }

  /**
   * Calls a function of the C API; the callback and its user data, its last two parameters, are added.
   * @returns what the callback said, whatever its code
   */
  call(name: string, types: string[], args: unknown[]): Promise<NativeResult> {
    const id = ++this.#lastID;
    return new Promise((resolve) => {
      let out = '';
      this.#waiting.set(id, (reply) => {
        if (reply.out !== undefined) {
          out = reply.out;
          return;
        }
        this.#waiting.delete(id);
        resolve({ code: reply.code ?? 0, desc: reply.desc ?? '', json: parsed(reply.json), out });
      });
      if (this.#ended) this.#waiting.get(id)?.({ code: -1, desc: 'the SDK has ended' });
      else this.#child.send({ id, name, types, args });
    });
  }

  /** The connection breaks; the SDK opens another. */
  cut(): void {
    this.#child.send({ cut: true });
  }

  /** The connection breaks, and no other comes up until {@link plug}. */
  unplug(): void {
    this.#child.send({ plugged: false, cut: true });
  }

  plug(): void {
    this.#child.send({ plugged: true });
  }

  async end(): Promise<void> {
    const gone = this.#ended
      ? Promise.resolve()
      : new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGKILL');
    await gone;
    await new Promise((resolve) => this.#bridge.close(resolve));
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #hear(reply: Reply): void {
    if (reply.ready !== undefined) this.#onReady(reply.ready);
    else if (reply.event !== undefined) {
      const event = { event: reply.event, args: reply.args ?? [] };
      this.events.push(event);
      this.onEvent(event);
    } else this.#waiting.get(reply.id!)?.(reply);
  }
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return text;
  }
}
