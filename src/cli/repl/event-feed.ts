import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import type { TraceEvent } from '../../trace/event.js';
import type { EventStream, HubClient } from '../hub/client.js';

interface FeedListener {
  event(event: TraceEvent): void;
  /** The hub is gone; {@link EventFeed.start} tries again. */
  broken(error: SigError): void;
}

/** All that happens in a hub, over more than one life of it. */
export class EventFeed {
  #hub: HubClient;
  #listener: FeedListener;
  #stream: EventStream | undefined;

  constructor(hub: HubClient, listener: FeedListener) {
    this.#hub = hub;
    this.#listener = listener;
  }

  /** Whether it hears what happens. */
  get live(): boolean {
    return this.#stream !== undefined;
  }

  /** Listens, unless it does already; resolves once it does, or there is no hub to listen to. */
  async start(): Promise<void> {
    if (this.#stream) return;
    let opened = false;
    const event = (happened: TraceEvent) => this.#listener.event(happened);
    const stream = this.#hub.events({}, { event });
    this.#stream = stream;
    const gone = (thrown: unknown) => {
      if (this.#stream !== stream) return;
      this.#stream = undefined;
      // A hub that was gone before it was heard has been told of already.
      if (opened) this.#listener.broken(SigError.from(thrown));
    };
    stream.done.then(() => gone(new SigError(CODE.ERR_SDK_NET_DISCONNECT, 'the hub went away')), gone);
    await stream.opened;
    opened = this.live;
  }

  stop(): void {
    const stream = this.#stream;
    this.#stream = undefined;
    stream?.stop();
  }
}
