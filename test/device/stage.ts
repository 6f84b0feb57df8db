import type { SDKConfig } from '../../src/device/config.js';
import { V2TIMManager } from '../../src/device/v2tim-manager.js';
import type { HubSettings } from '../../src/hub/core/settings.js';
import { Hub } from '../../src/hub/hub.js';
import { MemoryStore } from '../../src/hub/store/memory-store.js';
import { seededEntropy } from '../../src/runtime/entropy.js';
import { VirtualClock } from '../../src/runtime/virtual-clock.js';
import type { TraceEvent } from '../../src/trace/event.js';
import { Trace } from '../../src/trace/trace.js';

/** What a device's signaling listener was told: the method's name and its arguments. */
export type Heard = [name: string, ...args: unknown[]];

/** One device on stage, and what it has heard since the last look. */
export class Actor {
  readonly sdk = new V2TIMManager();
  #heard: Heard[] = [];

  constructor(config: SDKConfig) {
    this.sdk.initSDK(1400000001, config);
    const note =
      (name: string) =>
      (...args: unknown[]) =>
        this.#heard.push([name, ...args]);
    this.sdk.addSignalingListener({
      onReceiveNewInvitation: note('invited'),
      onInviteeAccepted: note('accepted'),
      onInviteeRejected: note('rejected'),
      onInvitationCancelled: note('cancelled'),
      onInvitationTimeout: note('timedOut'),
      onInvitationModified: note('modified'),
    });
  }

  /** What was heard since the last call. */
  hears(): Heard[] {
    const heard = this.#heard;
    this.#heard = [];
    return heard;
  }
}

/** A hub in memory on a virtual clock, and devices on it. */
export class Stage {
  readonly clock = new VirtualClock();
  readonly trace = new Trace(this.clock);
  readonly events: TraceEvent[] = [];
  readonly hub: Hub;

  constructor(settings: Partial<HubSettings> = {}, seed = 1) {
    this.hub = new Hub({
      store: new MemoryStore(),
      clock: this.clock,
      entropy: seededEntropy(seed),
      trace: this.trace,
      settings,
    });
    this.trace.subscribe((event) => this.events.push(event));
  }

  /** Lets a promise that needs the hub come to its end. */
  async run<T>(promise: Promise<T>): Promise<T> {
    const outcome = promise.then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
    await this.clock.settle();
    const settled = await Promise.race([outcome, Promise.resolve(undefined)]);
    if (settled === undefined) throw new Error('the call needs more than this moment');
    if ('error' in settled) throw settled.error;
    return settled.value;
  }

  /** A device that is not logged in. */
  device(config: Partial<SDKConfig> = {}): Actor {
    return new Actor({ hub: this.hub, ...config });
  }

  /** A device with its user logged in. */
  async enter(user: string, config: Partial<SDKConfig> = {}): Promise<Actor> {
    const actor = this.device(config);
    await this.run(actor.sdk.login(user));
    return actor;
  }

  /** Lets `seconds` pass. */
  pass(seconds: number): Promise<void> {
    return this.clock.advance(seconds * 1000);
  }
}

/** The code with which a call is refused; 0 when it goes through. */
export async function codeOf(stage: Stage, promise: Promise<unknown>): Promise<number> {
  try {
    await stage.run(promise);
    return 0;
  } catch (error) {
    return (error as { code: number }).code;
  }
}
