import { WebSocket } from 'ws';

/** The sockets that SDKs have opened, so that a test can cut one. */
export const sockets = new Set<PageWebSocket>();

/** Hubs by SDKAppID, for an SDK that lets nobody choose its server: its sockets are led there. */
export const detours = new Map<number, string>();

/** Commands whose next frame gets lost on its way to the hub, by SDKAppID. */
export const losses = new Map<number, string>();

/** SDKAppIDs whose sockets find no network. */
export const unplugged = new Set<number>();

export class PageWebSocket extends WebSocket {
  /** When it opened, in the page's ms. */
  openedAt = Number.POSITIVE_INFINITY;
  #sdkAppID: number;

  constructor(url: string) {
    const sdkAppID = Number(new URL(url).searchParams.get('sdkappid'));
    const hub = detours.get(sdkAppID);
    super(hub ? url.replace(/^wss:\/\/[^/]+/, hub) : url);
    this.#sdkAppID = sdkAppID;
    sockets.add(this);
    this.on('open', () => {
      this.openedAt = performance.now();
    });
    this.on('close', () => sockets.delete(this));
    this.on('error', () => {});
    if (unplugged.has(sdkAppID)) this.terminate();
  }

  override send(data: Parameters<WebSocket['send']>[0]): void {
    const command = losses.get(this.#sdkAppID);
    if (command !== undefined && Buffer.from(data as Uint8Array).includes(`"${command}"`)) {
      losses.delete(this.#sdkAppID);
      return;
    }
    super.send(data);
  }
}

/**
 * A page goes on when nobody catches a promise; the Web SDK does not catch the refusals of its own errands, as when it is
 * told in answer to a reconnection that it was kicked out. Those have a code and no app's call in their stack.
 */
function forgiveUncaughtRefusals(): void {
  const strict = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', (reason, promise) => {
    const { code, stack = '' } = reason as { code?: unknown; stack?: string };
    if (typeof code === 'number' && stack.includes('@tencentcloud/chat')) return;
    for (const listener of strict) listener(reason, promise);
  });
}

/** What a page has and Node has not, as far as the Web SDKs look at it. Telemetry over XMLHttpRequest goes nowhere. */
export function installBrowserGlobals(): void {
  if ('localStorage' in globalThis && globalThis.WebSocket === (PageWebSocket as unknown)) return;
  forgiveUncaughtRefusals();
  const storage = new Map<string, string>();
  const globals = {
    WebSocket: PageWebSocket,
    window: globalThis,
    localStorage: {
      getItem: (key: string) => storage.get(key) ?? null,
      setItem: (key: string, value: string) => storage.set(key, value),
      removeItem: (key: string) => storage.delete(key),
      clear: () => storage.clear(),
    },
    XMLHttpRequest: class {
      open() {}
      send() {}
      abort() {}
      setRequestHeader() {}
    },
    document: {
      charset: 'UTF-8',
      visibilityState: 'visible',
      addEventListener() {},
      removeEventListener() {},
      createElement: () => ({}),
    },
    location: {
      href: 'http://localhost/',
      host: 'localhost',
      hostname: 'localhost',
      protocol: 'http:',
      origin: 'http://localhost',
    },
    addEventListener() {},
    removeEventListener() {},
  };
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
  }
}
