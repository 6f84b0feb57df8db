import type { Hub } from '../hub/hub.js';
import { FaultyNetwork, type FrameFilter, type HeldFrame, strikes } from '../hub/network/faulty-network.js';
import { type Frame, type Network, noteFrame } from '../hub/network/network.js';
import type { CancelTimer } from '../runtime/clock.js';

/** How bad the network of a user, or of one device, is. */
export interface NetworkConditions {
  /** Milliseconds that a frame takes, and by how much that varies. */
  latency?: number | undefined;
  jitter?: number | undefined;
  /** Chances from 0 to 1. */
  loss?: number | undefined;
  duplicate?: number | undefined;
  /** Nothing gets through, and what was connected is cut. */
  down?: boolean | undefined;
}

/** Whose. */
export interface NetworkScope {
  user: string;
  /** Undefined for all devices of the user. */
  device?: string | undefined;
}

interface Condition {
  scope: NetworkScope;
  conditions: NetworkConditions;
  cancel: CancelTimer;
}

/** The network between a live hub and its devices, apps' and virtual ones: perfect until somebody makes it bad. */
export class LiveNetwork implements Network {
  #hub: Hub;
  #faulty: FaultyNetwork;
  #conditions: Condition[] = [];

  constructor(hub: Hub) {
    this.#hub = hub;
    this.#faulty = new FaultyNetwork(hub.clock, hub.entropy, hub.trace);
  }

  /** Whether frames need not be described: nothing is done to any. */
  get isPerfect(): boolean {
    return this.#faulty.isPerfect;
  }

  /** For connections whose frames nobody else notes in the trace. */
  carry(frame: Frame, deliver: () => void, alive: () => boolean): void {
    this.pass(
      frame,
      () => {
        noteFrame(this.#hub.trace, frame, 'delivered');
        deliver();
      },
      alive,
    );
  }

  /** The same where the receiver notes what arrives. */
  pass(frame: Frame, deliver: () => void, alive: () => boolean): void {
    this.#faulty.carry(frame, deliver, alive);
  }

  /** Makes a network bad, in place of how it was. @param forMs for so long; undefined until {@link reset} */
  set(scope: NetworkScope, conditions: NetworkConditions, forMs?: number): void {
    this.reset(scope);
    const { latency = 0, jitter = 0, loss = 0, duplicate = 0, down = false } = conditions;
    const remove = this.#faulty.add({
      filter: filterOf(scope),
      faults: {
        ...(down ? { partition: true } : {}),
        ...(latency + jitter > 0 ? { latency: [Math.max(0, latency - jitter), latency + jitter] } : {}),
        ...(loss > 0 ? { loss } : {}),
        ...(duplicate > 0 ? { duplication: duplicate } : {}),
      },
      remaining: Number.POSITIVE_INFINITY,
    });
    const timer = forMs === undefined ? () => {} : this.#hub.clock.setTimer(forMs, () => this.reset(scope));
    const cancel = () => {
      timer();
      remove();
    };
    this.#conditions.push({ scope, conditions, cancel });
    this.#tell(scope, 'network', { ...conditions });
    if (down) this.#cut(scope);
  }

  /** Makes it perfect again. @returns whether it was bad */
  reset(scope: Partial<NetworkScope>): boolean {
    const over = this.#conditions.filter(({ scope: each }) => isWithin(each, scope));
    this.#conditions = this.#conditions.filter((each) => !over.includes(each));
    for (const { scope: each, cancel } of over) {
      cancel();
      this.#tell(each, 'network', {});
    }
    return over.length > 0;
  }

  /** How bad a device's network is; undefined where it is perfect. */
  of(user: string, device: string): NetworkConditions | undefined {
    return this.#conditions.findLast(
      ({ scope }) => scope.user === user && (scope.device ?? device) === device,
    )?.conditions;
  }

  /** From now on such frames wait. */
  hold(filter: FrameFilter & { user: string }): void {
    this.#faulty.hold(filter);
    const { user, device, ...what } = filter;
    this.#tell({ user, device }, 'hold', what);
  }

  get held(): readonly HeldFrame[] {
    return this.#faulty.held;
  }

  /** Lets go what waits for a user, and holds no more for them; `copies` 0 loses it, 2 doubles it. @returns how many there were */
  release(user: string, copies: number): number {
    this.#faulty.stopHolding(user);
    const frames = this.#faulty.held.filter(({ frame }) => strikes({ user }, frame));
    for (const held of frames) this.#faulty.release(held, copies);
    this.#tell({ user }, copies === 0 ? 'drop' : 'release', { frames: frames.length });
    return frames.length;
  }

  /** For good, as the hub ends or begins anew. */
  clear(): void {
    for (const { cancel } of this.#conditions) cancel();
    this.#conditions = [];
    this.#faulty.clear();
    this.#faulty.unhold();
  }

  #cut({ user, device }: NetworkScope): void {
    for (const session of [...this.#hub.sessions.of(user)]) {
      if ((device ?? session.credentials.device) === session.credentials.device) {
        session.outlet.close('the network is down');
      }
    }
  }

  #tell({ user, device = '' }: NetworkScope, name: string, args: Record<string, unknown>): void {
    this.#hub.trace.emit(user, device, { kind: 'fault', name, args });
  }
}

function filterOf({ user, device }: NetworkScope): FrameFilter {
  return device === undefined ? { user } : { user, device };
}

function isWithin(each: NetworkScope, { user, device }: Partial<NetworkScope>): boolean {
  return (user ?? each.user) === each.user && (device ?? each.device) === each.device;
}
