import { test as base } from 'vitest';
import { NativeEndpoint } from '../../../src/gateway/native/endpoint.js';
import { MemoryStore } from '../../../src/hub/store/memory-store.js';
import type { OpenHubOptions } from '../../gateway/open-hub.js';
import type { Party } from '../../real-sdk/party.js';
import { newSDKAppID } from '../../real-sdk/real-user.js';
import { Stage } from '../../real-sdk/stage.js';
import type { SdkVersion } from './native-sdk.js';
import { NativeUser } from './native-user.js';

export type Kind = 'native' | 'web' | 'virtual';

/** A test's own hub with a native endpoint, and who is on it: native SDKs, Web SDKs, our own devices. */
export class NativeStage {
  readonly stage: Stage;
  #endpoint: NativeEndpoint;
  #users: NativeUser[] = [];

  private constructor(stage: Stage, endpoint: NativeEndpoint) {
    this.stage = stage;
    this.#endpoint = endpoint;
  }

  static async open(options: OpenHubOptions = {}): Promise<NativeStage> {
    const stage = await Stage.open({ store: new MemoryStore(), ...options });
    const endpoint = new NativeEndpoint(stage.hub);
    await endpoint.listen();
    return new NativeStage(stage, endpoint);
  }

  get hub() {
    return this.stage.hub;
  }

  /** A user on the native SDK, logged in. */
  async native(userID: string, options: { version?: SdkVersion } = {}): Promise<NativeUser> {
    const user = await this.nativeLoggedOut(userID, options);
    await user.login();
    return user;
  }

  async nativeLoggedOut(userID: string, options: { version?: SdkVersion } = {}): Promise<NativeUser> {
    if (this.#users.some((other) => other.userID === userID)) await nextSecond();
    const sdkAppID = this.hub.settings.key?.sdkAppID;
    const port = () => this.#endpoint.port;
    const { publicKey } = this.#endpoint;
    const user = await NativeUser.start(port, publicKey, userID, {
      ...options,
      ...(sdkAppID && { sdkAppID }),
    });
    this.#users.push(user);
    return user;
  }

  login(kind: Kind, userID: string): Promise<Party> {
    if (kind === 'native') return this.native(userID);
    if (kind === 'web') return this.stage.real(userID);
    return this.stage.virtual(userID, { dialect: 'native' });
  }

  /** Ends the hub and its endpoints, and starts them on the same ports with the same store. */
  async restart(): Promise<void> {
    const { port } = this.#endpoint;
    await this.#endpoint.close();
    await this.stage.restart();
    this.#endpoint = new NativeEndpoint(this.stage.hub, { port });
    await this.#endpoint.listen();
  }

  async close(): Promise<void> {
    await Promise.all(this.#users.map((user) => user.destroy()));
    await this.#endpoint.close();
    await this.stage.close();
  }
}

/** SDK 8.0 makes its device id from the second in which it starts: a user's devices must not start in the same one. */
async function nextSecond(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 1000 - (Date.now() % 1000)));
}

/** A fixture: a stage whose hub has these options. */
function staged(options: () => OpenHubOptions) {
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads which fixtures are wanted from the pattern
  return async ({}, use: (stage: NativeStage) => Promise<void>) => {
    const stage = await NativeStage.open(options());
    await use(stage);
    await stage.close();
  };
}

/** A test with such a hub of its own. */
export const test = base.extend<{
  native: NativeStage;
  manyDevices: NativeStage;
  keyed: NativeStage;
  tellingBlocked: NativeStage;
}>({
  native: staged(() => ({})),
  manyDevices: staged(() => ({ settings: { loginPolicy: 'multi' } })),
  keyed: staged(() => ({ settings: { key: { sdkAppID: newSDKAppID(), secret: 'a secret for tests' } } })),
  tellingBlocked: staged(() => ({ settings: { blockedSenderIsTold: true } })),
});
