import { createReadStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { build } from 'vite';
import { expect } from 'vitest';
import { launchChromium } from '../chromium.js';

export type Engine = 'call-engine-js' | 'tuicall-engine-webrtc';

const EXAMPLE = fileURLToPath(new URL('../../../examples/call-kit/', import.meta.url));
const PACKAGES = fileURLToPath(new URL('../node_modules/', import.meta.url));
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' };

export interface Heard {
  event: string;
  details: Record<string, unknown> | null;
}

/** The example page with the real call engines, built once, served on loopback, in a Chromium of its own. */
export class KitApp {
  #folder: string;
  #browser: Browser;
  #close: () => void;
  readonly #url: string;

  private constructor(folder: string, browser: Browser, url: string, close: () => void) {
    this.#folder = folder;
    this.#browser = browser;
    this.#url = url;
    this.#close = close;
  }

  static async open(): Promise<KitApp> {
    const folder = mkdtempSync(join(tmpdir(), 'sig-kits-'));
    const { default: config } = (await import(`${EXAMPLE}vite.config.js`)) as { default: object };
    await build({
      ...config,
      configFile: false,
      logLevel: 'error',
      build: { target: 'esnext', minify: false, outDir: folder, emptyOutDir: true },
      plugins: [
        {
          name: 'packages of test/real',
          enforce: 'pre',
          async resolveId(source, importer, options) {
            if (source.startsWith('.') || !importer?.startsWith(EXAMPLE)) return null;
            return this.resolve(source, join(PACKAGES, '..', 'package.json'), { ...options, skipSelf: true });
          },
        },
      ],
    });
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      const file = join(folder, pathname === '/' ? 'index.html' : pathname);
      if (!existsSync(file)) {
        response.writeHead(404).end();
        return;
      }
      response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
      createReadStream(file).pipe(response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const browser = await launchChromium(
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
    );
    return new KitApp(folder, browser, `http://127.0.0.1:${port}/`, () => server.close());
  }

  /** One browser: the tabs in it meet in the stand-in's rooms, as phones do in the vendor's. */
  async newBrowser(engine: Engine, hub: string): Promise<KitBrowser> {
    const context = await this.#browser.newContext({ permissions: ['camera', 'microphone'] });
    return new KitBrowser(context, `${this.#url}?engine=${engine}&hub=${encodeURIComponent(hub)}`);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    this.#close();
    rmSync(this.#folder, { recursive: true });
  }
}

export class KitBrowser {
  #context: BrowserContext;
  #url: string;

  constructor(context: BrowserContext, url: string) {
    this.#context = context;
    this.#url = url;
  }

  /** A tab with a user on the engine, logged in. */
  async user(name: string): Promise<KitUser> {
    const page = await this.#context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(`${this.#url}&user=${name}`);
    await page.waitForFunction(() => 'engine' in window, undefined, { timeout: 60_000 });
    return new KitUser(name, page, errors);
  }

  close(): Promise<void> {
    return this.#context.close();
  }
}

/** What a test does with a user's engine, and what the engine told its app. */
export class KitUser {
  readonly name: string;
  readonly page: Page;
  /** Errors that nobody in the page caught. */
  readonly errors: readonly string[];
  /** How many events `hears` has gone past. */
  #heard = 0;

  constructor(name: string, page: Page, errors: readonly string[]) {
    this.name = name;
    this.page = page;
    this.errors = errors;
  }

  /** Calls a method of the engine. Rejects as it does. */
  do(method: string, ...args: unknown[]): Promise<unknown> {
    return this.page.evaluate(
      async ([name, given]) => {
        const { engine } = window as unknown as { engine: Record<string, (...a: unknown[]) => unknown> };
        return (await engine[name as string]!(...(given as unknown[]))) ?? null;
      },
      [method, args] as const,
    );
  }

  async heard(): Promise<Heard[]> {
    return this.page.evaluate(() => (window as unknown as { heard: Heard[] }).heard);
  }

  /** Waits for this event after those waited for before. */
  async hears(event: string): Promise<Record<string, unknown> | null> {
    let found: Heard | undefined;
    await expect
      .poll(
        async () => {
          const all = await this.heard();
          const index = all.findIndex((each, place) => place >= this.#heard && each.event === event);
          if (index === -1) return all.slice(this.#heard).map((each) => each.event);
          found = all[index];
          this.#heard = index + 1;
          return event;
        },
        { timeout: 30_000, message: `${this.name} hears ${event}` },
      )
      .toBe(event);
    return found!.details;
  }

  close(): Promise<void> {
    return this.page.close();
  }
}
