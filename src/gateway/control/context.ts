import type { HubRuntime } from '../hub-runtime.js';

/** What control methods work on. */
export interface ControlContext {
  readonly runtime: HubRuntime;
  readonly process: ProcessInfo;
}

/** What is known of the process around a hub. */
export interface ProcessInfo {
  readonly version: string;
  readonly pid: number;
  /** 'memory', or the database's file. */
  readonly store: string;
  /** Where its endpoints are; undefined for a hub without any. */
  address(): { host: string; port: number } | undefined;
  /** Where native SDKs come in, and the key they need for it; undefined where they can't. */
  native(): { host: string; port: number; publicKey: string } | undefined;
  readonly endpoints: readonly string[];
  /** Ends the process, once what is being answered is out. */
  stop(): void;
}
