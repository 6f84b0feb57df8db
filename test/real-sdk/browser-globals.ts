import { WebSocket } from 'ws';

/** The sockets that SDKs have opened, so that a test can cut one. */
export const sockets = new Set<WebSocket>();

/** Hubs by SDKAppID, for an SDK that lets nobody choose its server: its sockets are led there. */
export const detours = new Map<number, string>();

class PageWebSocket extends WebSocket {
  constructor(url: string) {
    const hub = detours.get(Number(new URL(url).searchParams.get('sdkappid')));
    super(hub ? url.replace(/^wss:\/\/[^/]+/, hub) : url);
    sockets.add(this);
    this.on('close', () => sockets.delete(this));
  }
}

/** What a page has and Node has not, as far as the Web SDKs look at it. Telemetry over XMLHttpRequest goes nowhere. */
export function installBrowserGlobals(): void {
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
