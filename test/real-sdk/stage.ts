import { test as base } from 'vitest';
import type { SDKConfig } from '../../src/device/config.js';
import { MemoryStore } from '../../src/hub/store/memory-store.js';
import type { Store } from '../../src/hub/store/store.js';
import type { TraceEvent } from '../../src/trace/event.js';
import { type OpenHub, type OpenHubOptions, startHub } from '../gateway/open-hub.js';
import type { Party } from './party.js';
import { newSDKAppID, RealUser } from './real-user.js';
import { VirtualUser } from './virtual-user.js';

export type Kind = 'real' | 'virtual';

type Frame = Extract<TraceEvent, { kind: 'frame' }>;

/** No frame for so long means that the SDKs have nothing more to ask. */
const QUIET_MS = 60;

/** One test's own hub on a loopback port, and who is on it. */
export class Stage {
  #options: OpenHubOptions & { store: Store };
  #open: OpenHub;
  #parties: Party[] = [];
  #lastFrameAt = 0;

  private constructor(options: OpenHubOptions & { store: Store }, open: OpenHub) {
    this.#options = options;
    this.#open = open;
    this.#watch();
  }

  static async open(options: OpenHubOptions = {}): Promise<Stage> {
    const withStore = { store: new MemoryStore(), ...options };
    return new Stage(withStore, await startHub(withStore));
  }

  get hub(): OpenHub['hub'] {
    return this.#open.hub;
  }

  get url(): string {
    return this.#open.url;
  }

  get port(): number {
    return this.#open.port;
  }

  /** A user on the real SDK, logged in and ready. */
  async real(userID: string, userSig?: string): Promise<RealUser> {
    const user = this.realLoggedOut(userID);
    await user.login(userSig);
    return user;
  }

  realLoggedOut(userID: string): RealUser {
    const user = new RealUser(this.url, userID, this.hub.settings.key?.sdkAppID);
    this.#parties.push(user);
    return user;
  }

  /** A user on our own device, over the same socket endpoint. */
  async virtual(userID: string, config: Partial<SDKConfig> = {}): Promise<VirtualUser> {
    const user = new VirtualUser({ hub: this.url, dialect: 'web', ...config }, userID);
    this.#parties.push(user);
    await user.login();
    return user;
  }

  /** Logs in a user on any other SDK. */
  async join<Other extends Party>(user: Other): Promise<Other> {
    this.#parties.push(user);
    await user.login();
    return user;
  }

  login(kind: Kind, userID: string): Promise<Party> {
    return kind === 'real' ? this.real(userID) : this.virtual(userID);
  }

  /** The next frame of this user to (up) or from (down) the hub that the test likes. */
  frame(
    user: string,
    direction: Frame['direction'],
    command: string,
    likes: (frame: Frame) => boolean = () => true,
  ): Promise<Frame> {
    return new Promise((resolve) => {
      const end = this.hub.trace.subscribe(
        (event) => {
          if (event.kind !== 'frame' || event.user !== user || event.direction !== direction) return;
          if (event.command !== command || !likes(event)) return;
          end();
          resolve(event);
        },
        { frames: true },
      );
    });
  }

  /** Stops the hub, and starts it again on the same port with the same store. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async stop(): Promise<void> {
    await Promise.all(this.#parties.map((party) => party instanceof RealUser && party.lineOfAge()));
    await this.#open.close();
  }

  async start(): Promise<void> {
    this.#open = await startHub({ ...this.#options, port: this.port });
    this.#watch();
  }

  async close(): Promise<void> {
    await this.quiet();
    await Promise.all(this.#parties.map((party) => party.destroy()));
    await this.#open.close();
  }

  #watch(): void {
    const note = () => {
      this.#lastFrameAt = performance.now();
    };
    this.hub.trace.subscribe(note, { frames: true });
  }

  /**
   * Waits until the SDKs have nothing more to ask: they ask for profiles some moments after a message, and catch no error if
   * a log-out comes in between.
   */
  async quiet(): Promise<void> {
    while (performance.now() - this.#lastFrameAt < QUIET_MS) {
      await new Promise((resolve) => setTimeout(resolve, QUIET_MS / 2));
    }
  }
}

/** A test with a hub of its own. */
export const test = base.extend<{ stage: Stage; keyedStage: Stage }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads which fixtures are wanted from the pattern
  stage: async ({}, use) => {
    const stage = await Stage.open();
    await use(stage);
    await stage.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  keyedStage: async ({}, use) => {
    const key = { sdkAppID: newSDKAppID(), secret: 'a secret for tests' };
    const stage = await Stage.open({ settings: { key } });
    await use(stage);
    await stage.close();
  },
});
